import type {
  V1Container,
  V1HorizontalPodAutoscalerSpec,
  V1JobSpec,
  V1LabelSelector,
  V1ObjectMeta,
  V1PodDisruptionBudgetSpec,
  V1PodSpec,
  V1PodTemplateSpec,
  V1ServiceSpec,
} from '@kubernetes/client-node'

/** An object as it is read from YAML, with the parts that checks look at. */
export interface KubeObject {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: V1ObjectMeta & { readonly name: string }
  readonly spec?: V1ServiceSpec &
    V1JobSpec &
    V1PodDisruptionBudgetSpec &
    V1HorizontalPodAutoscalerSpec &
    Workload & { readonly jobTemplate?: { readonly spec?: V1JobSpec } }
}

interface Workload {
  readonly replicas?: number
  readonly selector?: V1LabelSelector & { [label: string]: string }
  readonly template: V1PodTemplateSpec
}

/** Gives the pod template of a workload, that of a CronJob's jobs too, or what a Pod is itself. */
export function templateOf(object: KubeObject): V1PodTemplateSpec | undefined {
  if (object.kind === 'Pod') return { metadata: object.metadata, spec: object.spec as unknown as V1PodSpec }
  return object.kind === 'CronJob' ? object.spec?.jobTemplate?.spec?.template : object.spec?.template
}

/** Gives the containers of a pod: those that run, and those that run before them. */
export function containersOf(pod: V1PodSpec): readonly V1Container[] {
  return [...(pod.initContainers ?? []), ...pod.containers]
}

/** Tells whether labels are selected; a selector that asks for nothing selects everything. */
export function selects(
  { matchLabels = {}, matchExpressions = [] }: V1LabelSelector,
  labels: Readonly<Record<string, string>> = {},
): boolean {
  const isMet = ({ key, operator, values = [] }: NonNullable<V1LabelSelector['matchExpressions']>[number]): boolean => {
    const value = labels[key]
    if (operator === 'Exists') return value !== undefined
    if (operator === 'DoesNotExist') return value === undefined
    if (operator === 'In') return value !== undefined && values.includes(value)
    return value === undefined || !values.includes(value)
  }
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value) && matchExpressions.every(isMet)
}
