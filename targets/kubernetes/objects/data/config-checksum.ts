import type { ContainerWorkload, Env } from '../../../../src/plan/plan.js'
import { sha256 } from '../../../../src/print/sha256.js'
import { containersOf } from '../pod/containers-of.js'
import { mountedBy } from '../pod/mounts.js'

/**
 * Gives the annotation by which pods are replaced when configuration that they use has changed, and only then: Kubernetes starts nothing anew
 * when a ConfigMap changes. What somebody else makes is not known here.
 */
export function configChecksum(workload: ContainerWorkload): { readonly 'checksum/config'?: string } {
  const used = new Map<string, string>()
  for (const container of containersOf(workload)) {
    addValues(used, container.env)
    for (const { volume } of mountedBy(workload, container))
      if (volume.kind === 'config')
        for (const [key, value] of Object.entries(volume.data ?? {}))
          if (volume.items === undefined || volume.items.some((item) => item.key === key))
            used.set(JSON.stringify([volume.source ?? volume.name, key]), value)
  }
  return annotationOf(used)
}

/** Gives the same annotation for values alone. */
export function valuesChecksum(values: readonly Env[]): ReturnType<typeof configChecksum> {
  const used = new Map<string, string>()
  addValues(used, values)
  return annotationOf(used)
}

function addValues(used: Map<string, string>, values: readonly Env[]): void {
  for (const { config } of values) if (config?.value !== undefined) used.set(JSON.stringify([config.name, config.key]), config.value)
}

function annotationOf(used: ReadonlyMap<string, string>): ReturnType<typeof configChecksum> {
  if (used.size === 0) return {}
  return { 'checksum/config': sha256(JSON.stringify([...used].sort(([a], [b]) => (a < b ? -1 : 1)))) }
}
