/**
 * Gives the place of a kind in the order in which objects are made, from 0: what others name comes before them, so that no pod waits for an account,
 * and no request is sent to what is not there. Kinds that are not known come last but for what leads requests to them.
 */
export function rankOf(kind: string): number {
  const rank = ranks.findIndex((kinds) => kinds.includes(kind))
  return rank < 0 ? ranks.findIndex((kinds) => kinds.length === 0) : rank
}

/** An empty entry stands for every other kind. */
const ranks: readonly (readonly string[])[] = [
  ['ServiceAccount', 'Role'],
  ['RoleBinding'],
  ['ConfigMap', 'Secret', 'ExternalSecret', 'PersistentVolumeClaim', 'TriggerAuthentication'],
  ['NetworkPolicy', 'Service'],
  ['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob', 'Pod'],
  [],
  ['Job'],
  ['PodDisruptionBudget', 'HorizontalPodAutoscaler', 'ScaledObject'],
  ['Ingress', 'HTTPRoute', 'GRPCRoute'],
]
