import type { ContainersSetting } from '../../../containers/containers-setting.js'
import type { EmitContext } from '../../../target.js'

/** Gives what ECS says of itself so that Wasm and Spin workloads become containers. */
export function containersSetting({ options }: EmitContext, textOf: ContainersSetting['textOf']): ContainersSetting {
  const isPublic = options['wasm-http'] === 'public'
  return {
    lattice: options['name'] ?? '',
    everywhere: '0.0.0.0',
    // a load balancer asks what the readiness probe asks: an HTTP server listens only after the hosts are ready, when its manifest is handed over
    probes: ['livenessProbe', 'readinessProbe'],
    outside: isPublic ? 'gateway' : 'none',
    published: isPublic ? 'the load balancer and links lead there' : 'links lead there',
    textOf,
  }
}
