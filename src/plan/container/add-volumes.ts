import type { Container, ContainerWorkload, Mount, Volume } from '../plan.js'
import type { Scope } from '../scope.js'
import type { Shape } from '../trace.js'
import type { Mounted } from './volumes.js'

/** Gives the workload with more volumes, mounted into its main container. */
export function addVolumes(scope: Scope, workload: ContainerWorkload, mounted: readonly Mounted[]): ContainerWorkload {
  if (mounted.length === 0) return workload
  const mounts = mounted.flatMap(({ mount }) => mount ?? [])
  return scope.trace.amend(workload, {
    volumes: mergeVolumes(
      scope,
      workload.volumes,
      mounted.map(({ volume }) => volume),
    ),
    main: addMounts(scope, workload.main, mounts),
  })
}

/** Gives the container with more mounts; one that it has already, place for place, is not added again. */
export function addMounts(scope: Scope, container: Container, mounts: readonly Mount[]): Container {
  const merged = [...container.mounts]
  for (const mount of mounts) {
    const index = merged.findIndex(
      ({ volume, path, subPath }) => volume === mount.volume && path === mount.path && subPath === mount.subPath,
    )
    const known = merged[index]
    if (known === undefined) merged.push(mount)
    else merged[index] = agree(scope, known, mount)
  }
  return scope.trace.amend(container, { mounts: merged })
}

/** KubeVela keeps the first of several volumes with one name. */
function mergeVolumes(scope: Scope, volumes: readonly Volume[], added: readonly Volume[]): readonly Volume[] {
  const merged = new Map(volumes.map((volume) => [volume.name, volume]))
  for (const volume of added) {
    const known = merged.get(volume.name)
    merged.set(volume.name, known === undefined ? volume : agree(scope, known, volume))
  }
  return [...merged.values()]
}

/**
 * Gives the first object; what the second says too has the places of both.
 * What it says otherwise has no place in the plan, so that every target reports it as without effect.
 */
function agree<T extends object>({ trace }: Scope, first: T, second: T): T {
  const shared: Partial<Record<keyof T, unknown>> = {}
  for (const key in first) {
    const value = first[key]
    if (typeof value === 'object' || value !== second[key]) continue
    shared[key] = { value, places: [...trace.placesOf(first, key), ...trace.placesOf(second, key)] }
  }
  return trace.amend(first, shared as Partial<Shape<T>>)
}
