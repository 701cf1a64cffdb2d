import * as assert from 'uvu/assert'
import { type Case, conformance, skip } from '../harness.js'
import { askNats } from './ask-nats.js'
import type { ComposeProject } from './compose-project.js'
import type { Engine } from './engine.js'
import { hasWasmcloud } from './has-wasmcloud.js'
import { passwordOf, runner } from './run-example.js'
import { waitFor } from './wait-for.js'

/**
 * Gives the cases that need wadm and wasmCloud, where the engine has them. No registry answers: the component that is here takes the place of
 * all components, and the host's own providers that of those in the registry.
 */
export async function examplesOnWasmCloud(engine: Engine): Promise<Record<string, Case>> {
  const component = conformance('engines/components/hello.wasm')
  const isThere = await hasWasmcloud(engine)
  if (component === undefined || !isThere) {
    skip('examples run on wasmCloud', isThere ? 'no component to run is beside the repository' : 'the engine has no images of it', true)
    return {}
  }
  const running = runner(engine)
  const options = {
    add: [component],
    change: (text: string) =>
      text
        .replace(/image: ghcr\.io\/wasmcloud\/components\/.*/g, 'image: file://./hello.wasm')
        .replace(/image: ghcr\.io\/example\/warehouse\/.*/g, 'image: file://./hello.wasm')
        .replace(/image: ghcr\.io\/wasmcloud\/(http-\w+):.*/g, 'image: wasmcloud+builtin://$1')
        // which provider it is does not matter to the lattice
        .replace(/image: ghcr\.io\/wasmcloud\/sqldb-postgres:.*/g, 'image: wasmcloud+builtin://http-client')
        // no backend of secrets is here
        .replace(/^ {14}secrets:\n(?: {16}.*\n)+/gm, ''),
  }
  return {
    '04-wasm-spread: both regions answer': running('04-wasm-spread', options, async (project) => {
      for (const region of ['europe', 'america'])
        assert.match(await textFrom(`${await project.urlOf(`wasmcloud.${region}`, 8080)}/there`), 'hello /there')
    }),
    '07-shared-http-server: two applications answer through one provider': running(
      '07-shared-http-server/wasm',
      options,
      async (project) => {
        const server = await project.urlOf('wasmcloud.default', 8080)
        assert.match(await textFrom(`${server}/hello`), 'hello /hello')
        assert.match(await textFrom(`${server}/dog`), 'hello /dog')
        assert.is((await fetch(`${server}/nobody`)).status, 404)
      },
    ),
    '10-shared-database: both applications link to one provider, which has the address of the container': running(
      '10-shared-database/wasm',
      { ...options, secret: passwordOf },
      addressArrives,
    ),
  }
}

/** There is no provider of postgres here that could connect, so the lattice is asked what it would get. */
async function addressArrives(project: ComposeProject): Promise<void> {
  const { POSTGRES_HOST, POSTGRES_PORT } = (await askLattice(project, 'config.get.wasm_database-sqldb_postgres')) as Record<string, string>
  const reached = await project.must(
    'exec',
    '-T',
    'wasm-database-postgres',
    'pg_isready',
    '--host',
    POSTGRES_HOST!,
    '--port',
    POSTGRES_PORT!,
  )
  assert.match(reached, 'accepting connections')
  const links = (await askLattice(project, 'link.get')) as { source_id: string; target: string; target_config: string[] }[]
  const target = 'wasm_database-sqldb'
  assert.equal(
    links.map((link) => [link.source_id, link.target, ...link.target_config]).sort(),
    ['sales', 'stock'].map((name) => [`wasm_${name}-${name}`, target, 'wasm_database-sqldb_postgres', `wasm_${name}-account`]),
  )
}

async function askLattice(project: ComposeProject, subject: string): Promise<unknown> {
  const [answer] = await askNats(project, `wasmbus.ctl.v1.lattice.${subject}`)
  return (answer as { response: unknown }).response
}

/** Gives what an address answers, once it does: wadm says `deployed` before that. */
function textFrom(url: string): Promise<string> {
  const ask = async (): Promise<string> => {
    const answer = await fetch(url, { signal: AbortSignal.timeout(3000) })
    return answer.ok ? answer.text() : ''
  }
  return waitFor(
    () => ask().catch(() => ''),
    (text) => text !== '',
    60,
  )
}
