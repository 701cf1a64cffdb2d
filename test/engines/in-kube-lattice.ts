import * as assert from 'uvu/assert'
import { type Ran, run, temporary, writeTree } from '../harness.js'
import { inNamespace } from './in-namespace.js'
import { askApi } from './kube-api.js'
import type { KubeEngine } from './kube-engine.js'
import { waitFor } from './wait-for.js'

/** A lattice in a namespace of its own, by the command line. */
export interface LatticeHere {
  readonly namespace: string
  /** Where mc runs. */
  readonly folder: string
  /** Runs mc. */
  mc(...words: readonly string[]): Promise<Ran>
  /** Runs mc, which has to end with exit code 0. */
  done(...words: readonly string[]): Promise<Ran>
  kubectl(...words: readonly string[]): Promise<string>
  /** The objects of a kind by name, without what the namespace has by itself. */
  names(kind: string): Promise<readonly string[]>
  /** Waits until the Deployments are these. */
  runs(...names: readonly string[]): Promise<void>
  /** Applications that hold an object. */
  holders(kind: string, name: string): Promise<readonly string[]>
  write(files: Readonly<Record<string, string>>): void
}

/** Makes a lattice in a namespace that nobody else has, for as long as `use` takes. */
export async function inLattice(kube: KubeEngine, use: (lattice: LatticeHere) => Promise<void>): Promise<void> {
  const folder = temporary()
  const ask = askApi(kube)
  await inNamespace(kube, [], async (namespace) => {
    const mc = (...words: readonly string[]): Promise<Ran> =>
      run(words, { cwd: folder, env: { ...kube.env, MC_LATTICE: `kube://tests/${namespace}`, MC_ACTOR: 'tester' } })
    const kubectl = (...words: readonly string[]): Promise<string> => kube.must('kubectl', ['-n', namespace, ...words])
    const names = async (kind: string): Promise<readonly string[]> => {
      const found = await kubectl('get', kind, '-o', 'jsonpath={range .items[*]}{.metadata.name}{"\\n"}{end}')
      return found
        .split('\n')
        .filter((name) => name !== '' && name !== 'default' && name !== 'kube-root-ca.crt')
        .sort()
    }
    await use({
      namespace,
      folder,
      mc,
      async done(...words) {
        const ran = await mc(...words)
        assert.is(ran.code, 0, `mc ${words.join(' ')}\n${ran.stdout}${ran.stderr}`)
        return ran
      },
      kubectl,
      names,
      async runs(...wanted) {
        await waitFor(
          async () => {
            const list = (await ask('GET', `/apis/apps/v1/namespaces/${namespace}/deployments`)) as {
              readonly items: readonly { readonly metadata: { readonly name: string } }[]
            }
            return list.items.map(({ metadata }) => metadata.name).sort()
          },
          (found) => JSON.stringify(found) === JSON.stringify([...wanted].sort()),
          15,
        )
      },
      async holders(kind, name) {
        const found = await kubectl('get', kind, name, '-o', 'jsonpath={.metadata.ownerReferences[*].name}')
        return found
          .split(' ')
          .map((owner) => owner.replace('manifest-compiler.owner.', ''))
          .sort()
      },
      write: (files) => writeTree(folder, files),
    })
  })
}

/** An application that uses `redis` of the store. */
export function shop(version: string): string {
  return manifest('shop', version, {
    cache: { application: { name: 'store', component: 'redis' } },
    web: { traits: [{ type: 'link', properties: { name: 'cache', target: { name: 'cache' } } }] },
  })
}

/** A shared application with these components. */
export function store(version: string, components: readonly string[] = ['redis', 'tool']): string {
  return manifest('store', version, Object.fromEntries(components.map((name) => [name, {}])), { shared: true })
}

/** Properties and traits of a component; it has an image and a port besides, unless it stands for another one. */
export interface Sketch {
  readonly traits?: readonly object[]
  readonly [property: string]: unknown
}

/** Makes a manifest. */
export function manifest(
  name: string,
  version: string,
  components: Readonly<Record<string, Sketch>>,
  options: { readonly shared?: boolean; readonly namespace?: string } = {},
): string {
  const { shared = false, namespace } = options
  return JSON.stringify({
    apiVersion: 'core.oam.dev/v1beta1',
    kind: 'Application',
    metadata: {
      name,
      ...(namespace !== undefined && { namespace }),
      annotations: { version, ...(shared && { 'experimental.wasmcloud.dev/shared': 'true' }) },
    },
    spec: {
      components: Object.entries(components).map(([own, { traits = [], ...properties }]) => ({
        name: own,
        type: 'webservice',
        properties:
          'application' in properties
            ? properties
            : { image: `registry.example/${own}:1`, ports: [{ name: 'tcp', port: 8080 }], ...properties },
        traits,
      })),
    },
  })
}
