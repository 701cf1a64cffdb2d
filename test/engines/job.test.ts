import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Cron } from 'croner'
import * as assert from 'uvu/assert'
import { timesOfSchedule } from '../../src/language/cron-fields.js'
import { posixZone } from '../../targets/compose/container/posix-zone.js'
import { script } from '../../targets/script.js'
import { skip, temporary, tests } from '../harness.js'
import { type ComposeProject, render } from './compose-project.js'
import { type Engine, startEngine } from './engine.js'
import { waitFor } from './wait-for.js'

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe', 'America/Santiago', 'Africa/Cairo']

function theScript(engine: Engine) {
  /** Runs shell text beside the script, in busybox. */
  const sh = async (text: string, files: Readonly<Record<string, string>> = {}) => {
    const folder = temporary({ job: script('compose/job.sh'), 'test.sh': text, ...files })
    const install =
      'mkdir -p /.mc/bin; for n in $(busybox --list); do ln -s /bin/busybox /.mc/bin/$n; done; cp /test/job /.mc/job; exec sh /test/test.sh'
    const args = ['run', '--rm', '--init', '--volume', `${folder}:/test:ro`, 'busybox:1', 'sh', '-c', install]
    return engine.docker(args, { cwd: folder })
  }
  return {
    'a zone has the same time as by its name': async () => {
      const times = Array.from({ length: 120 }, (_, index) => Date.UTC(2026, 0, 1, 0, 30) / 1000 + index * 73 * 3600)
      const lines = zones.flatMap((zone) => times.map((time) => `TZ='${posixZone(zone).text}' date -d @${time} '+%Y-%m-%d %H:%M'`))
      const { stdout } = await sh(lines.join('\n'))
      const said = zones.flatMap((zone) => {
        const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' })
        return times.map((time) => format.format(time * 1000))
      })
      assert.equal(stdout.trim().split('\n'), said)
    },
    'the clock begins runs at the minutes of the schedule': async () => {
      const windows = schedules.map(([zone, schedule, start]) => {
        const settings = Object.entries({ ...timesOfSchedule(schedule), zone: posixZone(zone).text }).map(([name, value]) =>
          name === 'either' ? (value ? 'either=yes' : 'either=') : `'${name}=${value ?? '*'}'`,
        )
        const from = Date.parse(start) / 1000
        return `echo ${from} >/tmp/now; echo ${from + hours * 3600} >/tmp/end; sh /.mc/job ${settings.join(' ')} -- cat /tmp/now; echo -\n`
      })
      const { stdout } = await sh(quickClock + windows.join(''), quick)
      const expected = schedules.map(([zone, schedule, start]) => {
        const from = Date.parse(start)
        const runs = new Cron(schedule, { mode: '5-part', timezone: zone, paused: true }).nextRuns(100, new Date(from))
        return runs.map((run) => run.getTime()).filter((time) => time < from + hours * 3_600_000)
      })
      const seen = stdout.split('-\n').slice(0, -1)
      assert.equal(
        seen.map((times) => times.split('\n').filter(Boolean).map(Number)),
        expected.map((times) => times.map((time) => time / 1000)),
      )
      assert.ok(expected.filter((times) => times.length > 0).length > 5)
    },
    'the command has the environment, the arguments and the exit code of its own': async () => {
      const { code, stdout } = await sh(`
mkdir /own; printf '#!/bin/sh\\necho mine "$@"; exit 7\\n' >/own/ls; chmod 755 /own/ls
env -i PATH=/own:/bin 'a.b=1' 'mc_tries=x' 'two=
lines' sh -c 'cat /proc/self/environ | sort -z >/tmp/before; exec sh /.mc/job -- sh -c "sort -z </proc/self/environ >/tmp/after"'
cmp /tmp/before /tmp/after && echo same
env -i PATH=/own:/bin sh /.mc/job -- ls '*' 'a  b' ''
`)
      assert.equal([code, stdout], [7, 'same\nmine * a  b \n'])
    },
    'it is tried again, ends in time, and leaves nothing behind': async () => {
      const { stdout, stderr } = await sh(`
sed -i 's/mc_delay=10/mc_delay=1/' /.mc/job
sh /.mc/job tries=3 -- sh -c 'echo try; [ -e /tmp/once ] || { touch /tmp/once; exit 5; }'; echo $?
sh /.mc/job tries=2 -- sh -c 'echo try; exit 6'; echo $?
sh /.mc/job seconds=1 grace=1 tries=9 -- sh -c 'trap "echo asked" TERM; sleep 77; sleep 78'; echo $?
sh /.mc/job -- sh -c 'sleep 79 & exit 0'; echo $?
# who was killed may still be listed for a moment on a busy machine
for i in 1 2 3 4 5 6 7 8 9; do ps | grep -q 'sleep 7[0-9]' || break; sleep 1; done
ps | grep 'sleep 7[0-9]'; echo $?
sh /.mc/job -- nothing; echo $?
`)
      assert.equal(stdout.trim().split('\n'), ['try', 'try', '0', 'try', 'try', '6', '124', '0', '1', '127'])
      assert.match(stderr, /^mc: \S+Z failed with 5, again in 1 s$/m)
    },
    'runs overlap, wait or take the place of each other': async () => {
      const busy = 'trap "echo asked; exit" TERM; echo begins; for i in 1 2 3 4 5; do sleep 0.5; done; echo ends'
      const overlap = (how: string): string =>
        `sh /.mc/job every=1 overlap=${how} -- sh -c '${busy}' 2>/dev/null & pid=$!; sleep 3.7; kill $pid; wait $pid; echo ${how}\n`
      const { stdout } = await sh(['allow', 'forbid', 'replace'].map(overlap).join(''))
      const [allow = '', forbid = '', replace = ''] = stdout.replaceAll('\n', ' ').split(/(?<=allow|forbid|replace) /)
      assert.match(allow, /^begins begins begins .*asked asked .*allow$/)
      assert.match(forbid, /^begins ends .*forbid$|^begins asked forbid$/)
      assert.not.match(forbid, /begins begins/)
      assert.match(replace, /^begins (begins asked|asked begins) /)
    },
    'a run that is too late is left out': async () => {
      // each sleep takes four minutes more than it should, as on a machine that was closed meanwhile
      const missed = (late: string): string =>
        `echo 0 >/tmp/now; echo 600 >/tmp/end; sh /.mc/job minute=1 ${late} -- cat /tmp/now; echo then\n`
      const slow = { ...quick, sleep: quick.sleep.replace('+ $1', '+ $1 + 240') }
      const { stdout, stderr } = await sh(quickClock + missed('late=200') + missed('late=300') + missed(''), slow)
      assert.equal(stdout.trim().split('\n'), ['then', '300', 'then', '300', 'then'])
      assert.match(stderr, /a run that was due 240 s ago is left out/)
    },
  }
}

