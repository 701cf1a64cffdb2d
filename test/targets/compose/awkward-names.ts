import fc from 'fast-check'

/** What a name may be made of: letters and digits, signs that platforms use for themselves, other scripts, and nothing visible. */
const pieces = [
  'a',
  'b',
  'A',
  '-',
  '.',
  '_',
  '/',
  '0',
  'x'.repeat(40),
  'ä',
  'ß',
  '日本',
  '🚀',
  '\u0301',
  ' ',
  '--',
  'tools',
  'nats',
  '$',
  '${A}',
  'no',
  '~',
]

/** Gives names of one to five pieces; short ones and such that differ little are frequent. */
export const awkwardName: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 5 })
  .map((list) => list.join(''))
  .filter((name) => /[\p{L}\p{N}]/u.test(name))

/** Names of applications are those of Kubernetes objects. */
const applicationName: fc.Arbitrary<string> = fc
  .array(fc.constantFrom('a', 'b', '-', '.', '0', 'x'.repeat(40)), { minLength: 1, maxLength: 5 })
  .map((list) => list.join(''))
  .filter((name) => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/.test(name))

/** A component with everything that has a name, as the JSON of a manifest has it. */
export interface AwkwardComponent {
  readonly name: string
  readonly sidecar: string
  readonly claim: string
  readonly scratch: string
  readonly parts: readonly string[]
  readonly config: string
  readonly keys: readonly string[]
  readonly secret: string
}

const names = fc.uniqueArray(awkwardName, { minLength: 1, maxLength: 3 })

/** Gives applications by name, each with components of different names. */
export const awkwardLattice: fc.Arbitrary<ReadonlyMap<string, readonly AwkwardComponent[]>> = fc
  .uniqueArray(
    fc.tuple(
      applicationName,
      fc.uniqueArray(
        fc.record({
          name: awkwardName,
          sidecar: fc.constantFrom('log', 'a-b', 'x'),
          claim: awkwardName,
          scratch: awkwardName,
          parts: names,
          config: awkwardName,
          keys: names,
          secret: awkwardName,
        }),
        { minLength: 1, maxLength: 3, selector: ({ name }) => name },
      ),
    ),
    { minLength: 1, maxLength: 4, selector: ([name]) => name },
  )
  .map((list) => new Map(list))

/** Gives the manifests of a lattice; every file of configuration has a content of its own. */
export function manifestsOf(lattice: ReadonlyMap<string, readonly AwkwardComponent[]>) {
  return [...lattice].map(([name, components]) => ({
    apiVersion: 'core.oam.dev/v1beta1',
    kind: 'Application',
    metadata: { name, annotations: {} },
    spec: { components: components.map((component) => componentOf(name, component)) },
  }))
}

function componentOf(application: string, { name, sidecar, claim, scratch, parts, config, keys, secret }: AwkwardComponent) {
  const mount = (index: number, part: string) => ({ name: claim, mountPath: `/claim/${index}`, subPath: part })
  return {
    name,
    type: 'webservice',
    properties: {
      image: 'busybox:1',
      volumeMounts: {
        pvc: parts.map((part, index) => ({ ...mount(index, part), name: `claim-${index}`, claimName: claim })),
        emptyDir: [{ name: scratch, mountPath: '/scratch' }],
      },
      env: [{ name: 'SECRET', valueFrom: { secretKeyRef: { name: secret, key: 'k' } } }],
    },
    traits: [
      { type: 'sidecar', properties: { name: sidecar, image: 'busybox:1' } },
      {
        type: 'storage',
        properties: {
          configMap: [
            {
              name: config,
              mountPath: '/config',
              data: Object.fromEntries(keys.map((key) => [key, contentOf(application, name, key)])),
            },
          ],
        },
      },
    ],
  }
}

/** The content of a file, which nothing else has. */
export function contentOf(application: string, component: string, key: string): string {
  return JSON.stringify([application, component, key])
}
