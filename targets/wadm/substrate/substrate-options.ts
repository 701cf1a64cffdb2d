import type { TargetOption } from '../../target.js'

/** Options of what Wasm workloads run on, of targets that run containers only. */
export const substrateOptions = {
  substrate: {
    description: 'NATS, wadm and hosts for Wasm workloads: of ours, or what runs there already and is reached by `nats-url`',
    default: 'own',
    choices: ['own', 'none'],
  },
  'nats-url': {
    description: 'NATS server of a lattice that runs already (`substrate=none`), such as `nats://nats.example.internal:4222`',
    default: '',
  },
  'nats-image': { description: 'image of NATS for wasmCloud, 2.10 or later', default: 'nats:2-alpine' },
  'nats-storage': {
    description:
      'where NATS keeps the manifests and the state of wadm: in a volume, or in its container alone; when that is replaced, wadm and the hosts have to be started anew and all manifests handed over again',
    default: 'volume',
    choices: ['volume', 'ephemeral'],
  },
  'wadm-image': { description: 'image of wadm', default: 'ghcr.io/wasmcloud/wadm:v0.21.1' },
  'wasmcloud-image': { description: 'image of the wasmCloud host', default: 'ghcr.io/wasmcloud/wasmcloud:1.9.2' },
  'host-cpu': { description: 'processor time that a wasmCloud host needs, such as `500m`', default: '500m' },
  'host-memory': { description: 'memory that a wasmCloud host may use, such as `1Gi`', default: '1Gi' },
  'oci-insecure': { description: 'registries that wasmCloud hosts ask in plain HTTP, separated by commas', default: '' },
  'secrets-topic': { description: 'NATS topic of a secrets backend that you run beside wasmCloud', default: '' },
  'wasm-hosts': {
    description:
      'host names at which HTTP servers are reached from outside, by group of hosts, such as `europe=eu.example.com,america:8080=us.example.com`; without one they answer for every host',
    default: '',
  },
} as const satisfies Readonly<Record<string, TargetOption>>