/** A clock of which a minute takes no time: each sleep puts it on from `/tmp/now`, as soon as no run goes on, until `/tmp/end`. */
const quick = {
  date: '#!/bin/sh\n[ "$1" != +%s ] || exec cat /tmp/now\n[ "$1" != -u ] || exit 0\nexec /bin/busybox date "$@"\n',
  sleep: `#!/bin/sh
while [ $(ps -o ppid | grep -c "^ *$PPID$") -gt 1 ]; do :; done
now=$(($(cat /tmp/now) + $1))
echo $now >/tmp/now
[ $now -lt $(cat /tmp/end) ] || kill $PPID
`,
}
const quickClock = 'rm /.mc/bin/date /.mc/bin/sleep; cp /test/date /test/sleep /.mc/bin; chmod 755 /.mc/bin/date /.mc/bin/sleep\n'

/** How long each of the schedules is watched. */
const hours = 2.5

/** Zones, schedules and when they are watched: hours that are named and hours that are not, days by weekday and by number, the end of summer time and its beginning. */
const schedules = [
  ['UTC', '*/20 9-11 * * *', '2026-02-27T07:50:00Z'],
  ['UTC', '*/20 9-11 * * *', '2026-02-27T10:50:00Z'],
  ['Europe/Berlin', '30 1,4 * * *', '2026-03-29T01:00:00Z'],
  ['Europe/Berlin', '30 1,4 * * *', '2026-10-25T02:00:00Z'],
  ['America/New_York', '15 12 13 * fri', '2026-02-12T16:00:00Z'],
  ['America/New_York', '15 12 13 * fri', '2026-02-13T16:00:00Z'],
  ['America/New_York', '15 12 13 * fri', '2026-02-20T16:00:00Z'],
  ['America/New_York', '15 12 13 * fri', '2026-05-13T15:00:00Z'],
  ['Asia/Kolkata', '0 0 * jan-mar mon-wed', '2026-03-31T17:00:00Z'],
  ['Asia/Kolkata', '0 0 * jan-mar mon-wed', '2026-03-30T17:00:00Z'],
  ['Asia/Kolkata', '8,9 0 * * sun', '2026-03-28T17:00:00Z'],
] as const

