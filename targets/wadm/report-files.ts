import type { EmitContext } from '../target.js'
import type { Hosted } from './host-groups.js'

/** Reports components and providers that lie on the machine of whoever renders: no host elsewhere has them. */
export function reportFiles({ workloads, context }: Pick<Hosted, 'workloads'> & { readonly context: EmitContext }): void {
  for (const workload of workloads.values()) {
    if (workload.kind !== 'wasm' || !workload.image.startsWith('file://')) continue
    context.fault(
      {
        code: 'target/file-image',
        severity: 'error',
        message: `\`${workload.image}\` lies on this machine, and hosts elsewhere fetch from registries`,
        help: 'push it (`wash push <registry>/<name>:<version> <file>`) and write that reference',
      },
      workload,
      'image',
    )
  }
}
