import type { Route } from '../../../../src/plan/plan.js'
import type { RouteBackend } from '../../../route-backend.js'
import type { ObjectDraft } from '../object-draft.js'

/**
 * Gives the annotation by which ingress-nginx asks a backend by gRPC (ingress-nginx, backend-protocol). It knows no other HTTP/2 without TLS, and what other controllers
 * want to be told is theirs: that is said.
 */
export function protocolAnnotation(
  { context }: ObjectDraft,
  route: Route,
  { target, targetPort }: RouteBackend,
  isByNginx: boolean,
): Readonly<Record<string, string>> {
  const protocol = targetPort?.appProtocol
  if (targetPort === undefined || (protocol !== 'grpc' && protocol !== 'http2')) return {}
  const key = 'nginx.ingress.kubernetes.io/backend-protocol'
  if (protocol === 'grpc' && isByNginx) return { [key]: 'GRPC' }
  if (key in route.annotations) return {}
  context.fault(
    {
      code: 'target/route-protocol',
      severity: 'warning',
      message: isByNginx
        ? `ingress-nginx asks port ${targetPort.containerPort} of \`${target.id}\` by HTTP/1.1, whatever its \`appProtocol\` says`
        : `an Ingress does not say that port ${targetPort.containerPort} of \`${target.id}\` speaks ${protocol === 'grpc' ? 'gRPC' : 'HTTP/2'}: its controller may ask by HTTP/1.1`,
      help: 'write what the controller needs among the `annotations`, or choose the option `routing=gateway`, which goes by the `appProtocol` of the Service',
    },
    route,
    'path',
  )
  return {}
}
