import type { Component } from '../../generated/application.js'
import { traitsOf } from '../../lattice/traits-of.js'
import { isContainer } from '../is-container.js'

/** A port that a component declares. */
export interface DeclaredPort {
  /** By which others reach it. */
  readonly port: number
  /** On which the container listens. */
  readonly containerPort: number
  /** Given, or made of the number. */
  readonly name: string
  readonly isNamed: boolean
  readonly protocol: 'TCP' | 'UDP' | 'SCTP'
  /** The entry that holds the number. */
  readonly place: { readonly parent: object; readonly key: string | number }
}

/**
 * Gives the ports that a component declares in its properties and by the traits `container-ports` and `expose`; a Spin application with an HTTP trigger listens on 80.
 * Source: KubeVela webservice (`port-<number>` is the name where none is given; the old `port` counts where `ports` is absent), SpinKube.
 */
export function portsOf(component: Component): DeclaredPort[] {
  if (component.type === 'spin')
    return (component.properties.triggers ?? [{ type: 'http' }]).some(({ type }) => type === 'http')
      ? [declare({ port: 80, name: 'http-app' }, { parent: component, key: 'properties' })]
      : []
  if (!isContainer(component)) return []
  const { port, ports } = component.properties
  const own =
    ports?.map((entry) => declare(entry, { parent: entry, key: 'port' })) ??
    (port === undefined ? [] : [declare({ port }, { parent: component.properties, key: 'port' })])
  const declared = [...own]
  for (const more of [...containerPorts(component), ...exposedPorts(component)]) {
    const isKnown = declared.some(
      (known) => known.protocol === more.protocol && (known.containerPort === more.containerPort || known.port === more.port),
    )
    if (!isKnown) declared.push(more)
  }
  return declared
}

function containerPorts(component: Component): DeclaredPort[] {
  return traitsOf(component, 'container-ports').flatMap(({ properties: { ports = [], containers = [] } = {} }) =>
    [...ports, ...containers.flatMap((container) => container.ports ?? [])].map((entry) =>
      declare({ ...entry, port: entry.containerPort }, { parent: entry, key: 'containerPort' }),
    ),
  )
}

function exposedPorts(component: Component): DeclaredPort[] {
  return traitsOf(component, 'expose').flatMap(({ properties: { port: numbers = [], ports } = {} }) =>
    ports === undefined
      ? numbers.map((port, index) => declare({ port }, { parent: numbers, key: index }))
      : ports.map((entry) => declare(entry, { parent: entry, key: 'port' })),
  )
}

interface Given {
  readonly port: number
  readonly containerPort?: number
  readonly name?: string
  readonly protocol?: DeclaredPort['protocol']
}

function declare({ port, containerPort = port, name, protocol = 'TCP' }: Given, place: DeclaredPort['place']): DeclaredPort {
  const suffix = protocol === 'TCP' ? '' : `-${protocol.toLowerCase()}`
  return { port, containerPort, name: name ?? `port-${containerPort}${suffix}`, isNamed: name !== undefined, protocol, place }
}
