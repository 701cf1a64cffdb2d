import type { ApplicationPlan, Env, HostGroup, Scaler, WasmWorkload } from '../../../src/plan/plan.js'
import { someOf } from '../../some.js'
import { plainText } from '../container/environment.js'
import type { Draft } from '../draft.js'
import { hostInterfaces, providerLinks } from './host-interfaces.js'
import type { ComponentEntry, StartRequest } from './start-request.js'

/** A workload for one group of hosts. */
export interface Start {
  readonly group: HostGroup
  readonly request: StartRequest
}

/**
 * Gives what must be started where: components of an application that link to each other are one workload, which stands once in each group of hosts
 * that their spreads name (wasmCloud 2 has no spreads and no weights of its own).
 */
export function startRequests(draft: Draft): readonly Start[] {
  return draft.plan.hostGroups.flatMap((group) =>
    draft.plan.applications.flatMap((application) => {
      const here = application.workloads.filter(
        (workload): workload is WasmWorkload =>
          workload.kind === 'wasm' && workload.role === 'component' && group.workloads.includes(workload.id),
      )
      return connected(here).map((components): Start => {
        const id = `${draft.serviceOf(components[0]?.id ?? '')}-${group.name}`
        return {
          group,
          request: {
            workloadId: id,
            workload: {
              namespace: draft.project,
              name: id,
              annotations: annotationsOf(draft, application, components, group),
              witWorld: {
                components: components.map((component) => entryOf(draft, component, group)),
                hostInterfaces: hostInterfaces(draft, components, group),
              },
            },
          },
        }
      })
    }),
  )
}

/** What has no place of its own in a request. */
function annotationsOf(draft: Draft, { name, version }: ApplicationPlan, components: readonly WasmWorkload[], group: HostGroup) {
  const spreads = components.flatMap((component) => placementsIn(component, group).map((placement) => placement.name))
  const configs = components.flatMap((component) => [
    ...component.config.map((config) => config.name),
    ...component.bindings.flatMap(({ config }) => config),
    ...providerLinks(draft, component).flatMap(({ link }) => [...link.sourceConfig, ...link.targetConfig].map((config) => config.name)),
  ])
  const links = components.flatMap((component) => component.links.map((link) => link.name))
  return someOf({
    application: name,
    version,
    spread: listed(spreads),
    config: listed(configs),
    link: listed(links.filter((link) => link !== 'default')),
  })
}

function listed(names: readonly string[]): string | undefined {
  return names.length === 0 ? undefined : [...new Set(names)].join(', ')
}

/** Gives components in sets that links connect, each in the order of the manifest. */
export function connected(components: readonly WasmWorkload[]): readonly (readonly WasmWorkload[])[] {
  const sets: Set<WasmWorkload>[] = []
  for (const component of components) {
    const touched = sets.filter((set) => [...set].some((other) => isLinked(component, other) || isLinked(other, component)))
    const merged = new Set([...touched.flatMap((set) => [...set]), component])
    for (const set of touched) sets.splice(sets.indexOf(set), 1)
    sets.push(merged)
  }
  return sets.map((set) => components.filter((component) => set.has(component)))
}

function isLinked(from: WasmWorkload, to: WasmWorkload): boolean {
  return from.links.some((link) => link.to === to.id)
}

function entryOf(draft: Draft, component: WasmWorkload, group: HostGroup): ComponentEntry {
  const environment = environmentOf(draft, component)
  const isClient = providerLinks(draft, component).some(({ ability }) => ability === 'http-client')
  const allowedHosts = isClient ? ['*'] : undefined
  const isPlain = Object.keys(environment).length === 0 && allowedHosts === undefined
  return {
    name: component.name,
    image: component.image,
    poolSize: placementsIn(component, group).reduce((sum, { instances }) => sum + instances, 0),
    localResources: isPlain ? undefined : { environment: Object.keys(environment).length === 0 ? undefined : environment, allowedHosts },
  }
}

/** Configuration is environment (wasmCloud 2: `wasi:config` gives it as well); of two values with one name the last counts, as in wasmCloud 1. */
function environmentOf(draft: Draft, { config, connections }: WasmWorkload): Readonly<Record<string, string>> {
  const textOf = ({ value, parts }: Env): string => (parts === undefined ? (value ?? '') : plainText(draft, parts))
  return Object.fromEntries([
    ...connections.flatMap(({ values }) => values.map((value) => [value.name, textOf(value)] as const)),
    ...config.flatMap(({ properties = {} }) => Object.entries(properties)),
  ])
}

function placementsIn({ scalers }: WasmWorkload, group: HostGroup): Scaler['placement'] {
  const wanted = JSON.stringify(Object.entries(group.labels).sort())
  return scalers
    .flatMap(({ placement }) => placement)
    .filter(({ requirements }) => JSON.stringify(Object.entries(requirements).sort()) === wanted)
}
