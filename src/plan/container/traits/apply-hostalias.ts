import type { HostAlias, HostaliasProperties } from '../../../generated/application.js'
import type { ContainerWorkload } from '../../plan.js'
import type { Scope } from '../../scope.js'

/** Gives the workload with more entries for its hosts file (KubeVela `hostalias`); an address that it has already gets the new names. */
export function applyHostalias(scope: Scope, workload: ContainerWorkload, { hostAliases }: HostaliasProperties): ContainerWorkload {
  const merged = new Map(workload.hostAliases.map((alias) => [alias.ip, alias]))
  for (const alias of planHostAliases(scope, hostAliases)) merged.set(alias.ip, alias)
  return scope.trace.amend(workload, { hostAliases: [...merged.values()] })
}

/** Gives entries of the hosts file. */
export function planHostAliases(scope: Scope, list: readonly HostAlias[] = []): ContainerWorkload['hostAliases'] {
  return list.map((alias) =>
    scope.trace.build<{ ip: string; hostnames: readonly string[] }>({
      ip: scope.required(alias, 'ip'),
      hostnames: scope.required(alias, 'hostnames'),
    }),
  )
}
