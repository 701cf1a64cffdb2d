import type { TargetOption } from '../../../target.js'

/** Options for Spin applications. */
export const spinOptions = {
  'spin-executor': {
    description: 'SpinAppExecutor that runs Spin applications, which exists in their namespace',
    default: 'containerd-shim-spin',
  },
  'create-executor': {
    description:
      'a SpinAppExecutor of its own for each application with Spin components, in place of `spin-executor`: none, one for nodes with the shim of containerd, or one that runs the Spin CLI in a container, for HTTP alone',
    default: 'none',
    choices: ['none', 'shim', 'spintainer'],
  },
  'spin-runtime-class': { description: 'RuntimeClass of the shim, for `create-executor=shim`', default: 'wasmtime-spin-v2' },
  'spin-image': { description: 'image of the Spin CLI, for `create-executor=spintainer`', default: 'ghcr.io/spinframework/spin:v4.1.0' },
} as const satisfies Readonly<Record<string, TargetOption>>
