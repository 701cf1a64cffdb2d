import { kubernetesOptions } from '../kubernetes/kubernetes-options.js'
import type { TargetOption } from '../target.js'

/** Options of charts: those of Kubernetes. What can be decided when a chart is installed is a value of the chart instead. */
export const helmOptions = { ...kubernetesOptions } as const satisfies Readonly<Record<string, TargetOption>>
