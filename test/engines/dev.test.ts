import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { compose } from '../../targets/compose/index.js'
import { readTree, root, run, skip, temporary, tests } from '../harness.js'
import { type DevSession, freePort, killSessions, startDev } from './dev-session.js'
import { type Engine, startEngine } from './engine.js'
import { waitFor } from './wait-for.js'

const engine = startEngine()
if (typeof engine === 'string') skip('mc dev', engine)
else tests('mc dev on a real engine', sessions(engine))

/** A shop of two applications: `front` is built from sources beside it, and links to a store that another application shares. */
const shop = (port: number): Record<string, string> => ({
  'apps/front.yaml': `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: front}
spec:
  components:
    - name: store
      type: webservice
      properties: {application: {name: base, component: store}}
    - name: web
      type: webservice
      properties:
        build: {context: web}
        ports: [{port: ${port}, name: http, expose: true}]
        env: [{name: GREETING, value: hello}, {name: PORT, value: "${port}"}]
        readinessProbe: {exec: {command: [wget, -q, -O, /dev/null, "http://127.0.0.1:${port}/page.txt"]}, periodSeconds: 1}
        develop:
          watch:
            - {path: web/pages, action: sync, target: /pages}
            - {path: web/base, action: rebuild}
      traits:
        - {type: link, properties: {name: store, target: {name: store}}}
        - {type: storage, properties: {configMap: [{name: words, mountPath: /words, data: {word.txt: one}}]}}
`,
  'apps/base.yaml': `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: base, annotations: {experimental.wasmcloud.dev/shared: "true"}}
spec:
  components:
    - name: store
      type: webservice
      properties:
        image: busybox:1
        cmd: [sh, -c, "echo store is up; exec sleep 100000"]
        ports: [{port: 7000, name: store}]
        readinessProbe: {exec: {command: ["true"]}}
`,
  'apps/web/Dockerfile': `FROM busybox:1
COPY base /base
RUN sh /base/step.sh
COPY pages /pages
CMD ["sh", "-c", "echo $GREETING >/pages/greeting.txt; cp /words/word.txt /pages/word.txt; exec httpd -f -p $PORT -h /pages"]
`,
  'apps/web/base/step.sh': 'exit 0\n',
  'apps/web/pages/page.txt': 'first\n',
})

interface Ordered {
  readonly task: { readonly href: string; readonly status: string }
}

