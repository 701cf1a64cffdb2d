import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { makeEventReader } from '../src/dev/container-events.js'
import { plainText } from '../src/dev/plain-text.js'
import { makeWatchReader } from '../src/dev/source-watch.js'
import type { Finished, ProgramOptions, Programs, Running } from '../src/programs.js'
import { type RunOptions, readTree, run, temporary, tests } from './harness.js'

const manifest = (image = 'busybox:1'): string => `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: shop}
spec:
  components:
    - name: web
      type: webservice
      properties:
        image: ${image}
        ports: [{port: 8080, name: http, expose: true}]
`

const ready = '{"id":"Container shop-shop-web-1","status":"Done","text":"Healthy"}'
const container = (more: object = {}): string =>
  JSON.stringify({
    ID: 'abc',
    Name: 'shop-shop-web-1',
    Service: 'shop-web',
    State: 'running',
    Health: 'healthy',
    ExitCode: 0,
    Publishers: [{ URL: '127.0.0.1', TargetPort: 8080, PublishedPort: 8080, Protocol: 'tcp' }],
    ...more,
  })

/** What a stand-in for `docker` answers to a sub-command; a function sees the whole command line. */
type Answer = Partial<Finished> | ((words: readonly string[], options: ProgramOptions) => Partial<Finished>)

interface FakeDocker extends Programs {
  /** The command lines, without the settings that come before a sub-command of `docker compose`. */
  readonly calls: string[]
}

/** A `docker` that answers well, but for what `answers` says otherwise; `events`, `watch` and `logs --follow` run until they are ended. */
function fakeDocker(answers: Readonly<Record<string, Answer>> = {}): FakeDocker {
  const well: Readonly<Record<string, Answer>> = {
    version: { stdout: '26.1.5\n' },
    'compose version': { stdout: '5.5.1\n' },
    'compose ls': { stdout: '[]\n' },
    'compose ps': (words) => {
      const name = words[words.indexOf('--project-name') + 1]
      return { stdout: `${container({ Name: `${name}-${name}-web-1`, Service: `${name}-web` })}\n` }
    },
  }
  const calls: string[] = []
  return {
    calls,
    start(program, words, options) {
      assert.is(program, 'docker')
      const name = nameOf(words)
      calls.push(name)
      const key = Object.keys({ ...well, ...answers }).find((start) => name === start || name.startsWith(`${start} `))
      const known = key === undefined ? {} : (answers[key] ?? well[key] ?? {})
      const given = typeof known === 'function' ? known(words, options) : known
      const finished: Finished = { code: 0, stdout: '', stderr: '', ...given }
      for (const stream of ['stdout', 'stderr'] as const)
        for (const line of finished[stream].split('\n')) if (line !== '') options.onLine?.(line, stream)
      return /^(events|compose (watch|logs --follow))/.test(name) && finished.code === 0
        ? endless()
        : { ended: Promise.resolve(finished), signal() {} }
    },
  }
}

/** `compose up --detach` for `compose --ansi never … --env-file .env up --detach`. */
function nameOf(words: readonly string[]): string {
  const [first, ...rest] = words
  if (first !== 'compose') return words.join(' ')
  while (rest[0]?.startsWith('--')) rest.splice(0, 2)
  return ['compose', ...rest].join(' ')
}

function endless(): Running {
  let end = (_: Finished): void => {}
  const ended = new Promise<Finished>((resolve) => (end = resolve))
  return { ended, signal: () => end({ code: 137, stdout: '', stderr: '' }) }
}

/** Runs `mc dev`, and presses Ctrl-C each time that it has written what matches. */
function dev(docker: Programs, words: readonly string[], options: RunOptions = {}, enough = /ready after/) {
  let press = (): void => {}
  let isPressed = false
  return run(['dev', ...words], {
    files: { 'app.yaml': manifest() },
    ...options,
    programs: docker,
    onStart: (interrupt) => (press = interrupt),
    onWrite(stream, text) {
      options.onWrite?.(stream, text)
      if (isPressed || !enough.test(text)) return
      isPressed = true
      setTimeout(press, 20)
    },
  })
}

