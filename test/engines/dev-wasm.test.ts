import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { conformance, skip, temporary, tests } from '../harness.js'
import { freePort, killSessions, startDev } from './dev-session.js'
import { startEngine } from './engine.js'
import { hasWasmcloud } from './has-wasmcloud.js'
import { waitFor } from './wait-for.js'

const engine = startEngine()
const components = conformance('engines/components')

if (typeof engine === 'string') skip('mc dev of a Wasm lattice', engine)
else if (components === undefined) skip('mc dev of a Wasm lattice', 'no component to run is beside the repository', true)
else if (!(await hasWasmcloud(engine))) skip('mc dev of a Wasm lattice', 'the engine has no images of wadm and wasmCloud', true)
else {
  const { docker, env } = engine
  tests('mc dev of a Wasm lattice', {
    'NATS may be killed, and a changed manifest goes to wadm': async () => {
      const port = await freePort()
      const project = `dev-test-wasm-${process.pid}`
      const cwd = temporary({ 'app.yaml': manifest(port) })
      copyFileSync(join(components, 'hello.wasm'), join(cwd, 'hello.wasm'))
      const answer = (path: string): Promise<string> =>
        fetch(`http://127.0.0.1:${port}/${path}`, { signal: AbortSignal.timeout(2000) })
          .then((response) => response.text())
          .catch((error) => String(error))
      try {
        const session = startDev(cwd, ['--set', `compose.name=${project}`], env)
        await session.sees(/ready after/, 120)
        assert.match(session.text(), /wasmcloud\.default +hi\/hello hi\/http +running/)
        await waitFor(
          () => answer('first'),
          (text) => text === 'hello /first\n',
          30,
        )
        // from inside, so that the engine takes it for a crash and not for somebody's wish
        await docker(['compose', '-p', project, 'exec', 'nats', 'sh', '-c', 'kill -9 -1'], { cwd })
        await session.sees(/nats was ended by signal 9 \(exit code 137\)\n/)
        await session.sees(/nats runs again\n/)
        await waitFor(
          () => answer('second'),
          (text) => text === 'hello /second\n',
          60,
        )
        writeFileSync(join(cwd, 'app.yaml'), readFileSync(join(cwd, 'app.yaml'), 'utf8').replace('instances: 1', 'instances: 2'))
        await session.sees(/live: no service had to be restarted\n/, 60)
        await waitFor(
          () => answer('third'),
          (text) => text === 'hello /third\n',
          30,
        )
        session.interrupt()
        assert.is(await session.end(60), 130, session.text())
        const left = await docker(['ps', '--all', '--quiet', '--filter', `label=com.docker.compose.project=${project}`], { cwd })
        assert.is(left.stdout, '')
      } finally {
        killSessions()
        await docker(['compose', '-p', project, 'down', '--volumes', '--timeout', '1'], { cwd })
      }
    },
  })
}

function manifest(port: number): string {
  return `apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: hi, annotations: {version: v0.0.1}}
spec:
  components:
    - name: hello
      type: component
      properties: {image: file://./hello.wasm}
      traits:
        - {type: spreadscaler, properties: {instances: 1}}
    - name: http
      type: capability
      properties: {image: wasmcloud+builtin://http-server}
      traits:
        - type: link
          properties:
            target: {name: hello}
            namespace: wasi
            package: http
            interfaces: [incoming-handler]
            source: {config: [{name: addr, properties: {address: "0.0.0.0:${port}"}}]}
`
}
