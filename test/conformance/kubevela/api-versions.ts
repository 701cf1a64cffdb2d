import type { Difference } from './difference.js'
import { at, isTree, mapsAt, type Plain } from './read-objects.js'

/** What KubeVela writes in versions of the API that servers no longer have. */
export const apiVersions: readonly Difference[] = [
  {
    what: 'API version',
    reason:
      'without a cluster KubeVela guesses; v1beta1 of Ingress and CronJob ended with Kubernetes 1.22 and 1.25, autoscaling/v1 has no memory',
    theirs: (objects) => objects.map(modern),
  },
  {
    what: 'the class of an Ingress',
    reason:
      'the annotation is deprecated since Kubernetes 1.18, and the API server warns of it; a trait that names none means `nginx` (KubeVela, gateway)',
    theirs: (objects) => objects.map(withClass),
  },
]

function withClass(object: Plain): Plain {
  const { spec, metadata } = object
  if (object.kind !== 'Ingress' || !isTree(spec)) return object
  const { [oldAnnotation]: ingressClassName = 'nginx', ...annotations } = isTree(metadata.annotations) ? metadata.annotations : {}
  return { ...object, metadata: { ...metadata, annotations }, spec: { ingressClassName, ...spec } }
}

const oldAnnotation = 'kubernetes.io/ingress.class'

function modern(object: Plain): Plain {
  const { spec } = object
  if (object.kind === 'CronJob') return { ...object, apiVersion: 'batch/v1' }
  if (object.kind === 'HorizontalPodAutoscaler' && isTree(spec)) {
    const { targetCPUUtilizationPercentage: averageUtilization, ...rest } = spec
    const metrics = [{ type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization } } }]
    return { ...object, apiVersion: 'autoscaling/v2', spec: { ...rest, metrics } }
  }
  if (object.kind === 'Ingress' && isTree(spec)) {
    const rules = mapsAt(spec, 'rules').map((rule) => ({
      ...rule,
      http: {
        paths: mapsAt(rule, 'http', 'paths').map((path) => ({
          ...path,
          backend: { service: { name: at(path, 'backend', 'serviceName'), port: { number: at(path, 'backend', 'servicePort') } } },
        })),
      },
    }))
    return { ...object, apiVersion: 'networking.k8s.io/v1', spec: { ...spec, rules } }
  }
  return object
}
