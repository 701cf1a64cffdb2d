import fc from 'fast-check'
import type { Request, Strategy } from '../../src/lifecycle/decision.js'
import type { ModelComponent, ModelVersion, State, World } from './model.js'

const names = ['a', 'b', 'c', 'd', 'e'] as const
const components = ['w', 'x', 'y', 'z'] as const
const numbers = ['1', '2', '3'] as const

/** Versions of a few applications. References lead to what some version of the other application has, or had, or never had; a later version adds, drops and changes. */
export function worlds(): fc.Arbitrary<World> {
  const component = (name: string): fc.Arbitrary<ModelComponent> =>
    fc.record({
      name: fc.constant(name),
      kind: fc.oneof({ weight: 12, arbitrary: fc.constant('container') }, { weight: 1, arbitrary: fc.constant('component') }),
      uses: fc.oneof(
        { weight: 3, arbitrary: fc.constant(undefined) },
        { weight: 4, arbitrary: fc.tuple(fc.constantFrom(...names), fc.constantFrom(...components)) },
      ),
      links: fc.subarray([...components], { maxLength: 2 }),
    }) as fc.Arbitrary<ModelComponent>
  const version: fc.Arbitrary<ModelVersion> = fc.subarray([...components], { minLength: 1 }).chain((own) =>
    fc.record({
      shared: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
      components: fc
        .tuple(...own.map(component))
        .map((all) => all.map((one) => ({ ...one, links: one.links.filter((to) => own.includes(to as 'w')) }))),
    }),
  )
  const application = fc
    .integer({ min: 1, max: numbers.length })
    .chain((count) =>
      fc
        .tuple(...numbers.slice(0, count).map(() => version))
        .map((all) => Object.fromEntries(all.map((one, index) => [numbers[index]!, one]))),
    )
  return fc
    .integer({ min: 2, max: names.length })
    .chain((count) => fc.tuple(...names.slice(0, count).map(() => application)))
    .map((all) => tame(Object.fromEntries(all.map((one, index) => [names[index]!, one]))))
}

/** Most references lead to a component that is there and that is no reference itself, as checks demand of a lattice; one in five is left as it fell. */
function tame(world: World): World {
  const fit = (application: string, one: ModelComponent, at: number): ModelComponent => {
    const { uses, ...rest } = one
    if (uses === undefined) return rest
    const offered = Object.values(world[uses[0]] ?? {}).flatMap((version) => version.components)
    const found = offered.find(({ name }) => name === uses[1]) ?? offered[at % (offered.length || 1)]
    const wild = (application.charCodeAt(0) + at) % 5 === 0
    if (wild) return one
    return found === undefined || uses[0] === application ? rest : { ...rest, kind: found.kind, uses: [uses[0], found.name] }
  }
  return Object.fromEntries(
    Object.entries(world).map(([application, versions]) => [
      application,
      Object.fromEntries(
        Object.entries(versions).map(([version, { shared, components: own }], index) => [
          version,
          { shared, components: own.map((one, at) => fit(application, one, at + index)) },
        ]),
      ),
    ]),
  )
}

/** A state that need not have come about by acts: versions deployed and weak children as they fell. */
export function states(world: World): fc.Arbitrary<State> {
  const each = Object.entries(world).map(([application, versions]) => {
    const all = Object.entries(versions).flatMap(([version, { components: own }]) =>
      own.map(({ name: component }) => ({ application, component, version })),
    )
    return fc
      .record({
        deployed: fc.oneof(
          { weight: 3, arbitrary: fc.constantFrom(...Object.keys(versions)) },
          { weight: 1, arbitrary: fc.constant(undefined) },
        ),
        weak: fc.subarray(all, { maxLength: Math.min(2, all.length) }),
      })
      .map(({ deployed, weak }) => {
        const has = (component: string): boolean =>
          deployed !== undefined && versions[deployed]!.components.some(({ name }) => name === component)
        const once = weak.filter((one, at) => !has(one.component) && weak.findIndex(({ component }) => component === one.component) === at)
        return { application, deployed, weak: once }
      })
  })
  return fc.tuple(...each).map((all) => ({
    deployed: Object.fromEntries(all.flatMap(({ application, deployed }) => (deployed === undefined ? [] : [[application, deployed]]))),
    weak: all.flatMap(({ weak }) => weak),
  }))
}

export const anyStrategy: fc.Arbitrary<Strategy> = fc.constantFrom('non_destructive', 'weakchild', 'destructive')

/** An act on some applications of a lattice. */
export function requests(world: World): fc.Arbitrary<Request> {
  const some = fc.subarray(Object.keys(world), { minLength: 1 })
  const versionOf = (application: string): fc.Arbitrary<{ application: string; version: string }> =>
    fc.constantFrom(...Object.keys(world[application]!)).map((version) => ({ application, version }))
  const consent = fc.boolean()
  const undeploy = fc.record({
    act: fc.constant('undeploy' as const),
    applications: fc.oneof(
      some.map((all) => all.slice(0, 1)),
      some,
    ),
    strategy: anyStrategy,
    yes: consent,
  })
  const deploy = some
    .chain((all) => fc.tuple(...all.map(versionOf)))
    .chain((versions) =>
      fc.record({
        act: fc.constantFrom('deploy' as const, 'rollback' as const),
        versions: fc.constant(versions),
        strategy: anyStrategy,
        yes: consent,
      }),
    )
  const remove = some
    .chain((all) => fc.tuple(...all.map((application) => fc.oneof(versionOf(application), fc.constant({ application })))))
    .chain((versions) =>
      fc.record({ act: fc.constant('delete' as const), versions: fc.constant(versions), strategy: anyStrategy, yes: consent }),
    )
  return fc.oneof(
    { weight: 4, arbitrary: undeploy as fc.Arbitrary<Request> },
    { weight: 5, arbitrary: deploy as fc.Arbitrary<Request> },
    { weight: 1, arbitrary: remove as fc.Arbitrary<Request> },
  )
}

/** A lattice, and a history of acts from nothing deployed; the first deploys everything that can be. */
export function histories(): fc.Arbitrary<{ world: World; acts: readonly Request[] }> {
  return worlds().chain((world) =>
    fc.record({ world: fc.constant(world), acts: fc.array(requests(world), { minLength: 3, maxLength: 14 }) }),
  )
}
