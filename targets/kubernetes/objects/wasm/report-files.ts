import type { ObjectDraft } from '../object-draft.js'

/** Reports components and providers that lie on the machine of whoever renders: no host of a cluster has them. */
export function reportFiles({ workloads, context }: ObjectDraft): void {
  for (const workload of workloads.values()) {
    if (workload.kind !== 'wasm' || !workload.image.startsWith('file://')) continue
    context.fault(
      {
        code: 'target/file-image',
        severity: 'error',
        message: `\`${workload.image}\` lies on this machine, and hosts in a cluster fetch from registries`,
        help: 'push it (`wash push <registry>/<name>:<version> <file>`) and write that reference',
      },
      workload,
      'image',
    )
  }
}
