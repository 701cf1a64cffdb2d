import type { Container, ContainerWorkload, Mount, Volume } from '../../../../src/plan/plan.js'
import { fingerprint } from '../../../fingerprint.js'
import type { FlyScratch } from '../../fly-machine.js'
import type { FlyMount } from '../../fly-toml.js'
import type { FlyDraft, FlyVolume } from '../fly-draft.js'
import { loses, refuses } from '../loses.js'

/** Gives the volume of a workload's machines, each of which has one of its own (fly.toml, `mounts`); sizes in GB. */
export function mountOf(
  draft: FlyDraft,
  workload: ContainerWorkload,
  count: number,
): { readonly mount: FlyMount; readonly volume: FlyVolume } | undefined {
  const claims = workload.volumes.filter(({ kind, name }) => kind === 'claim' && mountsOf(workload, name).length > 0)
  const [claim, second] = claims
  if (second !== undefined) {
    for (const object of [second, ...mountsOf(workload, second.name)]) draft.context.spokenOf(object)
    refuses(draft, 'volume-claim', second, 'name', 'a machine has one volume; keep the data below one path, or in a workload of its own')
  }
  if (claim === undefined) return undefined
  const mounts = mountsOf(workload, claim.name)
  const [first] = mounts
  if (first === undefined) return undefined
  for (const mount of mounts) {
    if (mount.subPath !== undefined) draft.context.unsupported('sub-path', mount, 'subPath')
    if (mount.path !== first.path || mount.subPath !== first.subPath)
      refuses(draft, 'volume-claim', mount, 'path', 'a machine has its volume at one path')
    if (mount.readOnly) loses(draft, 'volume-claim', mount, 'readOnly', 'a volume can be written by who mounts it')
  }
  if (/^\/+$/.test(first.path)) {
    refuses(draft, 'volume-claim', first, 'path', 'the root of a machine is its image; a volume is mounted below it')
    return undefined
  }
  reportSharing(draft, workload, claim, count)
  reportSettings(draft, claim)
  const name = volumeName(claim.source ?? claim.name)
  const size = sizeOf(draft, claim)
  return { mount: { source: name, destination: first.path, initial_size: `${size}gb` }, volume: { name, size, count } }
}

/** Gives scratch storage of the machine, and where a container mounts it (fly-go, `TempDirVolume`). */
export function scratchOf(draft: FlyDraft, { volumes }: ContainerWorkload): readonly FlyScratch[] {
  return volumes
    .filter(({ kind }) => kind === 'empty')
    .map((volume) => {
      const isMemory = volume.medium === 'Memory'
      if (isMemory && volume.sizeLimit !== undefined)
        draft.context.fault(
          {
            code: 'target/rounded',
            severity: 'info',
            message: `scratch storage in memory has no limit of its own on Fly.io: \`${volume.name}\` may take all memory of the machine`,
          },
          volume,
          'sizeLimit',
        )
      const size_mb = isMemory || volume.sizeLimit === undefined ? undefined : Math.ceil(volume.sizeLimit)
      return { name: volume.name, temp_dir: { storage_type: isMemory ? 'memory' : 'disk', size_mb } }
    })
}

/** Gives where a container mounts scratch storage. */
export function scratchMounts(
  draft: FlyDraft,
  { volumes }: ContainerWorkload,
  { mounts }: Container,
): readonly { readonly name: string; readonly path: string }[] {
  return mounts.flatMap((mount) => {
    if (volumes.find(({ name }) => name === mount.volume)?.kind !== 'empty') return []
    if (mount.subPath !== undefined) refuses(draft, 'sub-path', mount, 'subPath', 'scratch storage is mounted as a whole')
    if (mount.readOnly) reportWritable(draft, mount)
    return [{ name: mount.volume, path: mount.path }]
  })
}

/** Gives all mounts of a volume. */
export function mountsOf({ main, sidecars, initContainers }: ContainerWorkload, volume: string): readonly Mount[] {
  return [main, ...sidecars, ...initContainers].flatMap(({ mounts }) => mounts.filter((mount) => mount.volume === volume))
}

/** Names of volumes are lower-case letters, digits and `_`, at most 30 (flyctl, `volumes create`). */
function volumeName(text: string): string {
  const name = text.toLowerCase().replace(/[^a-z0-9_]/g, '_')
  return name.length <= 30 && /^[A-Za-z0-9_-]+$/.test(text) ? name : `${name.slice(0, 21)}_${fingerprint(text)}`
}

const largest = 500

function sizeOf(draft: FlyDraft, claim: Volume): number {
  const { size } = claim
  if (size === undefined) return 1
  const whole = Math.max(1, Math.ceil(size / 1024))
  if (whole > largest) refuses(draft, 'volume-claim', claim, 'size', `a volume has at most ${largest} GB`)
  else if (whole * 1024 !== size)
    draft.context.fault(
      { code: 'target/rounded', severity: 'info', message: `a volume of Fly.io has whole GB: \`${claim.name}\` has ${whole} GB` },
      claim,
      'size',
    )
  return Math.min(whole, largest)
}

function reportSharing(draft: FlyDraft, workload: ContainerWorkload, claim: Volume, count: number): void {
  const source = claim.source ?? claim.name
  const others = [...draft.workloads.values()].filter(
    (other) =>
      other.kind === 'container' &&
      other.id !== workload.id &&
      other.application === workload.application &&
      other.volumes.some((volume) => volume.kind === 'claim' && volume.source !== undefined && volume.source === source),
  )
  const [other] = others
  if (other !== undefined && claim.source !== undefined)
    refuses(draft, 'volume-claim', claim, 'source', `\`${other.id}\` mounts \`${source}\` too, and a volume belongs to one machine`)
  else if (count > 1 && workload.work !== 'stateful')
    loses(draft, 'volume-claim', claim, 'name', `each of the ${count} machines has a volume of its own`)
}

function reportSettings({ context }: FlyDraft, claim: Volume): void {
  for (const key of ['sizeLimit', 'storageClass', 'accessModes', 'volumeMode', 'claim'] as const)
    if (claim[key] !== undefined && claim[key] !== 'Filesystem') context.unsupported('volume-claim-settings', claim, key)
}

function reportWritable({ context }: FlyDraft, mount: Mount): void {
  const message = 'on Fly.io scratch storage can be written by who mounts it, so `readOnly` changes nothing'
  context.fault({ code: 'target/no-effect', severity: 'info', message }, mount, 'readOnly')
}
