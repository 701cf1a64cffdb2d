import type { Route } from '../../../../src/plan/plan.js'
import type { ObjectDraft } from '../object-draft.js'

/** The annotation that named the class before there was a field (Kubernetes 1.18, deprecated: the API server warns of it). */
const oldAnnotation = 'kubernetes.io/ingress.class'

/**
 * Gives the class of a route (`spec.ingressClassName`); `nginx` is what a manifest means that names none (option `ingress-class`).
 * Whoever wants the old annotation for a controller that reads nothing else writes it among the annotations: then the field must be absent.
 */
export function ingressClass({ context }: ObjectDraft, route: Route): string | undefined {
  if (oldAnnotation in route.annotations) return undefined
  return route.class === undefined || route.class === 'nginx' ? context.options['ingress-class'] || undefined : route.class
}

/** Tells whether ingress-nginx serves a class, so that its annotations mean something (option `ingress-controller`). */
export function isNginx({ context }: ObjectDraft, name: string | undefined): boolean {
  return context.options['ingress-controller'] === 'nginx' || /(^|[-.])nginx($|[-.])/.test(name ?? '')
}

/** Says of a class that the manifest wants in an annotation that it stands in the field. */
export function reportClassPlace({ context }: ObjectDraft, route: Route): void {
  if (route.classInSpec !== false) return
  context.fault(
    {
      code: 'target/ingress-class',
      severity: 'info',
      message: 'the class stands in `spec.ingressClassName`, because the annotation is deprecated since Kubernetes 1.18',
      help: `for a controller that reads the annotation alone, write \`${oldAnnotation}\` among the \`annotations\``,
    },
    route,
    'classInSpec',
  )
}
