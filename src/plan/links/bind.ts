import type { ConfigProperty } from '../../generated/application.js'
import { configName } from '../../language/wadm/compute-component-id.js'
import type { Edge, Id, Node } from '../../lattice/lattice.js'
import type { Binding, ConnectionConfig, ContainerWorkload, Env, SpinWorkload, WasmWorkload, Workload } from '../plan.js'
import type { Scope } from '../scope.js'
import type { Traced } from '../trace.js'
import { connectionNames } from '../wasm/connection-names.js'
import { planConfig, planSecrets } from '../wasm/named-data.js'
import { type Connection, connect } from './connection.js'
import { connectionVariables } from './connection-variables.js'
import { fillRuntimeConfig } from './fill-runtime-config.js'

/** A link whose ends are planned, of which one at least is no Wasm workload. */
interface Link {
  readonly trait: NonNullable<Edge['link']>
  readonly connection: Connection
}

/**
 * Gives a workload with its links to containers and Spin applications, and a container or a Spin application with all its links: bindings, and the variables
 * that they put into it. In a container workload they go to the main container and to the init containers, which prepare its work; sidecars serve the main one
 * and call nobody on its behalf. A variable that the manifest sets itself stays as it is. Links from one Wasm workload to another are wasmCloud's affair.
 */
export function bind(scope: Scope, node: Node, workload: Workload, workloads: ReadonlyMap<Id, Workload>): Workload {
  const { trace } = scope
  const links = linksOf(scope, node, workload, workloads)
  const bindings = links.map(({ connection }) => {
    const { name, to, port, scheme } = connection
    return trace.build<Binding>({ name, to, port, config: trace.list(configNames(scope, connection)), scheme })
  })
  if (workload.kind === 'wasm')
    return links.length === 0 ? workload : trace.amend<WasmWorkload>(workload, { bindings, ...configurationOf(scope, workload, links) })
  const variables = links.flatMap(({ connection }) =>
    connectionVariables(scope, connection, workload.kind === 'spin' ? 'spin' : 'environment'),
  )
  if (workload.kind === 'spin')
    return trace.amend<SpinWorkload>(workload, {
      bindings,
      variables: addMissing(workload.variables, variables),
      runtimeConfig:
        workload.runtimeConfig &&
        fillRuntimeConfig(
          scope,
          workload.runtimeConfig,
          links.map(({ connection }) => connection),
        ),
    })
  if (links.length === 0) return workload
  return trace.amend<ContainerWorkload>(workload, {
    bindings,
    main: trace.amend(workload.main, { env: addMissing(workload.main.env, variables) }),
    initContainers: workload.initContainers.map((container) => trace.amend(container, { env: addMissing(container.env, variables) })),
  })
}

function linksOf(scope: Scope, node: Node, workload: Workload, workloads: ReadonlyMap<Id, Workload>): readonly Link[] {
  return (scope.lattice.outgoing.get(node.id) ?? []).flatMap((edge): Link[] => {
    const target = workloads.get(edge.resolved)
    const { link: trait } = edge
    if (trait === undefined || target === undefined || (workload.kind === 'wasm' && target.kind === 'wasm')) return []
    scope.decide(trait, 'type')
    const to: Traced<Id> = { value: edge.resolved, places: [{ document: scope.document, ...edge.place }] }
    return [{ trait, connection: connect(scope, trait.properties, to, target) }]
  })
}

/** A Wasm workload has no environment: addresses and values are named configuration, and what is stored elsewhere it has by its name. */
function configurationOf(scope: Scope, { config, secrets }: WasmWorkload, links: readonly Link[]) {
  const { trace, app } = scope
  const names = connectionNames(app)
  const connections = links.map(({ trait, connection }): ConnectionConfig => {
    const name = names.get(trait) ?? connection.name.value
    return trace.build<ConnectionConfig>({
      name: trace.join(name, connection.name),
      key: configName(app.metadata.name, { name, properties: {} }),
      values: connectionVariables(scope, connection, 'configuration'),
    })
  })
  const stored = links.flatMap(({ connection }) => sourceConfig(connection).filter(({ properties }) => properties === undefined))
  return {
    connections,
    config: [...config, ...planConfig(scope, stored)],
    secrets: [...secrets, ...links.flatMap(({ connection }) => planSecrets(scope, connection.properties.source?.secrets))],
  }
}

/** Configuration without values is stored elsewhere: it gives nothing here. */
function configNames(scope: Scope, connection: Connection): readonly Traced<string>[] {
  return sourceConfig(connection).flatMap((config) => (config.properties === undefined ? [] : [scope.required(config, 'name')]))
}

function sourceConfig({ properties: { source, source_config } }: Connection): readonly ConfigProperty[] {
  return (source === undefined ? source_config : source.config) ?? []
}

function addMissing(env: readonly Env[], added: readonly Env[]): readonly Env[] {
  const names = new Set(env.map(({ name }) => name))
  const missing = added.filter(({ name }) => !names.has(name) && names.add(name))
  return missing.length === 0 ? env : [...env, ...missing]
}
