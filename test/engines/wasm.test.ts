import { cpSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { conformance, root, skip, temporary, tests, writeTree } from '../harness.js'
import { render } from './compose-project.js'
import { type Engine, startEngine } from './engine.js'
import { waitFor } from './wait-for.js'

/*
 * The substrate of Wasm workloads with a real wadm and real wasmCloud hosts: two zones, a built-in HTTP server, a component that answers.
 * The images take a quarter of an hour to build where no registry answers, so this test runs only where the engine has them.
 */
const engine = startEngine()
const component = conformance('engines/components')

if (typeof engine === 'string') skip('Wasm on Compose', engine)
else if (component === undefined) skip('Wasm on Compose', 'no component to run is beside the repository', true)
else if (!(await hasImages(engine))) skip('Wasm on Compose', 'the engine has no images of wadm and wasmCloud', true)
else
  tests('Wasm on Compose', {
    'a component answers through the substrate, and a second start changes nothing': async () => {
      const folder = temporary()
      writeTree(folder, { 'hello.yaml': manifest })
      cpSync(join(component, 'hello.wasm'), join(folder, 'hello.wasm'))
      const project = await render(engine, folder, 'hello.yaml')
      try {
        await project.up()
        const url = await project.urlOf('wasmcloud.eu', 8080)
        const ask = async (): Promise<string> => {
          // a request that is never answered must neither hang nor let the process end
          const silence = new Promise<string>((resolve) => setTimeout(resolve, 3000, 'no answer'))
          return Promise.race([silence, fetch(`${url}/world`).then((answer) => answer.text(), String)])
        }
        assert.match(await waitFor(ask, (answer) => answer.startsWith('hello'), 60), 'hello /world')
        await project.up()
        assert.match(await ask(), 'hello /world')
        assert.match(await project.must('logs', '--no-log-prefix', 'manifests'), /(hello is deployed\s*){2}/)
      } finally {
        await project.down()
      }
    },
  })

async function hasImages({ docker }: Engine): Promise<boolean> {
  const { code } = await docker(['image', 'inspect', 'ghcr.io/wasmcloud/wasmcloud:1.9.2', 'ghcr.io/wasmcloud/wadm:v0.21.1'], { cwd: root })
  return code === 0
}

const manifest = `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata:
  name: hello
  annotations:
    version: v0.0.1
spec:
  components:
    - name: hello
      type: component
      properties:
        image: file://./hello.wasm
      traits:
        - type: spreadscaler
          properties:
            instances: 10
            spread:
              - name: eu
                weight: 70
                requirements: {zone: eu}
              - name: us
                weight: 30
                requirements: {zone: us}
    - name: http
      type: capability
      properties:
        image: wasmcloud+builtin://http-server
      traits:
        - type: spreadscaler
          properties:
            instances: 1
            spread:
              - name: eu
                requirements: {zone: eu}
        - type: link
          properties:
            target: {name: hello}
            namespace: wasi
            package: http
            interfaces: [incoming-handler]
            source:
              config:
                - name: address
                  properties: {address: "0.0.0.0:8080"}
`
