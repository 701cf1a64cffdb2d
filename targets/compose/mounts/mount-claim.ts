import { isReadOnlyClaim } from '../../claim-modes.js'
import type { ServiceMount } from '../compose-file.js'
import { entryOf } from '../container/entry-of.js'
import type { Draft } from '../draft.js'
import { literal } from '../text.js'
import type { MountRequest } from './mounts.js'

/**
 * Gives the mount of a claim: a named volume (Compose spec, volumes). A claim that nobody in the plan makes keeps its own name,
 * so that a volume of that name is used where there is one. A part of a claim is a volume of its own: Docker mounts no directory of a volume that does not exist yet.
 */
export function mountClaim({ draft, workload, volume, mount }: MountRequest): ServiceMount {
  const claim = volume.source ?? volume.name
  const part = mount.subPath
  const isWhole = part === undefined || isMountedWhole(draft, claim)
  if (part !== undefined && isWhole) {
    const message = `the whole volume \`${claim}\` is mounted too, so under compose \`${part}\` must exist in it before \`${workload.id}\` starts`
    draft.context.fault({ code: 'target/sub-path', severity: 'warning', message }, mount, 'subPath')
  }
  const name = entryOf(draft, 'volumes', 'claim', ...(isWhole ? [claim] : [claim, part]))
  draft.volumes.set(name, draft.ownedClaims.has(claim) ? {} : { name: literal(isWhole && isVolumeName(claim) ? claim : name) })
  return {
    type: 'volume',
    source: literal(name),
    target: literal(mount.path),
    read_only: mount.readOnly || isReadOnlyClaim(volume) ? true : undefined,
    volume: part !== undefined && isWhole ? { subpath: literal(part) } : undefined,
    'x-name': volume.name.endsWith(claim) ? undefined : literal(volume.name),
  }
}

/** Docker, names of volumes. */
function isVolumeName(text: string): boolean {
  return /^[a-zA-Z0-9][a-zA-Z0-9_.-]+$/.test(text)
}

function isMountedWhole(draft: Draft, claim: string): boolean {
  return [...draft.workloads.values()].some(
    (workload) =>
      workload.kind === 'container' &&
      workload.volumes.some(
        (volume) =>
          volume.kind === 'claim' &&
          (volume.source ?? volume.name) === claim &&
          [workload.main, ...workload.sidecars, ...workload.initContainers].some(({ mounts }) =>
            mounts.some((mount) => mount.volume === volume.name && mount.subPath === undefined),
          ),
      ),
  )
}
