import type { TargetOption } from '../target.js'

/** Options of what Wasm workloads run on. */
export const wasmOptions = {
  substrate: {
    description: 'NATS, wadm and hosts for Wasm workloads: objects of ours, or what runs there already and is reached by `nats-url`',
    default: 'own',
    choices: ['own', 'none'],
  },
  'nats-url': {
    description: 'NATS server of a lattice that runs already (`substrate=none`), such as `nats://nats.wasmcloud.svc:4222`',
    default: '',
  },
  'nats-image': { description: 'image of NATS for wasmCloud, 2.10 or later', default: 'nats:2-alpine' },
  'nats-storage': { description: 'size of the volume in which NATS keeps the manifests and the state of wadm', default: '1Gi' },
  'wadm-image': { description: 'image of wadm', default: 'ghcr.io/wasmcloud/wadm:v0.21.1' },
  'wasmcloud-image': { description: 'image of the wasmCloud host', default: 'ghcr.io/wasmcloud/wasmcloud:1.9.2' },
  'daemon-hosts': {
    description: 'how hosts run on which a `daemonscaler` places something: as many as are needed, or one on every node',
    default: 'deployment',
    choices: ['deployment', 'daemonset'],
  },
  'oci-insecure': { description: 'registries that wasmCloud hosts ask in plain HTTP, separated by commas', default: '' },
  'secrets-topic': { description: 'NATS topic of a secrets backend that you run beside wasmCloud', default: '' },
} as const satisfies Readonly<Record<string, TargetOption>>
