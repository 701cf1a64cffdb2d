import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { Failure } from '../../../src/failure.js'
import type { ApplicationRecord } from '../../../src/generated/lattice-record.js'
import { parse } from '../../../src/language/parse.js'
import { checkSchema } from '../../../src/language/schema-check.js'
import { decide } from '../../../src/lifecycle/decide.js'
import type { Request } from '../../../src/lifecycle/decision.js'
import { makeVersion } from '../../../src/store/make-version.js'
import type { Change, Store } from '../../../src/store/store.js'
import { tests } from '../../harness.js'
import { act } from '../stored-applications.js'
import { type FakeWadm, fakeWadm } from './fake-wadm.js'
import { openFake } from './open-fake.js'

/*
 * Random acts on random applications that refer to each other: after each act the lattice over wadm says what the decision said, and after an act that is cut off
 * at a random request the same act, done again, ends as if nothing had happened.
 */
const names = ['a', 'b', 'c']
const parts = ['x', 'y', 'z']

/** Which components a version has, by name; each refers to a component of another application or is one of its own, and links to the next. */
type Shape = Readonly<Record<string, readonly [application: string, component: string] | undefined>>

const shape: fc.Arbitrary<Shape> = fc.dictionary(
  fc.constantFrom(...parts),
  fc.option(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...parts)), { nil: undefined }),
  { minKeys: 1 },
)
const strategy = fc.constantFrom(
  'weakchild' as const,
  'weakchild' as const,
  'weakchild' as const,
  'non_destructive' as const,
  'destructive' as const,
)
const some = fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 2 })
const anyAct = fc.oneof(
  fc.record({ act: fc.constant('put' as const), name: fc.constantFrom(...names), shape }),
  fc.record({ act: fc.constant('undeploy' as const), names: some, strategy: fc.constant('weakchild' as const) }),
  fc.record({ act: fc.constant('deploy' as const), names: some, strategy }),
  fc.record({ act: fc.constant('undeploy' as const), names: some, strategy }),
  fc.record({ act: fc.constant('delete' as const), names: some, strategy }),
)
/** What stands at the beginning: three applications that refer to each other, all of them deployed. */
const beginning: readonly AnAct[] = [
  { act: 'put', name: 'a', shape: { x: undefined, y: undefined, z: undefined } },
  { act: 'put', name: 'b', shape: { x: ['a', 'x'], y: undefined } },
  { act: 'put', name: 'c', shape: { x: ['a', 'z'], y: ['b', 'y'], z: undefined } },
  { act: 'deploy', names, strategy: 'weakchild' },
]
type AnAct = typeof anyAct extends fc.Arbitrary<infer T> ? T : never

const textOf = (name: string, version: string, components: Shape): string => {
  // an application refers to those before it, so that there are no circles
  const listed = Object.entries(components).map(([part, uses]) => [part, uses !== undefined && uses[0] < name ? uses : undefined] as const)
  const lines = listed.map(([part, uses], index) => {
    const target = listed[index + 1]?.[0]
    const link = `{type: link, properties: {target: {name: ${target}}, namespace: wasi, package: p${part}, interfaces: [i]}}`
    const what = uses === undefined ? '{image: "example.com/i:1"}' : `{application: {name: ${uses[0]}, component: ${uses[1]}}}`
    return `    - {name: ${part}, type: capability, properties: ${what}, traits: [${target === undefined ? '' : link}]}\n`
  })
  const annotations = `{version: ${version}, experimental.wasmcloud.dev/shared: "true"}`
  const list = lines.length === 0 ? '    []\n' : lines.join('')
  return `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: ${name}, annotations: ${annotations}}\nspec:\n  components:\n${list}`
}

/** What is to be different; nothing where the act is refused. */
const changeOf = (records: ReadonlyMap<string, ApplicationRecord>, store: Store, one: AnAct, number: number): Change | undefined => {
  if (one.act === 'put') {
    const version = `v${number}`
    const [document] = parse({ path: 'app.yaml', text: textOf(one.name, version, one.shape) }, () => {}).documents
    const made = makeVersion(checkSchema(document!, () => {})!, 1, version, act, store.contentOf)
    const { leaving: _, ...before } = records.get(one.name) ?? { format: 1 as const, name: one.name, versions: [] }
    const record = { ...before, versions: [...before.versions, made.record] }
    return new Map([[one.name, { record, texts: new Map([[version, made.text]]) }]])
  }
  const there = one.names.filter((name) => records.has(name))
  if (there.length === 0) return undefined
  const versions = there.map((application) => ({ application, version: records.get(application)!.versions.at(-1)!.version }))
  const request: Request =
    one.act === 'deploy'
      ? { act: 'deploy', versions, strategy: one.strategy, yes: true }
      : one.act === 'undeploy'
        ? { act: 'undeploy', applications: there, strategy: one.strategy, yes: true }
        : { act: 'delete', versions: there.map((application) => ({ application })), strategy: one.strategy, yes: true }
  const decision = decide(records, request)
  if (decision.objections.length > 0) return undefined
  return new Map([...decision.records].map(([name, record]) => [name, { record }]))
}

