import * as assert from 'uvu/assert'
import { skip, temporary, tests } from '../harness.js'
import { render } from './compose-project.js'
import { type Engine, startEngine } from './engine.js'

/** A platform that is ready after five seconds, and what ends at once where it does not answer: through a link, a reference to another application, and a task between. */
const platform = `
apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: platform, annotations: {experimental.wasmcloud.dev/shared: "true"}}
spec:
  components:
    - name: slow
      type: webservice
      properties:
        image: busybox:1
        cmd: [sh, -c, 'sleep 5; touch /tmp/ready; exec httpd -f -h /tmp -p 7000']
        ports: [{port: 7000, name: tcp-slow}]
        readinessProbe: {exec: {command: [test, -e, /tmp/ready]}, periodSeconds: 1}
`
const shop = `
apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: shop, annotations: {}}
spec:
  components:
    - name: slow
      type: webservice
      properties: {application: {name: platform, component: slow}}
    - name: hasty
      type: worker
      properties: {image: "busybox:1", cmd: [sh, -c, 'wget -q -O - "http://$CONNECTION_SLOW_HOST:$CONNECTION_SLOW_PORT/ready" || exit 9; exec sleep 600']}
      traits: [{type: link, properties: {target: {name: slow}}}]
    - name: migrate
      type: task
      properties: {image: "busybox:1", cmd: [sh, -c, 'wget -q -O - "http://$CONNECTION_SLOW_HOST:7000/ready"'], backoffLimit: 0}
      traits: [{type: link, properties: {target: {name: slow}}}]
    - name: after
      type: worker
      dependsOn: [migrate]
      properties: {image: "busybox:1", cmd: [sh, -c, 'wget -q -O - http://platform-slow:7000/ready || exit 9; exec sleep 600']}
`

const engine = startEngine()
if (typeof engine === 'string') skip('order in Compose', engine)
else tests('order in Compose', order(engine))

function order(engine: Engine) {
  return {
    'what exits where a slow dependency does not answer is started once': async () => {
      const project = await render(engine, temporary({ 'order/platform.yaml': platform, 'order/shop.yaml': shop }), 'order')
      try {
        await project.must('up', '--detach', '--pull', 'never')
        const ids = (await project.must('ps', '--all', '--quiet')).trim().split('\n')
        const containers: Inspected[] = JSON.parse((await engine.docker(['inspect', ...ids], { cwd: '/' })).stdout)
        const states = containers.map(({ Config, State, RestartCount }) => [
          Config.Labels['com.docker.compose.service'],
          `${State.Status} ${State.ExitCode}, ${RestartCount} restarts`,
        ])
        assert.equal(Object.fromEntries(states), {
          'platform-slow': 'running 0, 0 restarts',
          'shop-hasty': 'running 0, 0 restarts',
          'shop-migrate': 'exited 0, 0 restarts',
          'shop-after': 'running 0, 0 restarts',
        })
        const begun = (service: string): number =>
          Date.parse(containers.find(({ Config }) => Config.Labels['com.docker.compose.service'] === service)!.State.StartedAt)
        assert.ok(begun('shop-hasty') - begun('platform-slow') >= 5000)
        assert.ok(begun('shop-after') >= begun('shop-migrate'))
      } finally {
        await project.down()
      }
    },
  }
}

interface Inspected {
  readonly Config: { readonly Labels: Readonly<Record<string, string>> }
  readonly State: { readonly Status: string; readonly ExitCode: number; readonly StartedAt: string }
  readonly RestartCount: number
}
