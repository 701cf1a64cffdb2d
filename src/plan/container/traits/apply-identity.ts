import type { PodsecuritycontextProperties, ServiceAccountProperties } from '../../../generated/application.js'
import type { ContainerWorkload } from '../../plan.js'
import type { Scope } from '../../scope.js'

/** Gives the workload with the user and group of all its containers (KubeVela `podsecuritycontext`, which forbids root where nothing is said). */
export function applyPodsecuritycontext(
  scope: Scope,
  workload: ContainerWorkload,
  properties: PodsecuritycontextProperties,
): ContainerWorkload {
  const podSecurity = scope.trace.build<NonNullable<ContainerWorkload['podSecurity']>>({
    runAsUser: scope.from(properties, 'runAsUser'),
    runAsGroup: scope.from(properties, 'runAsGroup'),
    fsGroup: scope.from(properties, 'fsGroup'),
    runAsNonRoot: scope.from(properties, 'runAsNonRoot') ?? true,
    seccompProfile: scope.from(properties, 'seccompProfile'),
    appArmorProfile: scope.from(properties, 'appArmorProfile'),
  })
  return scope.trace.amend(workload, { podSecurity })
}

/** Gives the workload with its identity on the platform (KubeVela `service-account`): an account that exists, and privileges in the namespace, where nothing is said. */
export function applyServiceAccount(scope: Scope, workload: ContainerWorkload, properties: ServiceAccountProperties): ContainerWorkload {
  const { trace } = scope
  const privileges = properties.privileges?.map((privilege) =>
    trace.build<Record<string, unknown>>({
      verbs: scope.from(privilege, 'verbs'),
      apiGroups: scope.from(privilege, 'apiGroups'),
      resources: scope.from(privilege, 'resources'),
      resourceNames: scope.from(privilege, 'resourceNames'),
      nonResourceURLs: scope.from(privilege, 'nonResourceURLs'),
      scope: scope.from(privilege, 'scope') ?? 'namespace',
    }),
  )
  const serviceAccount = trace.build<NonNullable<ContainerWorkload['serviceAccount']>>({
    name: scope.required(properties, 'name'),
    create: scope.from(properties, 'create') ?? false,
    privileges,
  })
  return trace.amend<ContainerWorkload>(workload, { serviceAccount })
}
