import { spinOptions } from '../spin/spin-options.js'
import type { TargetOption } from '../target.js'
import { substrateOptions } from '../wadm/substrate/substrate-options.js'

/** Options of the fly target. */
export const flyOptions = {
  prefix: {
    description: 'beginning of the names of all apps, because each name exists once in all of Fly.io, such as `acme-`',
    default: '',
  },
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