tests('mc dev without Docker', {
  'one message for each thing that is missing, and exit 3': async () => {
    const cases: readonly (readonly [Record<string, Answer>, RegExp])[] = [
      [{ version: { code: 127 }, 'compose version': { code: 127 } }, /^mc: Docker is not installed \(get it from https:.*\)/],
      [{ 'compose version': { code: 1 } }, /^mc: Docker has no Compose here \(get the plugin from https:.*\)/],
      [{ 'compose version': { stdout: 'v2.39.4\n' } }, /^mc: Docker Compose v2\.39\.4 is too old: 2\.40 or later is needed/],
      [
        { version: { code: 1, stderr: 'Cannot connect to the Docker daemon at unix:///x.sock. Is the docker daemon running?\n' } },
        /^mc: Docker does not answer \(Cannot connect to the Docker daemon at unix:\/\/\/x\.sock\): start Docker Desktop/,
      ],
    ]
    for (const [answers, message] of cases) {
      for (const words of [[], ['--down']]) {
        const { code, stderr, stdout, cwd } = await dev(fakeDocker(answers), words)
        assert.equal([code, stdout], [3, ''])
        assert.match(stderr, message)
        assert.match(stderr, /; `mc render -t compose` works without Docker\n$/)
        assert.is(stderr.split('\n').length, 2)
        assert.equal(Object.keys(readTree(cwd)), ['app.yaml'])
      }
    }
    for (const version of ['2.40.0', 'v2.40.3', '5.0.0-rc.1']) {
      const { code } = await dev(fakeDocker({ 'compose version': { stdout: version } }), [])
      assert.is(code, 130, version)
    }
  },
})

