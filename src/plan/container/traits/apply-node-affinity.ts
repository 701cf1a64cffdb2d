import type { NodeAffinityProperties } from '../../../generated/application.js'
import type { ContainerWorkload } from '../../plan.js'
import type { Scope } from '../../scope.js'

type Plain = Readonly<Record<string, unknown>>

/** Gives the workload with machines by their labels, and with taints that it tolerates (KubeVela `node-affinity`), in the words of the trait `affinity`. */
export function applyNodeAffinity(scope: Scope, workload: ContainerWorkload, properties: NodeAffinityProperties): ContainerWorkload {
  const { trace } = scope
  const { affinity = {}, tolerations = {} } = properties
  const build = (shape: Plain): Plain => trace.build<Plain>(shape)
  const matchExpressions = sortedKeys(affinity).map((key) => {
    const values = scope.required(affinity, key)
    return build({ key: trace.join(key, values), operator: 'In', values })
  })
  const tolerated = sortedKeys(tolerations).map((key) => {
    const value = scope.required(tolerations, key)
    return build({ effect: 'NoSchedule', key: trace.join(key, value), operator: 'Equal', value })
  })
  return trace.amend(workload, {
    affinity: build({
      ...workload.affinity,
      ...(matchExpressions.length > 0 && {
        nodeAffinity: build({ required: build({ nodeSelectorTerms: [build({ matchExpressions })] }) }),
      }),
      ...(tolerated.length > 0 && { tolerations: tolerated }),
    }),
  })
}

/** The order of a map says nothing. */
function sortedKeys(map: object): string[] {
  return Object.keys(map).sort()
}
