import type { ContainersSetting } from '../../../containers/containers-setting.js'
import type { EmitContext } from '../../../target.js'

/** Gives what Fly.io says of itself so that Wasm and Spin workloads become containers. Its private network has addresses of IPv6 alone. */
export function containersSetting({ options }: EmitContext, textOf: ContainersSetting['textOf']): ContainersSetting {
  return {
    lattice: options['lattice'] ?? '',
    everywhere: '[::]',
    // a liveness probe would make a container of the machine's configuration of each program, which ends by itself where it cannot go on
    probes: ['readinessProbe'],
    outside: options['wasm-http'] === 'public' ? 'names' : 'none',
    published: 'its app leads there',
    textOf,
  }
}
