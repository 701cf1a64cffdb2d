import type { TargetOption } from '../../../target.js'
import { substrateOptions } from '../../../wadm/substrate/substrate-options.js'

/** Options of what Wasm workloads run on, on ECS. */
export const wasmOptions = {
  ...substrateOptions,
  'wasm-http': {
    description:
      'whether the load balancer leads to the HTTP servers of Wasm workloads, or only workloads that are linked to them reach them',
    default: 'public',
    choices: ['public', 'private'],
  },
  'daemon-hosts': {
    description: 'how hosts run on which a `daemonscaler` places something: as many as are needed, or one on every EC2 machine',
    default: 'service',
    choices: ['service', 'daemon'],
  },
} as const satisfies Readonly<Record<string, TargetOption>>
