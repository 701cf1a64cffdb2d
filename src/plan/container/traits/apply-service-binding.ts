import type { ServiceBindingProperties } from '../../../generated/application.js'
import type { ContainerWorkload } from '../../plan.js'
import type { Scope } from '../../scope.js'
import { mergeEnv, secretEnv } from '../env.js'

/** Gives the workload with variables from secrets in its main container; a key that is absent is the variable's name (KubeVela `service-binding`). */
export function applyServiceBinding(
  scope: Scope,
  workload: ContainerWorkload,
  { envMappings }: ServiceBindingProperties,
): ContainerWorkload {
  const { trace } = scope
  const added = Object.entries(envMappings).map(([name, binding]) => {
    const secret = scope.required(binding, 'secret')
    return secretEnv(scope, trace.join(name, secret), { name: secret, key: scope.from(binding, 'key') ?? trace.join(name, secret) })
  })
  return trace.amend(workload, { main: trace.amend(workload.main, { env: mergeEnv(workload.main.env, added) }) })
}
