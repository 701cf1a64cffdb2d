import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { sha256 } from '../../../sha256.js'
import { containersOf } from '../pod/containers-of.js'
import { mountedBy } from '../pod/mounts.js'

/**
 * Gives the annotation by which pods are replaced when configuration that they use has changed, and only then: Kubernetes starts nothing anew
 * when a ConfigMap changes. What somebody else makes is not known here.
 */
export function configChecksum(workload: ContainerWorkload): { readonly 'checksum/config'?: string } {
  const used = new Map<string, string>()
  for (const container of containersOf(workload)) {
    for (const { config } of container.env)
      if (config?.value !== undefined) used.set(JSON.stringify([config.name, config.key]), config.value)
    for (const { volume } of mountedBy(workload, container))
      if (volume.kind === 'config')
        for (const [key, value] of Object.entries(volume.data ?? {}))
          if (volume.items === undefined || volume.items.some((item) => item.key === key))
            used.set(JSON.stringify([volume.source ?? volume.name, key]), value)
  }
  if (used.size === 0) return {}
  return { 'checksum/config': sha256(JSON.stringify([...used].sort(([a], [b]) => (a < b ? -1 : 1)))) }
}
