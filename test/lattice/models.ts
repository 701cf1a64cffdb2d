import * as fc from 'fast-check'

/** A component of a random application: with an image of its own, or in place of another's. */
export interface ModelComponent {
  readonly name: string
  readonly reference?: { readonly name: string; readonly component: string }
  readonly links: readonly string[]
  readonly dependsOn: readonly string[]
}

export interface ModelApplication {
  readonly name: string
  readonly isShared: boolean
  readonly components: readonly ModelComponent[]
}

const names = ['a', 'b', 'c', 'd', 'e']
const parts = ['x', 'y', 'z']
const others = fc.subarray(parts)

const component = (name: string): fc.Arbitrary<ModelComponent> =>
  fc
    .record({
      name: fc.constant(name),
      reference: fc.option(fc.record({ name: fc.constantFrom(...names, 'gone'), component: fc.constantFrom(...parts, 'gone') }), {
        nil: undefined,
      }),
      links: others,
      dependsOn: others,
    })
    .map(({ reference, ...rest }) => ({ ...rest, ...(reference && { reference }) }))

const application = (name: string): fc.Arbitrary<ModelApplication> =>
  fc.record({
    name: fc.constant(name),
    isShared: fc.boolean(),
    components: fc.subarray(parts, { minLength: 1 }).chain((chosen) => fc.tuple(...chosen.map(component))),
  })

/** A few applications with references, links and `dependsOn` at random, right and wrong ones. */
export const lattices: fc.Arbitrary<readonly ModelApplication[]> = fc
  .subarray(names, { minLength: 1 })
  .chain((chosen) => fc.tuple(...chosen.map(application)))

/** Gives the manifest of a model, as JSON, which is YAML too. */
export function manifestOf({ name, isShared, components }: ModelApplication): string {
  return JSON.stringify(
    {
      apiVersion: 'core.oam.dev/v1beta1',
      kind: 'Application',
      metadata: { name, ...(isShared && { annotations: { 'experimental.wasmcloud.dev/shared': 'true' } }) },
      spec: {
        components: components.map(({ reference, links, dependsOn, ...rest }) => ({
          ...rest,
          type: 'worker',
          properties: reference ? { application: reference } : { image: 'busybox:1' },
          traits: links.map((target) => ({ type: 'link', properties: { target: { name: target } } })),
          dependsOn,
        })),
      },
    },
    undefined,
    1,
  )
}

/** One file for each application. */
export function filesOf(models: readonly ModelApplication[]): Record<string, string> {
  return Object.fromEntries(models.map((model) => [`${model.name}.yaml`, manifestOf(model)]))
}

/** What needs what in one step, worked out the slow and plain way. */
export function stepsOf(models: readonly ModelApplication[]): Map<string, Set<string>> {
  const ids = new Set(models.flatMap(({ name, components }) => components.map((part) => `${name}/${part.name}`)))
  const steps = new Map<string, Set<string>>()
  for (const { name, components } of models) {
    for (const { name: part, reference, links, dependsOn } of components) {
      const wanted = [...links, ...dependsOn].map((other) => `${name}/${other}`)
      if (reference) wanted.push(`${reference.name}/${reference.component}`)
      steps.set(`${name}/${part}`, new Set(wanted.filter((id) => ids.has(id))))
    }
  }
  return steps
}

/** Everything that is reached by at least one step, by repeating the step until nothing is added. */
export function closureOf(steps: ReadonlyMap<string, ReadonlySet<string>>): Map<string, Set<string>> {
  const reached = new Map([...steps].map(([id, next]) => [id, new Set(next)]))
  for (let grew = true; grew; ) {
    grew = false
    for (const all of reached.values()) {
      const before = all.size
      for (const id of [...all]) for (const further of reached.get(id) ?? []) all.add(further)
      grew ||= all.size > before
    }
  }
  return reached
}
