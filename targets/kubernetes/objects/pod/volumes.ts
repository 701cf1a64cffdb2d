import type { V1KeyToPath, V1Volume } from '@kubernetes/client-node'
import type { ContainerWorkload, Volume } from '../../../../src/plan/plan.js'
import type { Wire } from '../kinds.js'
import { dnsLabel } from '../names.js'
import type { ObjectDraft } from '../object-draft.js'
import { isPerCopy } from '../work/claim-templates.js'
import { containersOf } from './containers-of.js'
import { mountedBy } from './mounts.js'
import { type Asking, checkNames, needConfiguration, needSecret } from './needs.js'
import { memoryQuantity } from './quantity.js'

/** Gives the volumes that containers of a pod mount (Kubernetes API, core/v1 Volume); those that nobody mounts are data for others. */
export function volumesOf(draft: ObjectDraft, workload: ContainerWorkload): readonly Wire<V1Volume>[] {
  const mounted = containersOf(workload).flatMap((container) => mountedBy(workload, container))
  const used = workload.volumes.filter((volume) => mounted.some((found) => found.volume === volume))
  return used
    .filter((volume) => !isPerCopy(draft, workload, volume))
    .map((volume) => {
      const path = mounted.find((found) => found.volume === volume)?.mount.path ?? ''
      return { name: dnsLabel(volume.name), ...sourceOf(draft, workload, volume, path) }
    })
}

/** `path` is where the first container mounts it. */
function sourceOf(draft: ObjectDraft, workload: ContainerWorkload, volume: Volume, path: string): Omit<Wire<V1Volume>, 'name'> {
  const source = volume.source ?? volume.name
  const asking: Asking = [volume, volume.source === undefined ? 'name' : 'source']
  switch (volume.kind) {
    case 'claim':
      checkNames(draft, 'PersistentVolumeClaim', source, undefined, asking)
      return { persistentVolumeClaim: { claimName: source } }
    case 'empty':
      return {
        emptyDir: {
          medium: volume.medium || undefined,
          sizeLimit: volume.sizeLimit === undefined ? undefined : memoryQuantity(volume.sizeLimit),
        },
      }
    case 'config':
      askFor(volume, path, asking, (key, place, name) => needConfiguration(draft, workload, source, key, place, { kind: 'file', name }))
      return { configMap: { name: source, ...filesOf(volume) } }
    case 'secret':
      askFor(volume, path, asking, (key, place, name) => needSecret(draft, workload, source, key, place, { kind: 'file', name }))
      return { secret: { secretName: source, ...filesOf(volume) } }
    case 'host':
      draft.context.fault(
        {
          code: 'target/host-path',
          severity: 'warning',
          message: `\`${workload.id}\` mounts \`${volume.hostPath}\` of the machine: no Pod Security level but \`privileged\` admits it`,
          help: 'a claim outlives the pod too; configuration and secrets have volumes of their own',
        },
        volume,
        'hostPath',
      )
      return { hostPath: { path: volume.hostPath ?? '/', type: volume.hostPathType || undefined } }
  }
}

function askFor(
  { items }: Volume,
  path: string,
  asking: Asking,
  need: (key: string | undefined, place: Asking, file: string) => void,
): void {
  if (items === undefined) need(undefined, asking, path)
  else for (const item of items) need(item.key, [item, 'key'], `${path.replace(/\/$/, '')}/${item.path}`)
}

/** What Kubernetes gives a file where no mode is said. */
const usualMode = 0o644

function filesOf({ items, defaultMode }: Volume): {
  readonly defaultMode: number | undefined
  readonly items: readonly Wire<V1KeyToPath>[] | undefined
} {
  return {
    defaultMode: defaultMode === usualMode ? undefined : defaultMode,
    items: items?.map(({ key, path, mode }) => ({ key, path, mode })),
  }
}
