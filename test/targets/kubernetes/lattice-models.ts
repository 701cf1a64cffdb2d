import fc from 'fast-check'

interface PortModel {
  readonly port: number
  readonly protocol: 'TCP' | 'UDP'
  readonly expose: boolean
}

interface ComponentModel {
  readonly name: string
  /** Stands for a component of another application. */
  readonly reference?: { readonly name: string; readonly component: string }
  readonly ports: readonly PortModel[]
  readonly exposeType?: 'ClusterIP' | 'NodePort' | 'LoadBalancer'
  /** Names of components of the same application, and which of their ports. */
  readonly links: readonly { readonly to: string; readonly port: number }[]
  readonly dependsOn: readonly string[]
  readonly routed: boolean
  readonly isStateful: boolean
  readonly copies: number
}

export interface ApplicationModel {
  readonly name: string
  readonly components: readonly ComponentModel[]
}

/** Applications that share components, with options that choose their namespaces. */
export interface LatticeModel {
  readonly applications: readonly ApplicationModel[]
  readonly options: Readonly<Record<string, string>>
}

const names = ['x', 'y', 'z']
const applications = ['a', 'b', 'c']

const port: fc.Arbitrary<PortModel> = fc.record({
  port: fc.constantFrom(1001, 1002, 1003),
  protocol: fc.constantFrom('TCP' as const, 'UDP' as const),
  expose: fc.boolean(),
})

const component = (name: string) =>
  fc.record({
    name: fc.constant(name),
    ports: fc.uniqueArray(port, { minLength: 1, maxLength: 3, selector: (entry) => entry.port }),
    exposeType: fc.constantFrom('ClusterIP' as const, 'NodePort' as const, 'LoadBalancer' as const),
    links: fc.uniqueArray(fc.record({ to: fc.constantFrom(...names, 'other'), at: fc.nat(2) }), { selector: ({ to }) => to, maxLength: 3 }),
    dependsOn: fc.subarray(names),
    routed: fc.boolean(),
    isStateful: fc.boolean(),
    copies: fc.constantFrom(1, 2),
  })

/** Right ones only: what links mean is there, and references are to shared applications. */
export const latticeModels: fc.Arbitrary<LatticeModel> = fc
  .record({
    bodies: fc.tuple(...applications.map(() => fc.tuple(...names.map(component)))),
    foreign: fc.tuple(...applications.map(() => fc.option(fc.tuple(fc.nat(2), fc.constantFrom(...names)), { nil: undefined }))),
    options: fc.constantFrom({}, { namespaces: 'application' }, { namespace: 'one' }),
  })
  .map(({ bodies, foreign, options }) => {
    const portsOf = (at: number, name: string) => bodies[at]?.find((part) => part.name === name)?.ports ?? []
    return {
      options,
      applications: applications.map((name, at) => {
        // to an earlier one, because references in a circle are refused
        const other = (foreign[at]?.[0] ?? at) < at ? foreign[at] : undefined
        const reference = other && { name: 'other', ports: [], links: [], dependsOn: [], routed: false, isStateful: false, copies: 1 }
        const own = bodies[at] ?? []
        const components = own.map(
          ({ links, dependsOn, ...rest }): ComponentModel => ({
            ...rest,
            dependsOn: dependsOn.filter((to) => to !== rest.name),
            links: links.flatMap(({ to, at: which }) => {
              const ports = to === 'other' ? (other ? portsOf(other[0], other[1]) : []) : portsOf(at, to)
              const chosen = ports[which % Math.max(1, ports.length)]
              return chosen && to !== rest.name ? [{ to, port: chosen.port }] : []
            }),
          }),
        )
        const stands = other && reference && { ...reference, reference: { name: applications[other[0]] ?? '', component: other[1] } }
        return { name, components: stands ? [...components, stands] : components }
      }),
    }
  })

/** Gives the manifest of an application, as JSON, which is YAML too. */
export function manifestOf({ name, components }: ApplicationModel): string {
  return JSON.stringify({
    apiVersion: 'core.oam.dev/v1beta1',
    kind: 'Application',
    metadata: { name, annotations: { 'experimental.wasmcloud.dev/shared': 'true' } },
    spec: {
      components: components.map((part) => ({
        name: part.name,
        type: part.isStateful ? 'statefulset' : 'webservice',
        properties: part.reference
          ? { application: part.reference }
          : { image: 'nginx:1', ports: part.ports.map(servedPort), exposeType: part.exposeType },
        ...(part.dependsOn.length > 0 && { dependsOn: part.dependsOn }),
        traits: [
          ...(part.reference ? [] : [{ type: 'scaler', properties: { replicas: part.copies } }]),
          ...part.links.map(({ to, port: number }) => ({
            type: 'link',
            properties: { name: `to-${to}`, target: { name: to, port: number } },
          })),
          ...part.ports
            .slice(0, part.routed ? 1 : 0)
            .map((entry) => ({ type: 'gateway', properties: { http: { [`/${name}/${part.name}`]: entry.port } } })),
        ],
      })),
    },
  })
}

/** The Service listens elsewhere than the container, so that the two are told apart. */
function servedPort({ port: number, protocol, expose }: PortModel): object {
  return { name: `p${number}`, port: number + 1000, containerPort: number, protocol, expose }
}

/** Gives the traffic that a model means, as `<from> <to>:<port>/<protocol>`; without `from` where it comes from elsewhere. */
export function trafficOf({ applications: all }: LatticeModel): Readonly<Record<'links' | 'routes' | 'open', ReadonlySet<string>>> {
  const [links, routes, open] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const find = (application: string, name: string): readonly [string, ComponentModel] | undefined => {
    const part = all.find((one) => one.name === application)?.components.find((one) => one.name === name)
    return part?.reference ? find(part.reference.name, part.reference.component) : part && [`${application}/${name}`, part]
  }
  for (const { name, components } of all) {
    for (const part of components.filter(({ reference }) => !reference)) {
      for (const { to, port: number } of part.links) {
        const [id = '', target] = find(name, to) ?? []
        const protocol = target?.ports.find((entry) => entry.port === number)?.protocol
        links.add(`${name}/${part.name} ${id}:${number}/${protocol}`)
      }
      if (part.isStateful && part.copies > 1)
        for (const { port: number, protocol } of part.ports) links.add(`${name}/${part.name} ${name}/${part.name}:${number}/${protocol}`)
      const [first] = part.ports
      if (part.routed && first?.protocol === 'TCP') routes.add(` ${name}/${part.name}:${first.port}/TCP`)
      if (part.exposeType !== 'ClusterIP')
        for (const entry of part.ports) if (entry.expose) open.add(` ${name}/${part.name}:${entry.port}/${entry.protocol}`)
    }
  }
  return { links, routes, open }
}
