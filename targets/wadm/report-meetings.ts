import type { HostGroup, WasmWorkload } from '../../src/plan/plan.js'
import type { EmitContext } from '../target.js'
import { eligibleGroups, type Hosted, hostCount } from './host-groups.js'

/** A lattice on which to report, and what the target calls a group of hosts. */
export interface Reported extends Hosted {
  readonly context: EmitContext
  groupName(group: HostGroup): string
  /** Whether a name leads to the first of the groups that serve a component, and not to all of them. */
  readonly isOneNamed?: boolean
}

/** Reports where wadm may place things so that they do not find each other. */
export function reportMeetings(draft: Reported): void {
  const counts = new Map(draft.plan.hostGroups.map((group) => [group, hostCount(draft, group)]))
  for (const workload of draft.workloads.values()) {
    if (workload.kind === 'wasm') reportServers(draft, workload)
    for (const binding of workload.bindings) {
      const target = draft.workloads.get(binding.to)
      if (target?.kind === 'wasm') reportSpread(draft, target, binding, counts)
    }
  }
}

/** The built-in HTTP server hands requests to components of its own host only (wasmCloud 1.9). */
function reportServers(draft: Reported, component: WasmWorkload): void {
  if (component.role !== 'component') return
  const possible = eligibleGroups(draft, component)
  const sure = sureGroups(draft, component)
  for (const endpoint of component.endpoints) {
    const server = draft.workloads.get(endpoint.provider)
    if (server?.kind !== 'wasm' || !server.image.startsWith('wasmcloud+builtin://')) continue
    const groups = eligibleGroups(draft, server)
    const apart = groups.filter((group) => !sure.includes(group))
    if (possible.length === 0 || apart.length === 0) continue
    const never = !groups.some((group) => possible.includes(group))
    draft.context.fault(
      {
        code: 'target/apart',
        severity: 'warning',
        message: never
          ? `the hosts of \`${server.id}\` (${names(draft, groups)}) never run \`${component.id}\` (${names(draft, possible)}), and a built-in HTTP server serves only its own host`
          : `\`${server.id}\` may run on ${names(draft, apart)} where \`${component.id}\` does not, and a built-in HTTP server serves only its own host`,
        help: `give both spreads with the same \`requirements\`, each of which one group of hosts meets${never ? '' : ', or let a `daemonscaler` place both'}`,
      },
      endpoint,
      'provider',
    )
  }
}

/** Whoever connects may be led to a host on which the server does not run. */
function reportSpread(draft: Reported, target: WasmWorkload, binding: object, counts: ReadonlyMap<HostGroup, number>): void {
  const servers = target.endpoints.flatMap(({ provider }) => {
    const server = draft.workloads.get(provider)
    return server?.kind === 'wasm' ? [server] : []
  })
  for (const server of new Set(servers)) {
    const groups = eligibleGroups(draft, server)
    const hosts = groups.reduce((sum, group) => sum + (counts.get(group) ?? 0), 0)
    if (server.scalers.some(({ kind }) => kind === 'daemon')) continue
    const instances = server.scalers.reduce((sum, scaler) => sum + scaler.instances, 0)
    if (instances >= hosts) continue
    draft.context.fault(
      {
        code: 'target/several-hosts',
        severity: 'warning',
        message: `\`${server.id}\` runs on ${instances} of ${hosts} hosts (${names(draft, groups)}), ${draft.isOneNamed && groups.length > 1 ? `of which those of the first group` : 'all of which'} have the name of \`${target.id}\``,
        help: 'give its spread `requirements` that one group of hosts meets, or let a `daemonscaler` place it',
      },
      binding,
      'to',
    )
  }
}

/** Gives the groups on every host of which the component runs, wherever wadm places it. */
function sureGroups(draft: Reported, component: WasmWorkload): readonly HostGroup[] {
  return component.scalers.flatMap((scaler) => {
    if (scaler.kind === 'daemon') return eligibleGroups(draft, { ...component, scalers: [scaler] })
    return scaler.placement.flatMap((place) => {
      const groups = eligibleGroups(draft, { ...component, scalers: [{ ...scaler, placement: [place] }] })
      return groups.length === 1 && groups.every((group) => hostCount(draft, group) === 1) ? groups : []
    })
  })
}

function names({ groupName }: Reported, groups: readonly HostGroup[]): string {
  return groups.map((group) => `\`${groupName(group)}\``).join(', ')
}
