import type { TargetOption } from '../../../target.js'

/** Options for Wasm workloads on wasmCloud 2. */
export const wasmcloud2Options = {
  runtime: {
    description: 'runtime of Wasm workloads: wasmCloud 1 with wadm, or wasmCloud 2 with its operator, which is installed before',
    default: 'v1',
    choices: ['v1', 'v2'],
  },
  instances: {
    description:
      'what `instances` of a component become under `runtime=v2`, which has no bound of calls at once: nothing, for each call has an instance; instances that are kept between calls, with what they remember; or that many placements',
    default: 'calls',
    choices: ['calls', 'pool', 'replicas'],
  },
  'operator-namespace': {
    description: "namespace of wasmCloud 2's operator and hosts, for `runtime=v2`; empty where they are beside the applications",
    default: 'wasmcloud',
  },
} as const satisfies Readonly<Record<string, TargetOption>>