const engine = startEngine()
if (typeof engine === 'string') skip('jobs in containers', engine)
else {
  tests('the script of jobs', theScript(engine))
  tests('cron tasks and limits of tasks in Compose', inCompose(engine))
}

function inCompose(engine: Engine) {
  const project = (name: string, components: object[]): Promise<ComposeProject> => {
    const manifest = { apiVersion: 'core.oam.dev/v1beta1', kind: 'Application', metadata: { name, annotations: {} }, spec: { components } }
    const folder = mkdtempSync(join(tmpdir(), 'mc-'))
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(manifest))
    return render(engine, folder, `${name}.json`)
  }
  return {
    'runs begin by the clock and by hand, and end with the container': async () => {
      const properties = {
        image: 'redis:7',
        cmd: [
          'sh',
          '-c',
          'echo "by $(id -u) in $(pwd) with $0 $A"; trap "echo asked; exit" TERM; [ "$0" != long ] || while :; do sleep 0.1; done',
        ],
        env: [{ name: 'A', value: 'b  c' }],
        workingDir: '/tmp',
      }
      const clock = await project('cron-clock', [
        { name: 'often', type: 'cron-task', properties: { ...properties, args: ['short'], schedule: '@every 1s' } },
        { name: 'rare', type: 'cron-task', properties: { ...properties, args: ['long'], schedule: '0 0 29 2 *' } },
      ])
      try {
        await clock.up()
        const log = (service: string) => clock.must('logs', '--no-log-prefix', service)
        const often = await waitFor(
          () => log('cron-clock-often'),
          (text) => (text.match(/^by /gm) ?? []).length > 2,
          20,
        )
        assert.match(often, /^by 0 in \/tmp with short b {2}c$/m)
        assert.match(often, /^mc: \S+Z run 1 begins$/m)
        assert.match(often, /^mc: \S+Z run 1 ended with 0 after [01] s$/m)
        await clock.must('exec', 'cron-clock-rare', '/.mc/bin/kill', '-USR1', '1')
        await waitFor(
          () => log('cron-clock-rare'),
          (text) => text.includes('with long'),
          20,
        )
        const begun = Date.now()
        await clock.must('stop')
        assert.ok(Date.now() - begun < 4000, 'it ends at once')
        assert.match(await log('cron-clock-rare'), /^asked$/m)
      } finally {
        await clock.down()
      }
    },
    'a task is tried again, and what waits for it begins then': async () => {
      const flaky = '[ -e /tmp/once ] || { touch /tmp/once; exit 5; }'
      const tasks = await project('cron-tasks', [
        { name: 'plain', type: 'task', properties: { image: 'busybox:1', cmd: ['sh', '-c', flaky] } },
        {
          name: 'limited',
          type: 'task',
          properties: { image: 'busybox:1', cmd: ['sh', '-c', 'sleep 60'], backoffLimit: 0, activeDeadlineSeconds: 1 },
        },
        { name: 'next', type: 'worker', dependsOn: ['plain'], properties: { image: 'busybox:1', cmd: ['sleep', '60'] } },
      ])
      try {
        const { code, stderr } = await tasks.compose('up', '--detach', '--pull', 'never')
        assert.is(code, 1)
        assert.match(stderr, /cron-tasks-limited.*exit 124/)
        const state = async () => {
          const lines = (await tasks.must('ps', '--all', '--format', 'json')).trim().split('\n')
          return Object.fromEntries(
            lines.map((line) => JSON.parse(line)).map(({ Service, State, ExitCode }) => [Service, `${State} ${ExitCode}`]),
          )
        }
        const ended = await waitFor(state, (states) => states['cron-tasks-limited']?.startsWith('exited') ?? false, 20)
        assert.is(ended['cron-tasks-plain'], 'exited 0')
        assert.is(ended['cron-tasks-next'], 'running 0')
        assert.is(ended['cron-tasks-limited'], 'exited 124')
      } finally {
        await tasks.down()
      }
    },
  }
}