/** What a record says that wadm can keep. */
const kept = (records: ReadonlyMap<string, ApplicationRecord>): unknown =>
  [...records].sort().map(([name, { deployed, retained = [], leaving = false, versions }]) => ({
    name,
    deployed,
    retained: retained.map(({ component, version }) => `${component}@${version}`).sort(),
    // nothing is left of an application without weak children
    leaving: leaving && retained.length > 0,
    versions: versions.map(({ version, content }) => `${version} ${content}`),
  }))

const applied = (records: ReadonlyMap<string, ApplicationRecord>, change: Change): ReadonlyMap<string, ApplicationRecord> => {
  const after = new Map(records)
  for (const [name, { record }] of change) {
    if (record === undefined) after.delete(name)
    else after.set(name, record)
  }
  return after
}

const isRefusal = (error: unknown): boolean => error instanceof Failure && /nothing was changed|cannot keep/.test(error.message)

/** What wadm runs, by itself: the version that it calls deployed is one that it has. */
const assertSound = ({ kept }: FakeWadm): void => {
  for (const [name, { deployed, manifests }] of kept) assert.ok(deployed === null || manifests.has(deployed), `${name} ${deployed}`)
}

tests('random acts on a lattice over wadm', {
  'leave what was decided, and nothing that was refused': async () => {
    let [made, refused, weak] = [0, 0, 0]
    await fc.assert(
      fc.asyncProperty(fc.array(anyAct, { minLength: 2, maxLength: 8 }), async (acts) => {
        const fake = fakeWadm()
        for (const [number, one] of [...beginning, ...acts].entries()) {
          const store = openFake(fake)
          const snapshot = await store.read()
          const change = changeOf(snapshot.records, store, one, number)
          if (change === undefined) continue
          try {
            await store.commit(snapshot, change)
            made++
            weak += [...change.values()].filter(({ record }) => (record?.retained ?? []).length > 0).length
            assert.equal(kept((await openFake(fake).read()).records), kept(applied(snapshot.records, change)), JSON.stringify(one))
          } catch (error) {
            if (!isRefusal(error)) throw error
            refused++
            assert.equal(kept((await openFake(fake).read()).records), kept(snapshot.records), JSON.stringify(one))
          }
          assertSound(fake)
        }
      }),
      { numRuns: 12 },
    )
    assert.ok(made > 50 && weak > 0 && refused < made / 4, `${made} made, ${weak} with weak children, ${refused} refused by wadm`)
  },
  'can be cut off at every request, and done again': async () => {
    let cut = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyAct, { minLength: 2, maxLength: 6 }),
        fc.array(fc.nat(12), { minLength: 10, maxLength: 10 }),
        async (acts, cuts) => {
          const fake = fakeWadm()
          for (const [number, one] of [...beginning, ...acts].entries()) {
            const store = openFake(fake)
            const snapshot = await store.read()
            const change = changeOf(snapshot.records, store, one, number)
            if (change === undefined) continue
            let changes = 0
            fake.before = (operation) => {
              if (/^(put|deploy|undeploy|del)\b/.test(operation) && changes++ >= cuts[number]! % 4) throw new Failure(3, 'wadm is gone')
            }
            const error = await store.commit(snapshot, change).then(
              () => undefined,
              (thrown: unknown) => thrown,
            )
            fake.before = () => {}
            if (error === undefined || isRefusal(error)) continue
            assert.instance(error, Failure)
            cut++
            // whoever comes next reads, decides and acts again
            const next = openFake(fake)
            const again = await next.read()
            const rest = changeOf(again.records, next, one, number + 100)
            assertSound(fake)
            if (rest === undefined) continue
            try {
              await next.commit(again, rest)
              assert.equal(kept((await openFake(fake).read()).records), kept(applied(again.records, rest)), JSON.stringify(one))
            } catch (second) {
              if (!isRefusal(second)) throw second
            }
          }
        },
      ),
      { numRuns: 12 },
    )
    assert.ok(cut > 2, `${cut} were cut off`)
  },
})
