import type { V1PodSpec } from '@kubernetes/client-node'
import type { CronJob, DaemonSet, Deployment, Job, KubernetesObject, Pod, StatefulSet, Wire } from '../../kubernetes/objects/kinds.js'

/** Gives what the pods of an object are made of; nothing for one that runs no pods itself. */
export function podSpecOf(object: KubernetesObject): Wire<V1PodSpec> | undefined {
  if (isPod(object)) return object.spec
  if (isCronJob(object)) return object.spec?.jobTemplate.spec?.template.spec
  return hasTemplate(object) ? object.spec?.template.spec : undefined
}

function isPod(object: KubernetesObject): object is Pod {
  return object.apiVersion === 'v1' && object.kind === 'Pod'
}

function isCronJob(object: KubernetesObject): object is CronJob {
  return object.apiVersion === 'batch/v1' && object.kind === 'CronJob'
}

const withTemplate = new Set(['apps/v1 DaemonSet', 'apps/v1 Deployment', 'apps/v1 StatefulSet', 'batch/v1 Job'])

function hasTemplate(object: KubernetesObject): object is DaemonSet | Deployment | Job | StatefulSet {
  return withTemplate.has(`${object.apiVersion} ${object.kind}`)
}
