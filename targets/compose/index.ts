import type { Target } from '../target.js'
import { capabilities } from './capabilities.js'
import { checkArtifact } from './check-compose.js'
import { emitCompose } from './emit-compose.js'
import { gatewayPort } from './gateway/gateway-service.js'

/** Docker Compose: the whole lattice on one machine (Compose specification; tried with Compose 5.5 and Docker 26.1). */
export const compose: Target = {
  name: 'compose',
  title: 'Docker Compose',
  next: 'docker compose -f {out}/compose.yaml up',
  capabilities,
  options: {
    name: {
      description: 'name of the project and of the wasmCloud lattice; by default that of the only application, else `lattice`',
      default: '',
    },
    publish: {
      description:
        'ports to publish on 127.0.0.1 besides those that manifests expose: `app/component[:port][=hostPort]`, with commas between',
      default: '',
    },
    'tools-image': { description: 'image with busybox in /bin, for probes and clocks inside other containers', default: 'busybox:1' },
    runtime: {
      description: 'what Wasm workloads run on: wasmCloud 1 with wadm, or hosts of wasmCloud 2, which know less',
      default: 'v1',
      choices: ['v1', 'v2'],
    },
    'gateway-image': {
      description: 'image with Node 20 or later, for the reverse proxy of all routes and for stubs',
      default: 'node:20-alpine',
    },
    'gateway-port': {
      description: 'port of this machine for the reverse proxy of all routes; `auto` for any free one',
      default: String(gatewayPort),
    },
    stub: {
      description: 'applications, with commas between, whose containers are replaced by stubs that answer on their ports',
      default: '',
    },
    'nats-image': { description: 'image of NATS for wasmCloud, 2.10 or later', default: 'nats:2-alpine' },
    'wadm-image': { description: 'image of wadm', default: 'ghcr.io/wasmcloud/wadm:v0.21.1' },
    'wasmcloud-image': { description: 'image of the wasmCloud host', default: 'ghcr.io/wasmcloud/wasmcloud:1.9.2' },
    'wash-image': { description: 'image of the host of wasmCloud 2', default: 'ghcr.io/wasmcloud/wash:2.7.0' },
    'oci-insecure': { description: 'registries that wasmCloud hosts ask in plain HTTP, separated by commas', default: '' },
    'secrets-topic': { description: 'NATS topic of a secrets backend that you run beside wasmCloud', default: '' },
    'spin-image': { description: 'image of the Spin CLI', default: 'ghcr.io/spinframework/spin:v4.1.0' },
    'spin-plugins': {
      description:
        'plugins for mqtt, sqs and command triggers: installed into an image built on that of the Spin CLI, or in `spin-image` already',
      default: 'install',
      choices: ['install', 'image'],
    },
  },
  emit: emitCompose,
  check: checkArtifact,
}
