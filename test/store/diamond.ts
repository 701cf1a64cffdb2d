import fc from 'fast-check'
import type { ApplicationRecord } from '../../src/generated/lattice-record.js'
import type { Request } from '../../src/lifecycle/decision.js'
import { liveIn } from '../../src/lifecycle/live.js'

/** A diamond: `shop` and `news` use `api`, which uses `store`; `news` uses `store` as well, and the second version of `store` has no `tool` and one more. */
export const diamond: readonly (readonly string[])[] = [
  [
    application('store', 'v1', { disk: [], redis: ['disk'], tool: [] }),
    application('api', 'v1', { cache: 'store/redis', web: ['cache'], admin: [] }),
    application('news', 'v1', { bus: 'store/tool', feed: ['bus'] }),
    application('shop', 'v1', { backend: 'api/web', front: ['backend'], job: [] }),
  ],
  [
    application('store', 'v2', { disk: [], redis: ['disk'], index: [] }),
    application('api', 'v2', { web: [], admin: ['web'] }),
    application('shop', 'v2', { front: [] }),
  ],
]

/** The act that deploys all first versions. */
export const everything: Request = {
  act: 'deploy',
  versions: ['store', 'api', 'news', 'shop'].map((name) => ({ application: name, version: 'v1' })),
  strategy: 'weakchild',
}

const names = fc.constantFrom('store', 'api', 'news', 'shop')
const strategies = fc.constantFrom('weakchild' as const, 'weakchild' as const, 'non_destructive' as const, 'destructive' as const)
/** Acts on those applications, most of them by `weakchild`. */
export const acts: fc.Arbitrary<Request> = fc.oneof(
  fc.record({
    act: fc.constant('undeploy' as const),
    applications: fc.uniqueArray(names, { minLength: 1, maxLength: 2 }),
    strategy: strategies,
    yes: fc.constant(true),
  }),
  fc.record({
    act: fc.constant('deploy' as const),
    versions: fc
      .record({ application: names, version: fc.constantFrom('v1', 'v2') })
      .map((own) => [own.application === 'news' ? { ...own, version: 'v1' } : own]),
    strategy: strategies,
    yes: fc.constant(true),
  }),
)

/** Makes a shared application: each component links to others, or stands for one of another application. */
function application(name: string, version: string, components: Readonly<Record<string, readonly string[] | string>>): string {
  const entries = Object.entries(components).map(([own, needs]) => {
    if (typeof needs === 'string') {
      const [other, component] = needs.split('/')
      return { name: own, type: 'webservice', properties: { application: { name: other, component } } }
    }
    return {
      name: own,
      type: 'webservice',
      properties: { image: `registry.example/${own}:${version}`, ports: [{ name: 'tcp', port: 8080 }] },
      traits: needs.map((target) => ({ type: 'link', properties: { name: target, target: { name: target } } })),
    }
  })
  return JSON.stringify({
    apiVersion: 'core.oam.dev/v1beta1',
    kind: 'Application',
    metadata: { name, annotations: { version, 'experimental.wasmcloud.dev/shared': 'true' } },
    spec: { components: entries },
  })
}

/** Gives what lives of records and runs by itself, `application/component`, sorted. */
export function livingComponents(records: ReadonlyMap<string, ApplicationRecord>): readonly string[] {
  const all = [...liveIn(records).values()].flatMap((own) => [...own.values()])
  return all.flatMap(({ application, component, outline }) => (outline?.uses ? [] : [`${application}/${component}`])).sort()
}
