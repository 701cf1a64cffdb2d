import * as assert from 'uvu/assert'
import { skip, temporary, tests } from '../harness.js'
import { render } from './compose-project.js'
import { type Engine, startEngine } from './engine.js'
import { waitFor } from './wait-for.js'
import { washStandIn } from './wash-stand-in.js'

/*
 * What `runtime=v2` makes, with a stand-in for the hosts: the order of the start, the words spoken over NATS, and addresses both ways. wasmCloud 2 itself is not run.
 */
const engine = startEngine()
const image = `mc-test-wash:${process.pid}`

const manifest = (component: string): string => `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: hello, annotations: {version: v1}}
spec:
  components:
    - name: hello
      type: component
      properties:
        image: ${component}
        config: [{name: own, properties: {greeting: "Grüße, $5"}}]
      traits:
        - {type: spreadscaler, properties: {instances: 4, spread: [{name: eu, requirements: {zone: eu}}, {name: us, requirements: {zone: us}}]}}
        - {type: link, properties: {target: {name: cache}}}
    - name: http
      type: capability
      properties: {image: "ghcr.io/wasmcloud/http-server:0.27.0"}
      traits:
        - {type: link, properties: {target: {name: hello}, namespace: wasi, package: http, interfaces: [incoming-handler], source: {config: [{name: at, properties: {address: "0.0.0.0:8080"}}]}}}
    - name: cache
      type: webservice
      properties: {image: "redis:7", ports: [{port: 6379, name: redis}]}
    - name: asker
      type: worker
      properties:
        image: node:20
        cmd: [node, -e, 'fetch(process.env.CONNECTION_HELLO_URL).then((answer) => answer.text()).then((text) => console.log("asked:", text)); setInterval(() => {}, 1000)']
      traits: [{type: link, properties: {target: {name: hello}}}]
`

if (typeof engine === 'string') skip('wasmCloud 2 on Compose', engine)
else
  tests('wasmCloud 2 on Compose, with a stand-in for its hosts', {
    'workloads are started once, on hosts of their groups, and reached by name': async () => {
      const project = await renderAt(engine, 'ghcr.io/acme/hello:1.0.0')
      try {
        await project.up()
        const environment = JSON.stringify({
          CONNECTION_CACHE_HOST: 'hello-cache',
          CONNECTION_CACHE_PORT: '6379',
          CONNECTION_CACHE_URL: 'redis://hello-cache:6379',
          greeting: 'Grüße, $5',
        })
        const asked = await waitFor(
          () => project.must('logs', '--no-log-prefix', 'hello-asker'),
          (text) => text.includes('asked:'),
          20,
        )
        assert.match(asked, `asked: ${environment}`)
        const { port } = new URL(await project.urlOf('wasmcloud.us', 8080))
        assert.is(await (await fetch(`http://localhost:${port}/`)).text(), environment)
        for (const zone of ['eu', 'us'])
          assert.is((await project.must('logs', '--no-log-prefix', `wasmcloud.${zone}`)).trim(), `started hello-hello-${zone}`)

        await project.up()
        const said = await project.must('logs', '--no-log-prefix', 'manifests')
        assert.equal(said.trim().split('\n').slice(2), ['hello-hello-eu runs, as before', 'hello-hello-us runs, as before'])
      } finally {
        await project.down()
      }
    },
    'what a host cannot start fails the start in its own words': async () => {
      const project = await renderAt(engine, 'ghcr.io/nowhere/hello:1.0.0')
      try {
        const { code } = await project.compose('up', '--detach', '--wait', '--wait-timeout', '60', '--pull', 'never')
        assert.is.not(code, 0)
        assert.match(
          await project.must('logs', '--no-log-prefix', 'manifests'),
          "hello-hello-eu does not run; the host says: ERROR failed to pull image for component 'x'",
        )
      } finally {
        await project.down()
        await engine.docker(['image', 'rm', image], { cwd: temporary() })
      }
    },
  })

async function renderAt(engine: Engine, component: string) {
  const dockerfile = 'FROM node:20\nCOPY wash.js /\nENTRYPOINT ["node", "/wash.js"]\n'
  const cwd = temporary({ Dockerfile: dockerfile, 'wash.js': washStandIn })
  const built = await engine.docker(['build', '-q', '-t', image, '.'], { cwd })
  assert.is(built.code, 0, built.stderr)
  const folder = temporary({ 'wash/hello.yaml': manifest(component) })
  return render(engine, folder, 'wash', '', ['--set', 'compose.runtime=v2', '--set', `compose.wash-image=${image}`])
}
