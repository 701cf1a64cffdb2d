import type { Span } from '../../../diagnostic.js'
import type { ContainerPort, ExposePort, HostPort } from '../../../generated/application.js'
import type { Lattice, Node } from '../../../lattice/lattice.js'
import { traitsOf } from '../../../lattice/traits-of.js'
import { referenceOf } from '../../reference-of.js'
import type { LatticeRule } from '../rule.js'
import { type Claim, collisions } from './collisions.js'
import { application, component, documents } from './snippets.js'

const web = (name: string, port: number): string =>
  component(
    'webservice',
    name,
    `        exposeType: NodePort\n        ports:\n          - port: 8080\n            expose: true\n            nodePort: ${port}\n`,
  )

/** A port of the machine belongs to one component (Kubernetes Service, type NodePort; containers, hostPort). */
export const hostPortCollision: LatticeRule = {
  code: 'lattice/host-port-collision',
  severity: 'error',
  scope: 'lattice',
  summary: 'a fixed port of the machine is taken by one component',
  why: 'A second one cannot listen there: Kubernetes refuses a Service whose node port is taken and leaves a pod pending whose host port is taken; Docker fails to start the container.',
  bad: documents(application('shop', web('front', 30080)), application('blog', web('blog', 30080))),
  good: documents(application('shop', web('front', 30080)), application('blog', web('blog', 30081))),
  claims: (own) => ownPorts(own).map(({ key }) => key),
  check(lattice, say) {
    for (const { claim, span, first, firstSpan } of collisions(ports(lattice))) {
      if (claim.node === first.node) continue
      say({
        message: `port ${claim.port} of the machine is taken by \`${first.node.id}\``,
        span,
        related: [{ span: firstSpan, message: `\`${first.node.id}\` takes it here` }],
        help: 'choose another port, or let the platform choose one',
      })
    }
  },
}

interface FixedPort extends Claim {
  readonly node: Node
  readonly port: number
  /** Absent for all addresses. */
  readonly address?: string
}

/** Whoever listens on all addresses of the machine gets in the way of whoever listens on one of them. */
function ports(lattice: Lattice): FixedPort[] {
  const found = ownPorts(lattice)
  const everywhere = new Set(found.filter(({ address }) => address === undefined).map(({ key }) => key))
  return found.map((port) => (everywhere.has(port.key) ? port : { ...port, key: `${port.key} ${port.address}` }))
}

/** Gives the ports of the machine, whatever the address. */
function ownPorts(lattice: Lattice): FixedPort[] {
  return [...lattice.nodes.values()].flatMap((node) =>
    node.kind === 'container' && referenceOf(node.component) === undefined ? portsOf(node) : [],
  )
}

/** Node ports count where the service is of that type, and host ports on all addresses where none is given (KubeVela webservice, traits expose and container-ports). */
function portsOf(node: Node): FixedPort[] {
  const { component } = node
  const { ports = [], exposeType } = 'ports' in component.properties || 'exposeType' in component.properties ? component.properties : {}
  const own = exposeType === 'NodePort' ? ports.filter(({ expose }) => expose === true) : []
  const exposed = traitsOf(component, 'expose').flatMap(({ properties = {} }) =>
    properties.type === 'NodePort' ? (properties.ports ?? []) : [],
  )
  const bound = traitsOf(component, 'container-ports').flatMap(({ properties = {} }) => [
    ...(properties.ports ?? []),
    ...(properties.containers ?? []).flatMap((patch) => patch.ports ?? []),
  ])
  return [...own, ...exposed]
    .flatMap((port) => claims(node, port, 'nodePort', port.nodePort))
    .concat(bound.flatMap((port) => claims(node, port, 'hostPort', port.hostPort, port.hostIP)))
}

function claims(
  node: Node,
  entry: ContainerPort | ExposePort | HostPort,
  key: 'nodePort' | 'hostPort',
  port: number | undefined,
  address?: string,
): FixedPort[] {
  if (port === undefined) return []
  const isOne = address !== undefined && address !== '0.0.0.0' && address !== '::'
  const span = (): Span => node.manifest.document.at(entry, key)
  return [{ key: `${port}/${entry.protocol ?? 'TCP'}`, node, port, span, ...(isOne && { address }) }]
}
