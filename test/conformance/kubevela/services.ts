import type { Difference } from './difference.js'
import { mapPod } from './hardening.js'
import { at, containersOf, isTree, mapsAt, type Plain, podOf, type Tree } from './read-objects.js'

/** How containers beside the main one are written. */
export const sidecars: readonly Difference[] = [
  {
    what: 'sidecars are containers that start before the main one (`restartPolicy: Always` of an init container)',
    reason: 'a native sidecar starts before and ends after the main container, and lets a Job end (Kubernetes 1.29)',
    ours: (objects) =>
      objects.map((object) =>
        mapPod(object, (pod) => {
          const isSidecar = (container: Tree): boolean => container['restartPolicy'] === 'Always'
          const init = mapsAt(pod, 'initContainers')
          return {
            ...pod,
            containers: [...mapsAt(pod, 'containers'), ...init.filter(isSidecar).map(({ restartPolicy: _, ...container }) => container)],
            initContainers: init.filter((container) => !isSidecar(container)),
          }
        }),
      ),
  },
]

/** Services, and names of ports. */
export const services: readonly Difference[] = [
  {
    what: 'a Service without ports',
    reason: 'Kubernetes refuses it',
    theirs: (objects) => objects.filter((object) => object.kind !== 'Service' || mapsAt(object, 'spec', 'ports').length > 0),
  },
  {
    what: 'two Services of one name',
    reason: 'KubeVela writes one for the component and one for the trait, and the last one applied wins; mc writes one with all ports',
    theirs: merged,
  },
  {
    what: 'names of ports, and references to them',
    reason: 'mc names every port; the numbers behind the names are compared',
    theirs: (objects) => objects.map(withoutPortNames),
    ours: (objects) => withNumbers(objects).map(withoutPortNames),
  },
  {
    what: 'ports that only a trait exposes, in the list of the container',
    reason: 'the list is for readers; mc names every port that a Service reaches',
    theirs: (objects) => objects.map((object) => withReached(object, objects)),
    ours: (objects) => objects.map((object) => withReached(object, objects)),
  },
  {
    what: '`appProtocol` of a Service',
    reason: 'KubeVela does not say what a port speaks',
    ours: (objects) => objects.map((object) => mapServicePorts(object, ({ appProtocol: _, ...port }) => port)),
  },
]

function merged(objects: readonly Plain[]): readonly Plain[] {
  const byName = new Map<string, Plain>()
  for (const object of objects) {
    const key = object.kind === 'Service' ? `Service ${object.metadata.name}` : `${byName.size}`
    const before = byName.get(key)
    byName.set(key, before === undefined ? object : { ...before, spec: { ...Object(before['spec']), ports: portsOf(before, object) } })
  }
  return [...byName.values()]
}

function portsOf(...list: readonly Plain[]): readonly Tree[] {
  const ports = new Map(
    list.flatMap((object) => mapsAt(object, 'spec', 'ports')).map((port) => [`${port['port']}/${port['protocol'] ?? 'TCP'}`, port]),
  )
  return [...ports.values()]
}

/** Adds what the Service of the same name reaches to the ports of the first container; sorted. */
function withReached(object: Plain, objects: readonly Plain[]): Plain {
  const service = objects.find(({ kind, metadata }) => kind === 'Service' && metadata.name === object.metadata.name)
  if (service === undefined) return object
  return mapPod(object, (pod) => {
    const [main = {}, ...others] = mapsAt(pod, 'containers')
    const key = ({ containerPort, protocol }: Tree): string => `${containerPort}/${protocol ?? 'TCP'}`
    const own = new Map(mapsAt(main, 'ports').map((port) => [key(port), port]))
    for (const { targetPort, protocol } of mapsAt(service, 'spec', 'ports')) {
      const port = { containerPort: targetPort, ...(protocol !== undefined && { protocol }) }
      if (!own.has(key(port))) own.set(key(port), port)
    }
    const ports = [...own].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, port]) => port)
    return { ...pod, containers: [{ ...main, ports }, ...others] }
  })
}

function mapServicePorts(object: Plain, change: (port: Tree) => Tree): Plain {
  const { spec } = object
  return object.kind === 'Service' && isTree(spec) ? { ...object, spec: { ...spec, ports: mapsAt(spec, 'ports').map(change) } } : object
}

function withoutPortNames(object: Plain): Plain {
  const bare = ({ name: _, ...port }: Tree): Tree => port
  const service = mapServicePorts(object, bare)
  return mapPod(service, (pod) => ({
    ...pod,
    containers: mapsAt(pod, 'containers').map((container) => ({ ...container, ports: mapsAt(container, 'ports').map(bare) })),
  }))
}

/** Puts numbers where ports are named: of the container in Services and probes, of the Service in an Ingress. */
function withNumbers(objects: readonly Plain[]): readonly Plain[] {
  const container = new Map<string, unknown>()
  const service = new Map<string, unknown>()
  for (const object of objects) {
    for (const found of containersOf(podOf(object)))
      for (const port of mapsAt(found, 'ports')) container.set(`${object.metadata.name} ${port['name']}`, port['containerPort'])
    if (object.kind === 'Service')
      for (const port of mapsAt(object, 'spec', 'ports')) service.set(`${object.metadata.name} ${port['name']}`, port['port'])
  }
  return objects.map((object) => {
    const numbered = mapServicePorts(object, (port) => ({
      ...port,
      targetPort: container.get(`${object.metadata.name} ${port['targetPort']}`) ?? port['targetPort'] ?? port['port'],
    }))
    if (object.kind !== 'Ingress') return resolveProbes(numbered, container)
    const rules = mapsAt(numbered, 'spec', 'rules').map((rule) => ({
      ...rule,
      http: {
        paths: mapsAt(rule, 'http', 'paths').map((path) => {
          const name = at(path, 'backend', 'service', 'name')
          const port = at(path, 'backend', 'service', 'port', 'name')
          return port === undefined ? path : { ...path, backend: { service: { name, port: { number: service.get(`${name} ${port}`) } } } }
        }),
      },
    }))
    return { ...numbered, spec: { ...Object(numbered['spec']), rules } }
  })
}

function resolveProbes(object: Plain, ports: ReadonlyMap<string, unknown>): Plain {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit)
    if (!isTree(value)) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [
        key,
        (key === 'httpGet' || key === 'tcpSocket') && isTree(item)
          ? { ...item, port: ports.get(`${object.metadata.name} ${item['port']}`) ?? item['port'] }
          : visit(item),
      ]),
    )
  }
  return visit(object) as Plain
}
