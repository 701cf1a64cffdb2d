import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { root, skip, temporary, tests } from '../harness.js'
import { type ComposeProject, render } from './compose-project.js'
import { type Engine, startEngine } from './engine.js'
import { application, busybox, everything, scratchImage, task } from './probed-lattice.js'
import { waitFor } from './wait-for.js'

/** Probes of every kind in real containers. The projects run at the same time, because most of theirs is waiting. */
const engine = startEngine()
if (typeof engine === 'string') skip('probes on Compose', engine)
else {
  const dynamic = 'busybox:1-glibc'
  const hasDynamic = (await engine.docker(['image', 'inspect', dynamic], { cwd: root })).code === 0
  const every = begun(lively(engine, 'every'))
  const other = hasDynamic ? begun(lively(engine, 'other', ['--set', `compose.tools-image=${dynamic}`])) : undefined
  const failing = begun(failed(engine))
  const debugged = begun(debugging(engine))
  tests('probes on Compose', {
    'each kind, also in an image from scratch': async () => assertLively(await every),
    'a restart follows a probe that fails and a network that goes, and no slow start': async () => assertRestarts(await every),
    'what waits starts once its dependency answers': async () => assert.is((await every).containers['every-hasty']?.restarts, 0),
    'what is not ready for a while is left alone': async () => {
      const { busy, later } = await every
      assert.equal([...busy, later['every-slow']?.restarts], ['unhealthy', 'healthy', 0])
    },
    'several successes are waited for': async () => assert.equal((await every).asked, ['asked', 'asked', 'asked']),
    'requests after the start and before the stop': async () => assert.equal((await every).requests.filter(isHook), ['/hello', '/bye']),
    'a task that fails makes the start fail': async () => assert.match(await failing, /task-job.* didn't complete successfully: exit 3/),
    'a debugger may stop the program': async () => assert.equal(await debugged, { health: ['healthy', 'healthy'], restarts: [0, 0] }),
  })
  if (other === undefined) skip('probes by a busybox with libraries', `the engine has no ${dynamic}`, true)
  else tests('probes by a busybox with libraries', { 'do the same': async () => assertLively(await other) })
}

/** Whoever awaits it later sees its error; until then it must not end the process. */
function begun<T>(work: Promise<T>): Promise<T> {
  work.catch(() => {})
  return work
}

interface Container {
  readonly status: string
  readonly health: string | undefined
  readonly restarts: number
}

interface Lively {
  readonly containers: Readonly<Record<string, Container>>
  /** A line for each success that came before enough of them. */
  readonly asked: readonly string[]
  /** The same once all that must start again have. */
  readonly later: Lively['containers']
  /** The health of the slow one while it is busy, and after. */
  readonly busy: readonly (string | undefined)[]
  readonly requests: readonly string[]
}

/** Starts one of everything; gives what was seen. */
async function lively(engine: Engine, name: string, flags: readonly string[] = []): Promise<Lively> {
  const folder = temporary({ [`${name}.yaml`]: application(name, everything(name)), ...scratchImage })
  const project = await render(engine, folder, `${name}.yaml`, '', flags)
  try {
    await project.up()
    const containers = await containersOf(engine, project)
    const asked = lines(await project.must('exec', '-T', `${name}-steady`, 'cat', '/asked'))
    const busy: (string | undefined)[] = []
    for (const [command, health] of [
      ['touch', 'unhealthy'],
      ['rm', 'healthy'],
    ] as const) {
      await project.must('exec', '-T', `${name}-slow`, command, '/busy')
      const seen = async () => (await containersOf(engine, project))[`${name}-slow`]
      busy.push((await waitFor(seen, (slow) => slow?.health === health, 30))?.health)
    }
    const dying = ['polite', 'stubborn'].map((component) => `${name}-${component}`)
    for (const service of dying) await project.must('exec', '-T', service, 'rm', '/alive')
    await project.must('exec', '-T', `${name}-health`, 'kill', '1')
    const isBack = ({ restarts, health }: Container): boolean => restarts > 0 && health === 'healthy'
    const later = await waitFor(
      () => containersOf(engine, project),
      (all) => [...dying, `${name}-health.side`].every((service) => isBack(all[service]!)),
      60,
    )
    await project.must('stop', `${name}-health`)
    const requests = lines(await project.must('logs', '--no-log-prefix', `${name}-health`))
    return { containers, asked, later, busy, requests }
  } finally {
    await project.down()
  }
}

function assertLively({ containers }: Lively): void {
  const unwell = Object.entries(containers).filter(([, { status, health }]) => status !== 'exited' && health !== 'healthy')
  // these have no probe
  assert.equal(unwell.map(([name]) => name.replace(/^\w+-/, '')).sort(), ['done', 'hasty'])
  assert.is(Object.keys(containers).length, 14)
}

function assertRestarts({ containers, later }: Lively): void {
  assert.equal(
    Object.values(containers).filter(({ restarts }) => restarts > 0),
    [],
  )
  const restarted = Object.entries(later).filter(([, { restarts }]) => restarts > 0)
  assert.equal(restarted.map(([name, { restarts }]) => [name, restarts]).sort(), [
    ['every-health', 1],
    ['every-health.side', 1],
    ['every-polite', 1],
    ['every-stubborn', 1],
  ])
}

function lines(text: string): readonly string[] {
  return text.trim().split('\n')
}

function isHook(line: string): boolean {
  return line === '/hello' || line === '/bye'
}

/** Gives what `up --wait` says of a task that fails. */
async function failed(engine: Engine): Promise<string> {
  const project = await render(engine, temporary({ 'task.yaml': application('task', [task('job', 'exit 3')]) }), 'task.yaml')
  try {
    const { code, stderr } = await project.compose('up', '--detach', '--wait', '--pull', 'never')
    return code === 0 ? 'it started' : stderr
  } finally {
    await project.down()
  }
}

/** Starts two with debuggers, and makes them fail their probes once they are up; gives what becomes of them. */
async function debugging(engine: Engine): Promise<{ readonly health: readonly unknown[]; readonly restarts: readonly number[] }> {
  const probe = (test: string) => ({ exec: { command: ['test', test, '-e', '/broken'] }, periodSeconds: 1, failureThreshold: 1 })
  const debug = (port: number) => ({ debug: { port, cmd: ['sleep', '600'] } })
  const components = [
    busybox('plain', 'exit 1', { ...debug(9229), readinessProbe: probe('!') }),
    busybox('scripted', 'exit 1', { ...debug(9230), livenessProbe: probe('!') }),
  ]
  const project = await render(engine, temporary({ 'debug.yaml': application('debug', components) }), 'debug.yaml')
  // no fixed port of this machine
  const withDebugger = ['-f', 'compose.debug.yaml', '-f', 'free-debug-ports.yaml']
  try {
    const ports = '{ports: !reset []}'
    writeFileSync(join(project.out, 'free-debug-ports.yaml'), `services:\n  debug-plain: ${ports}\n  debug-scripted: ${ports}\n`)
    await project.must(...withDebugger, 'up', '--detach', '--wait', '--pull', 'never')
    for (const service of ['debug-plain', 'debug-scripted']) await project.must('exec', '-T', service, 'touch', '/broken')
    await new Promise((done) => setTimeout(done, 4000))
    const containers = await containersOf(engine, project)
    const both = ['debug-plain', 'debug-scripted'].map((name) => containers[name]!)
    return { health: both.map(({ health }) => health), restarts: both.map(({ restarts }) => restarts) }
  } finally {
    await project.down()
  }
}

/** Gives the containers of a project by service; copies have their number behind it. */
async function containersOf(engine: Engine, project: ComposeProject): Promise<Lively['containers']> {
  const ids = (await project.must('ps', '--all', '--quiet')).trim().split('\n')
  const { stdout } = await engine.docker(['inspect', ...ids], { cwd: root })
  const inspected: Inspected[] = JSON.parse(stdout)
  return Object.fromEntries(
    inspected.map(({ Name, RestartCount, State }) => [
      Name.replace(/^\/mc-test-\d+-[a-z]+yaml-/, '').replace(/-1$/, ''),
      { status: State.Status, health: State.Health?.Status, restarts: RestartCount },
    ]),
  )
}

/** What `docker inspect` says of a container. */
interface Inspected {
  readonly Name: string
  readonly RestartCount: number
  readonly State: { readonly Status: string; readonly Health?: { readonly Status: string } }
}
