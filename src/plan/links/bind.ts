import type { Id, Node } from '../../lattice/lattice.js'
import type { Binding, ContainerWorkload, Env, SpinWorkload, Workload } from '../plan.js'
import type { Scope } from '../scope.js'
import type { Traced } from '../trace.js'
import { planWasmLinks } from '../wasm/wasm-links.js'
import { type Connection, connect } from './connection.js'
import { connectionVariables } from './connection-variables.js'
import { fillRuntimeConfig } from './fill-runtime-config.js'

/**
 * Gives a workload with its links to containers and Spin applications: bindings, and the variables that they put into it.
 * In a container workload they go to the main container and to the init containers, which prepare its work; sidecars serve the main one and call nobody on its behalf.
 * A variable that the manifest sets itself stays as it is. Links of Wasm workloads are wasmCloud's affair.
 */
export function bind(scope: Scope, node: Node, workload: Workload, workloads: ReadonlyMap<Id, Workload>): Workload {
  if (workload.kind === 'wasm') return workload
  const { trace, document, lattice } = scope
  const bindings: Binding[] = []
  const variables: Env[] = []
  const connections: Connection[] = []
  for (const edge of lattice.outgoing.get(node.id) ?? []) {
    const target = workloads.get(edge.resolved)
    if (edge.link === undefined || target === undefined || target.kind === 'wasm') continue
    scope.decide(edge.link, 'type')
    const to: Traced<Id> = { value: edge.resolved, places: [{ document, ...edge.place }] }
    const connection = connect(scope, edge.link.properties, to, target)
    connections.push(connection)
    const { name, port, scheme } = connection
    bindings.push(trace.build<Binding>({ name, to, port, config: trace.list(configNames(scope, connection)), scheme }))
    variables.push(...connectionVariables(scope, connection, workload.kind === 'spin' ? 'spin' : 'environment'))
  }
  const { crossings } = planWasmLinks(scope, node)
  const links = { bindings, crossings }
  if (workload.kind === 'spin')
    return trace.amend<SpinWorkload>(workload, {
      ...links,
      variables: addMissing(workload.variables, variables),
      runtimeConfig: workload.runtimeConfig && fillRuntimeConfig(scope, workload.runtimeConfig, connections),
    })
  if (bindings.length + crossings.length === 0) return workload
  return trace.amend<ContainerWorkload>(workload, {
    ...links,
    main: trace.amend(workload.main, { env: addMissing(workload.main.env, variables) }),
    initContainers: workload.initContainers.map((container) => trace.amend(container, { env: addMissing(container.env, variables) })),
  })
}

/** Configuration without values is stored elsewhere: it gives nothing here. */
function configNames(scope: Scope, { properties }: Connection): readonly Traced<string>[] {
  const { source, source_config } = properties
  const list = (source === undefined ? source_config : source.config) ?? []
  return list.flatMap((config) => (config.properties === undefined ? [] : [scope.required(config, 'name')]))
}

function addMissing(env: readonly Env[], added: readonly Env[]): readonly Env[] {
  const names = new Set(env.map(({ name }) => name))
  const missing = added.filter(({ name }) => !names.has(name) && names.add(name))
  return missing.length === 0 ? env : [...env, ...missing]
}
