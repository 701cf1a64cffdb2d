import { spinOptions } from '../spin/spin-options.js'
import type { TargetOption } from '../target.js'
import { substrateOptions } from '../wadm/substrate/substrate-options.js'

/** Options of the fly target. */
export const flyOptions = {
  prefix: {
    description: 'beginning of the names of all apps, because each name exists once in all of Fly.io, such as `acme-`',
    default: '',
  },
  registry: {
    description:
      'registry of images that are built from sources and that no record of images names; the tag is the version of the application',
    default: '',
  },
  'auto-stop': {
    description:
      'what the proxy does with machines that get no requests: `off`, `stop` or `suspend`; `auto` stops those of workloads with an autoscaler',
    default: 'auto',
    choices: ['auto', 'off', 'stop', 'suspend'],
  },
  links: {
    description:
      'where links lead: `internal` to the machines themselves, which have to run and to listen on IPv6; `flycast` to the proxy, which starts them; `auto` to the proxy where machines may stop',
    default: 'auto',
    choices: ['auto', 'internal', 'flycast'],
  },
  containers: {
    description:
      'when a machine holds containers: `auto` where only those have what the manifest asks for (sidecars, init containers, scratch storage, users, liveness and exec probes); `needed` only for sidecars and init containers, and the rest is reported',
    default: 'auto',
    choices: ['auto', 'needed'],
  },
  processes: {
    description:
      'whether workloads of an application with one image have an app each, or share one as groups of processes where nothing else differs but arguments, variables and sizes',
    default: 'separate',
    choices: ['separate', 'shared'],
  },
  'cpu-kind': {
    description: 'kind of processors: `shared`, with `performance` where no shared machine is large enough, or always `performance`',
    default: 'shared',
    choices: ['shared', 'performance'],
  },
  'gpu-size': {
    description: 'size of machines with a graphics processor, for who still gets them from Fly.io',
    default: 'none',
    choices: ['none', 'a10', 'l40s', 'a100-40gb', 'a100-80gb'],
  },
  'primary-region': {
    description:
      'region of the machines, such as `fra`; `min` machines of an autoscaler are kept there. Without it, that of whoever deploys',
    default: '',
  },
  regions: { description: 'regions over which machines are spread, with commas between them, such as `fra,ams`', default: '' },
  'tools-image': { description: 'image with busybox in /bin, which hands manifests to wadm and writes files', default: 'busybox:1' },
  lattice: { description: 'name of the wasmCloud lattice', default: 'lattice' },
  ...substrateOptions,
  'wasm-http': {
    description: 'whether the HTTP servers of Wasm workloads are reached from the internet, or only by workloads that are linked to them',
    default: 'private',
    choices: ['public', 'private'],
  },
  ...spinOptions,
} as const satisfies Readonly<Record<string, TargetOption>>
