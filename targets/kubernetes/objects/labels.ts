import type { Workload } from '../../../src/plan/plan.js'
import { labelValue } from './names.js'

/** Labels by which a workload's pods are found, here and from other applications; they never change (Kubernetes, Deployment: `spec.selector` is immutable). */
export function selectorLabels({ application, name }: Pick<Workload, 'application' | 'name'>): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/name': labelValue(name), 'app.kubernetes.io/part-of': labelValue(application) }
}

/** The labels that all objects of an application share (Kubernetes, recommended labels, and those by which mc finds them again); a chart has values of its own for `instance` and `managed-by`. */
export function applicationLabels(application: string, version: string | undefined): Readonly<Record<string, string>> {
  return {
    'app.kubernetes.io/part-of': labelValue(application),
    'app.kubernetes.io/instance': labelValue(application),
    ...(version !== undefined && { 'app.kubernetes.io/version': labelValue(version) }),
    'app.kubernetes.io/managed-by': 'mc',
    'manifest-compiler.dev/application': labelValue(application),
  }
}

/** The label of an object that is made for one workload. */
export function componentLabel({ name }: Pick<Workload, 'name'>): Readonly<Record<string, string>> {
  return { 'manifest-compiler.dev/component': labelValue(name) }
}
