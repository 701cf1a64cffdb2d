import type { V1Container } from '@kubernetes/client-node'
import type { Wire } from '../kinds.js'

/** Gives the probes of what answers for itself on `/livez` and `/readyz` (wadm 0.21, `WADM_HTTP_ADMIN`; wasmCloud 1.9, `WASMCLOUD_HTTP_ADMIN`). */
export function adminProbes(port: string): Pick<Wire<V1Container>, 'startupProbe' | 'livenessProbe' | 'readinessProbe'> {
  return {
    startupProbe: { httpGet: { path: '/readyz', port }, periodSeconds: 2, failureThreshold: 60 },
    livenessProbe: { httpGet: { path: '/livez', port } },
    readinessProbe: { httpGet: { path: '/readyz', port } },
  }
}