tests('mc dev', {
  'renders, starts, shows the table, and ends what it started': async () => {
    const docker = fakeDocker({
      'compose up': { stderr: `{"id":"Container shop-shop-web-1","status":"Working","text":"Starting"}\n${ready}` },
      'compose down': { stderr: '{"id":"Container shop-shop-web-1","status":"Done","text":"Removed"}' },
    })
    const { code, stdout, stderr, cwd } = await dev(docker, [])
    assert.is(code, 130)
    assert.is(stdout, 'service   component  state    health   address\nshop-web  shop/web   running  healthy  http://127.0.0.1:8080\n')
    assert.match(
      stderr,
      /^starting 1 service\nshop-web is ready\nready after \d\.\d s; following the manifests; Ctrl-C ends it\nending; once more ends at once\nended: 1 container removed, volumes are kept .*\n$/,
    )
    assert.equal(
      docker.calls.map((call) => call.split(' ').slice(0, 2).join(' ').replace(/ --.*/, '')),
      ['version', 'compose version', 'compose ls', 'events', 'compose up', 'compose ps', 'compose down'],
    )
    // the same bytes as `mc render`, and nothing that a repository should keep
    assert.is(readFileSync(join(cwd, '.mc/.gitignore'), 'utf8'), '*\n')
    const before = readTree(join(cwd, '.mc/dev'))
    assert.is((await run(['render', '-t', 'compose', '-o', '.mc/dev'], { cwd })).code, 0)
    assert.equal(readTree(join(cwd, '.mc/dev')), before)
  },
  'a start that fails is explained, and taken back': async () => {
    const failing = { code: 1, stderr: '{"error":true,"message":"dependency failed to start: container shop-shop-web-1 is unhealthy"}' }
    const docker = fakeDocker({
      'compose up': failing,
      'compose ps': { stdout: container({ State: 'exited', Health: '', ExitCode: 7 }) },
      'compose logs': { stdout: 'fine so far\n\u001b[31mno oven\u001b[0m \u0007\n' },
    })
    const { code, stderr } = await dev(docker, [], {}, /never/)
    assert.is(code, 1)
    assert.match(stderr, /shop-web \(shop\/web, app\.yaml:6:13\) ended with exit code 7\n {2}\| fine so far\n {2}\| no oven ␇\n/)
    assert.match(stderr, /not started: 0 containers removed again\n$/)
    assert.ok(docker.calls.includes('compose down --remove-orphans'))
  },
  'what Compose says is shown where no container is at fault': async () => {
    const docker = fakeDocker({
      'compose up': { code: 1, stderr: '{"error":true,"message":"Bind for 127.0.0.1:8080 failed: port is already allocated"}' },
    })
    const { code, stderr } = await dev(docker, [], {}, /never/)
    assert.is(code, 1)
    assert.match(stderr, /docker compose: Bind for 127\.0\.0\.1:8080 failed: port is already allocated\n/)
  },
  'manifests with errors start nothing': async () => {
    const docker = fakeDocker()
    const { code, stderr } = await dev(docker, [], { files: { 'app.yaml': manifest().replace('image:', 'imagee:') } }, /never/)
    assert.is(code, 1)
    assert.match(stderr, /nothing started: \d errors?\n$/)
    assert.not(docker.calls.some((call) => /up|down|build/.test(call)))
  },
  'a changed manifest is gone over to, a broken one is not, and the same one is nothing': async () => {
    const docker = fakeDocker()
    const cwd = temporary({ 'app.yaml': manifest() })
    const path = join(cwd, 'app.yaml')
    const steps: readonly (readonly [RegExp, () => void])[] = [
      [/ready after/, () => writeFileSync(path, manifest('busybox:2'))],
      [/live: /, () => writeFileSync(path, 'kind: Application\n')],
      [/what runs stays as it is/, () => writeFileSync(path, manifest('busybox:2'))],
    ]
    let next = 0
    const { code, stderr } = await dev(
      docker,
      [],
      {
        cwd,
        files: {},
        onWrite(_, text) {
          const step = steps[next]
          if (step === undefined || !step[0].test(text)) return
          next++
          setTimeout(step[1], 20)
        },
      },
      /valid again/,
    )
    assert.is(code, 130, stderr)
    assert.match(readFileSync(join(cwd, '.mc/dev/compose/compose.yaml'), 'utf8'), 'image: busybox:2')
    assert.is(docker.calls.filter((call) => call.startsWith('compose up')).length, 2, docker.calls.join('\n'))
  },
  'another name is another project: the old one is ended': async () => {
    const docker = fakeDocker()
    const cwd = temporary({ 'app.yaml': manifest() })
    let isChanged = false
    const { code, stderr } = await dev(
      docker,
      [],
      {
        cwd,
        files: {},
        onWrite(_, text) {
          if (isChanged || !/ready after/.test(text)) return
          isChanged = true
          setTimeout(() => writeFileSync(join(cwd, 'app.yaml'), manifest().replace('name: shop', 'name: store')), 20)
        },
      },
      /store-web/,
    )
    assert.is(code, 130, stderr)
    assert.match(stderr, /the project `shop` is now `store`: starting anew\n/)
    const steps = docker.calls.map((call) => call.split(' ').slice(0, 2).join(' '))
    assert.equal(
      steps.filter((step) => /compose (up|down)/.test(step)),
      ['compose up', 'compose down', 'compose up', 'compose down'],
    )
    assert.ok(
      docker.calls.includes(
        'events --filter label=com.docker.compose.project=store --filter type=container --filter event=die --filter event=kill --filter event=oom --filter event=start --filter event=health_status --filter event=destroy --format json',
      ),
    )
  },
  'another project of the same name, or in the same folder, is an error': async () => {
    const same = JSON.stringify([{ Name: 'shop', ConfigFiles: '/elsewhere/compose.yaml' }])
    const { code, stderr } = await dev(fakeDocker({ 'compose ls': { stdout: same } }), [], {}, /never/)
    assert.is(code, 3)
    assert.match(stderr, /^mc: a project `shop` already runs from \/elsewhere\/compose\.yaml: end it, or choose another name/)
    const cwd = temporary({ 'app.yaml': manifest() })
    const other = JSON.stringify([{ Name: 'old', ConfigFiles: join(cwd, '.mc/dev/compose/compose.yaml') }])
    const second = await dev(fakeDocker({ 'compose ls': { stdout: other } }), [], { cwd, files: {} }, /never/)
    assert.is(second.code, 3)
    assert.match(second.stderr, /^mc: \.mc\/dev holds the project `old`, which still runs: `mc dev --down` ends it/)
  },
  '--down ends what runs from the folder, under whatever name': async () => {
    const cwd = temporary({ '.mc/dev/compose/compose.yaml': 'name: shop\nservices: {}\n' })
    const list = JSON.stringify([{ Name: 'old', ConfigFiles: join(cwd, '.mc/dev/compose/compose.yaml') }])
    const names: string[] = []
    const docker = fakeDocker({
      'compose ls': { stdout: list },
      'compose down': (words) => {
        names.push(words[words.indexOf('--project-name') + 1]!)
        assert.ok(words.includes('--volumes'))
        assert.equal(words.slice(words.indexOf('--profile'), words.indexOf('--profile') + 2), ['--profile', '*'])
        return {}
      },
    })
    assert.is((await dev(docker, ['--down', '--volumes'], { cwd, files: {} }, /never/)).code, 0)
    assert.equal(names, ['old', 'shop'])
    const nothing = await dev(fakeDocker(), ['--down'], { files: {} }, /never/)
    assert.equal([nothing.code, nothing.stderr], [0, 'nothing runs from .mc/dev\n'])
  },
  'when Docker cannot end what runs, it says how to do it later': async () => {
    const docker = fakeDocker({ 'compose down': { code: 1, stderr: '{"error":true,"message":"Cannot connect to the Docker daemon"}' } })
    const { code, stderr } = await dev(docker, [])
    assert.is(code, 3)
    assert.match(
      stderr,
      /mc: cannot end what was started \(Cannot connect to the Docker daemon\): `mc dev --down` ends it when Docker answers again\n$/,
    )
  },
  'on a terminal one line shows how far the start is': async () => {
    const { stderr } = await dev(fakeDocker({ 'compose up': { stderr: ready } }), [], { terminal: true, env: { NO_COLOR: '1' } })
    assert.match(stderr, /\r\u001b\[2Kstarting: 1 of 1 container ready/)
    assert.not.match(stderr, /shop-web is ready\n/)
  },
  'flags that contradict each other': async () => {
    const cases: readonly (readonly [readonly string[], RegExp])[] = [
      [['-'], /standard input cannot be followed/],
      [['--volumes'], /--volumes belongs to --down/],
      [['--detach', '--logs'], /--detach leaves at once/],
      [['--debugger'], /no component has a `debug` block/],
      [['--logs', 'nobody'], /--logs nobody: no such service; there are shop-web/],
      [['--stub', 'nobody'], /stub/],
    ]
    for (const [words, message] of cases) {
      const { code, stderr } = await dev(fakeDocker(), words, {}, /never/)
      assert.ok(code === 2 || code === 1, `${words.join(' ')}: ${code}`)
      assert.match(stderr, message)
    }
  },
  '--detach leaves everything running': async () => {
    const docker = fakeDocker()
    const { code, stderr } = await dev(docker, ['--detach'], {}, /never/)
    assert.is(code, 0)
    assert.match(stderr, /shop runs; `mc dev --down` ends it\n$/)
    assert.not(docker.calls.some((call) => call.startsWith('compose down')))
  },
})

const event = (action: string, attributes: object = {}): string =>
  JSON.stringify({
    Action: action,
    Actor: { ID: 'abc', Attributes: { name: 'p-web-1', 'com.docker.compose.service': 'web', ...attributes } },
  })

tests('what the engine tells', {
  'a fault, a come-back, a stop by somebody and the health': () => {
    const cases: readonly (readonly [readonly string[], readonly (string | undefined)[]])[] = [
      [
        [event('die', { exitCode: '3' }), event('start')],
        ['ended: ended with exit code 3', 'again 1'],
      ],
      [
        [event('oom'), event('die', { exitCode: '137' })],
        [undefined, 'ended: ran out of memory and was killed (its limit is `memory` in the manifest)'],
      ],
      [
        [event('kill', { signal: '9' }), event('die', { exitCode: '137' })],
        [undefined, 'ended: was killed (exit code 137)'],
      ],
      [
        [event('kill', { signal: '15' }), event('kill', { signal: '9' }), event('die', { exitCode: '137' }), event('start')],
        [undefined, undefined, 'asked', undefined],
      ],
      [[event('die', { exitCode: '143' })], ['ended: was ended by signal 15 (exit code 143)']],
      [[event('die', { exitCode: '0' })], ['done']],
      [
        [event('health_status: healthy'), event('health_status: unhealthy'), event('health_status: healthy')],
        [undefined, 'unhealthy', 'healthy'],
      ],
      [
        ['no JSON', '{}', event('destroy')],
        [undefined, undefined, undefined],
      ],
    ]
    for (const [lines, expected] of cases) {
      const read = makeEventReader()
      const told = lines.map((line) => {
        const news = read(line)
        return news && [news.kind, news.why && `: ${news.why}`, news.count && ` ${news.count}`].join('')
      })
      assert.equal(told, expected)
    }
  },
})

tests('what docker compose watch tells', {
  'syncs, restarts, builds that work and builds that fail': () => {
    const told: string[] = []
    const read = makeWatchReader(
      (text) => told.push(text),
      (text, lines) => told.push([text, ...lines].join('\n')),
    )
    for (const line of [
      'Syncing service "shop-web" after 2 changes were detected',
      '{"id":"Container p-shop-web-1","status":"Done","text":"Started"}',
      'service(s) ["shop-web"] restarted',
      'Rebuilding service(s) ["shop-web"] after changes were detected...',
      '#9 [4/4] RUN make',
      'service(s) ["shop-web"] successfully built',
      '{"id":"Container p-shop-web-1","status":"Done","text":"Started"}',
      'Rebuilding service(s) ["shop-web"] after changes were detected...',
      '#1 DONE 0.0s',
      '#9 0.1 no oven \u0007',
      '{"level":"warning","msg":"Error handling changed files: failed to solve: exit code: 5","time":"t"}',
      'Syncing service "shop-web" after 1 changes were detected',
      '{"level":"warning","msg":"Error handling changed files: no such container","time":"t"}',
    ])
      read(line)
    assert.equal(told, [
      'shop-web: synced 2 changes',
      'shop-web: restarted',
      'shop-web: rebuilding',
      'shop-web: rebuilt, and started again',
      'shop-web: rebuilding',
      'shop-web: the build failed, what ran before still runs\n#9 0.1 no oven ␇\nfailed to solve: exit code: 5',
      'shop-web: synced 1 change',
      'shop-web: the change could not be brought in\nno such container',
    ])
  },
  'colours and cursor moves of programs go, other control characters stay to be shown': () =>
    assert.is(plainText('\u001b[1;31mred\u001b[0m\u001b[2K\tx\u0007'), 'red  x\u0007'),
})