function sessions(own: Engine) {
  const names: string[] = []
  const name = (): string => {
    names.push(`dev-test-${process.pid}-${Date.now().toString(36)}`)
    return names.at(-1)!
  }
  /** A test that fails leaves nothing behind either. */
  const cleanly = (body: () => Promise<void>) => async (): Promise<void> => {
    try {
      await body()
    } finally {
      killSessions()
      for (const project of names.splice(0, names.length))
        if ((await left(project)).length > 0)
          await own.docker(['compose', '-p', project, 'down', '--volumes', '--timeout', '0'], { cwd: temporary() })
    }
  }
  const left = async (project: string): Promise<string[]> => {
    const filter = ['--filter', `label=com.docker.compose.project=${project}`]
    const lists = await Promise.all(
      [
        ['ps', '--all', '--quiet', ...filter],
        ['network', 'ls', '--quiet', ...filter],
      ].map((words) => own.docker(words, { cwd: '/' })),
    )
    return lists.flatMap(({ stdout }) => stdout.split('\n').filter((line) => line !== ''))
  }
  const container = async (project: string, service: string): Promise<string> => {
    const labels = [`label=com.docker.compose.project=${project}`, `label=com.docker.compose.service=${service}`]
    return (await own.docker(['ps', '--quiet', ...labels.flatMap((label) => ['--filter', label])], { cwd: '/' })).stdout.trim()
  }
  const fetchText = async (port: number, path: string): Promise<string> => {
    try {
      return await (await fetch(`http://127.0.0.1:${port}/${path}`, { signal: AbortSignal.timeout(1000) })).text()
    } catch (error) {
      return String(error)
    }
  }
  const answers = (port: number, path: string, text: string, seconds = 20): Promise<string> =>
    waitFor(
      () => fetchText(port, path),
      (answer) => answer.trim() === text,
      seconds,
    )
  const edit = (path: string, from: string, to: string): void => {
    const text = readFileSync(path, 'utf8')
    assert.ok(text.includes(from), `${path} holds ${from}`)
    writeFileSync(path, text.replace(from, to))
  }
  const begin = async (): Promise<{ session: DevSession; port: number; project: string; cwd: string }> => {
    const port = await freePort()
    const project = name()
    const cwd = temporary(shop(port))
    const session = startDev(cwd, ['apps', '--set', `compose.name=${project}`], own.env)
    await session.sees(/ready after .*\n/, 90)
    return { session, port, project, cwd }
  }
  const finish = async (session: DevSession, project: string): Promise<void> => {
    session.interrupt()
    assert.is(await session.end(), 130, session.text())
    assert.match(session.text(), /\nended: \d+ containers? removed, volumes are kept .*\n$/)
    assert.equal(await left(project), [])
  }

  return {
    'follows sources and manifests, says what fails, and leaves nothing behind': cleanly(async () => {
      const { session, port, project, cwd } = await begin()
      const manifest = join(cwd, 'apps/front.yaml')
      assert.match(session.text(), new RegExp(`front-web +front/web +running +healthy +http://127\\.0\\.0\\.1:${port}\n`))
      assert.match(session.text(), /base-store +base\/store +running +healthy +-\n/)
      await answers(port, 'page.txt', 'first')

      // what `render` writes is what runs
      const before = readTree(join(cwd, '.mc/dev'))
      const rendered = await run(['render', 'apps', '-t', 'compose', '-o', '.mc/dev', '--set', `compose.name=${project}`], { cwd })
      assert.is(rendered.code, 0, rendered.stderr)
      assert.equal(readTree(join(cwd, '.mc/dev')), before)

      // an edit of a source is live, without a new container
      const [web, store] = [await container(project, 'front-web'), await container(project, 'base-store')]
      const started = Date.now()
      writeFileSync(join(cwd, 'apps/web/pages/page.txt'), 'second\n')
      await answers(port, 'page.txt', 'second')
      assert.ok(Date.now() - started < 4000, `live after ${Date.now() - started} ms`)
      await session.sees(/front-web: synced 1 change\n/)
      assert.is(await container(project, 'front-web'), web)

      // a build that fails is shown, and what ran before still runs
      writeFileSync(join(cwd, 'apps/web/base/step.sh'), 'echo the oven is cold; exit 3\n')
      await session.sees(/front-web: the build failed, what ran before still runs\n/)
      await session.sees(/exit code: 3/)
      assert.is(await fetchText(port, 'page.txt'), 'second\n')
      writeFileSync(join(cwd, 'apps/web/base/step.sh'), 'exit 0 # mended\n')
      await session.sees(/front-web: rebuilt, and started again\n/)
      await answers(port, 'page.txt', 'second')

      // a broken manifest is shown with its line, and nothing is touched
      edit(manifest, 'value: hello', 'valu: hello')
      await session.sees(/apps\/front\.yaml:\d+:\d+: error: .*`valu`/)
      await session.sees(/\d errors?: what runs stays as it is\n/)
      assert.is(await fetchText(port, 'greeting.txt'), 'hello\n')
      edit(manifest, 'valu: hello', 'value: hello')
      await session.sees(/the manifests are valid again\n/)

      // a changed manifest: only what it changes is started anew, also where only a file in it is other
      edit(manifest, 'value: hello', 'value: good morning')
      await session.sees(/live: 1 service changed\n/)
      await answers(port, 'greeting.txt', 'good morning')
      edit(manifest, 'word.txt: one', 'word.txt: two')
      await session.sees(/live: 1 service changed\n/)
      await answers(port, 'word.txt', 'two')
      assert.is(await container(project, 'base-store'), store)
      // and the sources are still followed
      writeFileSync(join(cwd, 'apps/web/pages/page.txt'), 'third\n')
      await answers(port, 'page.txt', 'third')

      // what is taken out of the manifests ends
      writeFileSync(join(cwd, 'apps/more.yaml'), shop(0)['apps/base.yaml']!.replace('name: base', 'name: more'))
      await session.sees(/live: 1 service changed\n/)
      writeFileSync(join(cwd, 'apps/more.yaml'), '')
      await session.sees(/live: more-store removed\n/)
      await finish(session, project)
    }),
    'says that a service has ended and whether it came back': cleanly(async () => {
      const { session, port, project } = await begin()
      const store = await container(project, 'base-store')
      await own.docker(['exec', store, 'sh', '-c', 'kill -9 -1'], { cwd: '/' })
      await session.sees(/base-store was ended by signal 9 \(exit code 137\)\n/)
      await session.sees(/base-store runs again\n/)
      await own.docker(['kill', store], { cwd: '/' })
      await session.sees(/base-store was killed \(exit code 137\)\n/)
      await session.sees(/base-store stays down: `docker start .*` brings it back\n/)
      await own.docker(['stop', await container(project, 'front-web')], { cwd: '/' })
      await session.sees(/front-web was stopped/)
      assert.match(await fetchText(port, 'page.txt'), 'fetch failed')
      await finish(session, project)
    }),
    'a start that fails names the service, its line and its last words': cleanly(async () => {
      const project = name()
      const cwd = temporary({
        'app.yaml': `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: bad}\nspec:\n  components:\n    - name: oven\n      type: webservice\n      properties:\n        image: busybox:1\n        cmd: [sh, -c, "echo the oven is cold; exit 7"]\n        readinessProbe: {exec: {command: ["false"]}, initialDelaySeconds: 0, periodSeconds: 1, failureThreshold: 1}\n`,
      })
      const session = startDev(cwd, ['--set', `compose.name=${project}`, '--timeout', '8'], own.env)
      assert.is(await session.end(60), 1, session.text())
      assert.match(session.text(), /bad-oven \(bad\/oven, app\.yaml:6:13\) /)
      assert.match(session.text(), /\| the oven is cold\n/)
      assert.match(session.text(), /not started: 1 container removed again\n$/)
      assert.equal(await left(project), [])
    }),
    'Ctrl-C in the middle of the start, and what a killed session leaves': cleanly(async () => {
      const project = name()
      const cwd = temporary(shop(await freePort()))
      const words = ['apps', '--set', `compose.name=${project}`]
      const early = startDev(cwd, words, own.env)
      await early.sees(/starting \d+ services\n/, 60)
      early.interrupt()
      assert.is(await early.end(), 130, early.text())
      assert.equal(await left(project), [])

      const killed = startDev(cwd, words, own.env)
      await killed.sees(/ready after/, 60)
      killed.kill()
      await killed.end()
      assert.ok((await left(project)).length > 0)
      // the next session takes over, and its sources are followed although the killed one's watch still runs
      const next = startDev(cwd, words, own.env)
      await next.sees(/ready after/, 60)
      writeFileSync(join(cwd, 'apps/web/pages/page.txt'), 'again\n')
      await next.sees(/front-web: synced 1 change\n/)
      next.kill()
      await next.end()
      const down = startDev(cwd, ['--down', '--volumes'], own.env)
      assert.is(await down.end(), 0, down.text())
      assert.match(down.text(), /ended: 2 containers removed, with their volumes\n$/)
      assert.equal(await left(project), [])
    }),
    'another project of the same name is not touched': cleanly(async () => {
      const { session, project } = await begin()
      const other = startDev(temporary(shop(await freePort())), ['apps', '--set', `compose.name=${project}`], own.env)
      assert.is(await other.end(), 3, other.text())
      assert.match(other.text(), /a project `dev-test-.*` already runs from .*compose\.yaml: end it, or choose another name/)
      await finish(session, project)
    }),
    'the order processing: an order is fulfilled, an edit is live, Ctrl-C ends it': cleanly(async () => {
      const project = name()
      const cwd = temporary()
      cpSync(join(root, 'examples', 'order-processing'), cwd, { recursive: true })
      const [orders, status] = [await freePort(), await freePort()]
      edit(join(cwd, 'orders.yaml'), '- name: MQTT_TOPIC', `- {name: PORT, value: "${orders}"}\n          - name: MQTT_TOPIC`)
      writeFileSync(join(cwd, 'orders.yaml'), readFileSync(join(cwd, 'orders.yaml'), 'utf8').replaceAll('8080', `${orders}`))
      writeFileSync(join(cwd, 'order-status.yaml'), readFileSync(join(cwd, 'order-status.yaml'), 'utf8').replaceAll('8081', `${status}`))
      const anyPort = 'gateway-port' in compose.options ? ['--set', 'compose.gateway-port=auto'] : []
      const session = startDev(cwd, ['--set', `compose.name=${project}`, ...anyPort], own.env)
      await session.sees(/ready after/, 120)
      const order = async (): Promise<Ordered> => {
        const answer = await fetch(`http://127.0.0.1:${orders}/order`, { method: 'POST', body: '{"pizza": 1}' })
        return (await answer.json()) as Ordered
      }
      const { task } = await order()
      assert.is(task.status, 'created')
      await waitFor(
        () => fetchText(status, task.href.slice(1)),
        (text) => text.includes('fulfilled'),
        20,
      )
      edit(join(cwd, 'services/orderprocessor/main.js'), "'created'", "'taken'")
      await waitFor(
        () => order().catch(() => undefined),
        (answer) => answer?.task.status === 'taken',
        20,
      )
      await session.sees(/orders-orderprocessor: synced \d changes?\n/)
      await finish(session, project)
    }),
    'a debugger attaches, on this machine alone': cleanly(async () => {
      const project = name()
      const [debug, port] = [await freePort(), await freePort()]
      const cwd = temporary({
        'app.yaml': `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: traced}\nspec:\n  components:\n    - name: api\n      type: webservice\n      properties:\n        image: node:20\n        cmd: [node, -e, "setInterval(() => {}, 1000)"]\n        ports: [{port: ${port}, name: http}]\n        debug: {port: ${debug}, cmd: [node, "--inspect=0.0.0.0:${debug}", -e, "setInterval(() => {}, 1000)"]}\n`,
      })
      const session = startDev(cwd, ['--debugger', '--set', `compose.name=${project}`], own.env)
      await session.sees(/ready after/, 60)
      assert.match(session.text(), new RegExp(`traced-api +traced/api +running +- +127\\.0\\.0\\.1:${debug}\n`))
      assert.match(await fetchText(debug, 'json/list'), /"webSocketDebuggerUrl": "ws:/)
      await finish(session, project)
    }),
    'a secret that is not set is named before anything starts': cleanly(async () => {
      const project = name()
      const cwd = temporary({
        'app.yaml': `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: safe}\nspec:\n  components:\n    - name: api\n      type: worker\n      properties:\n        image: busybox:1\n        cmd: [sh, -c, "echo the word is $WORD; exec sleep 100000"]\n        env: [{name: WORD, valueFrom: {secretKeyRef: {name: words, key: first}}}]\n`,
      })
      const words = ['--set', `compose.name=${project}`, '--logs']
      const bare = startDev(cwd, words, own.env)
      assert.is(await bare.end(), 1, bare.text())
      assert.match(
        bare.text(),
        /secret words, key first: is not set; set WORDS_FIRST in the environment or in \.env\n {2}safe\/api \(app\.yaml:\d+:\d+\) as WORD\nnothing started/,
      )
      assert.equal(await left(project), [])
      writeFileSync(join(cwd, '.env'), 'WORDS_FIRST=abracadabra\n')
      const session = startDev(cwd, words, own.env)
      await session.sees(/\| the word is abracadabra\n/, 60)
      await finish(session, project)
    }),
    'a stub stands in for an application, and routes are shown': cleanly(async () => {
      const project = name()
      const cwd = temporary(shop(await freePort()))
      edit(join(cwd, 'apps/front.yaml'), 'traits:\n', 'traits:\n        - {type: gateway, properties: {http: {/pages: 0}}}\n')
      const manifest = readFileSync(join(cwd, 'apps/front.yaml'), 'utf8')
      writeFileSync(join(cwd, 'apps/front.yaml'), manifest.replace('/pages: 0', `/pages: ${/port: (\d+)/.exec(manifest)![1]}`))
      const words = ['apps', '--stub', 'base', '--set', 'compose.gateway-port=auto', '--set', `compose.name=${project}`]
      const session = startDev(cwd, words, own.env)
      await session.sees(/ready after/, 90)
      assert.match(session.text(), /base-store +base\/store +running +healthy/)
      const [, address] = /(http:\/\/127\.0\.0\.1:\d+\/pages) -> front\/web\n/.exec(session.text())!
      assert.is((await fetch(`${address}/none`)).status, 404)
      const store = await container(project, 'base-store')
      assert.match((await own.docker(['inspect', '--format', '{{.Config.Image}}', store], { cwd })).stdout, /^node:/)
      await finish(session, project)
    }),
    'logs on request, and --detach leaves it running': cleanly(async () => {
      const project = name()
      const cwd = temporary(shop(await freePort()))
      const words = ['apps', '--set', `compose.name=${project}`]
      const session = startDev(cwd, [...words, '--logs', 'base-store'], own.env)
      await session.sees(/base-store-1 +\| store is up\n/, 60)
      await finish(session, project)
      const detached = startDev(cwd, [...words, '--detach'], own.env)
      assert.is(await detached.end(60), 0, detached.text())
      assert.ok((await left(project)).length > 0)
      const down = startDev(cwd, ['--down', '--volumes'], own.env)
      assert.is(await down.end(), 0, down.text())
      assert.equal(await left(project), [])
    }),
  }
}
