import type {
  ConfigMapMount,
  EmptyDirMount,
  HostPathMount,
  KeyToPath,
  Volume as OldVolume,
  PvcMount,
  SecretMount,
  ServiceProperties,
} from '../../generated/application.js'
import { parseMemory } from '../../language/quantities.js'
import type { Mount, Volume } from '../plan.js'
import type { Scope } from '../scope.js'

/** A volume and where a container mounts it. */
export interface Mounted {
  readonly volume: Volume
  /** Absent where the manifest makes the data for others only. */
  readonly mount?: Mount
}

/** Gives the volumes of a component and their mounts (KubeVela webservice, `volumeMounts`); the old `volumes` counts where `volumeMounts` is absent. */
export function planVolumes(scope: Scope, properties: ServiceProperties): readonly Mounted[] {
  const { volumeMounts, volumes = [] } = properties
  if (volumeMounts === undefined) return volumes.map((volume) => oldVolume(scope, volume))
  const { pvc = [], configMap = [], secret = [], emptyDir = [], hostPath = [] } = volumeMounts
  return [
    ...pvc.map((mount) => pvcVolume(scope, mount)),
    ...configMap.map((mount) => configVolume(scope, mount)),
    ...secret.map((mount) => secretVolume(scope, mount)),
    ...emptyDir.map((mount) => emptyVolume(scope, mount)),
    ...hostPath.map((mount) => hostVolume(scope, mount)),
  ]
}

/** Gives the entries of `items`; the mode is KubeVela's 511 (0777) where none is said. */
export function planItems(scope: Scope, items: readonly KeyToPath[] | undefined): Volume['items'] {
  return items?.map((item) =>
    scope.trace.build<{ key: string; path: string; mode: number }>({
      key: scope.required(item, 'key'),
      path: scope.required(item, 'path'),
      mode: scope.from(item, 'mode') ?? 511,
    }),
  )
}

/** Mode of files where none is said: 420 is 0644 (KubeVela). */
export const fileMode = 420

interface MountFields {
  readonly name: string
  readonly mountPath: string
  readonly subPath?: string
  readonly readOnly?: boolean
}

function mountOf(scope: Scope, mount: MountFields): Mount {
  return scope.trace.build<Mount>({
    volume: scope.required(mount, 'name'),
    path: scope.required(mount, 'mountPath'),
    subPath: scope.from(mount, 'subPath'),
    readOnly: scope.from(mount, 'readOnly') ?? false,
  })
}

function pvcVolume(scope: Scope, mount: PvcMount): Mounted {
  const volume = scope.trace.build<Volume>({
    name: scope.required(mount, 'name'),
    kind: 'claim',
    source: scope.required(mount, 'claimName'),
    external: true,
  })
  return { volume, mount: mountOf(scope, mount) }
}

function configVolume(scope: Scope, mount: ConfigMapMount): Mounted {
  const source = scope.required(mount, 'cmName')
  const volume = scope.trace.build<Volume>({
    name: scope.required(mount, 'name'),
    kind: 'config',
    source,
    external: true,
    data: dataOf(scope, source.value),
    items: planItems(scope, mount.items),
    defaultMode: scope.from(mount, 'defaultMode') ?? fileMode,
  })
  return { volume, mount: mountOf(scope, mount) }
}

function secretVolume(scope: Scope, mount: SecretMount): Mounted {
  const volume = scope.trace.build<Volume>({
    name: scope.required(mount, 'name'),
    kind: 'secret',
    source: scope.required(mount, 'secretName'),
    external: true,
    items: planItems(scope, mount.items),
    defaultMode: scope.from(mount, 'defaultMode') ?? fileMode,
  })
  return { volume, mount: mountOf(scope, mount) }
}

function emptyVolume(scope: Scope, mount: EmptyDirMount): Mounted {
  const volume = scope.trace.build<Volume>({
    name: scope.required(mount, 'name'),
    kind: 'empty',
    external: false,
    medium: scope.from(mount, 'medium'),
    sizeLimit: scope.from(mount, 'sizeLimit', parseMemory),
  })
  return { volume, mount: mountOf(scope, mount) }
}

function hostVolume(scope: Scope, mount: HostPathMount): Mounted {
  const volume = scope.trace.build<Volume>({
    name: scope.required(mount, 'name'),
    kind: 'host',
    external: true,
    hostPath: scope.required(mount, 'path'),
  })
  return { volume, mount: scope.trace.amend(mountOf(scope, mount), { propagation: scope.from(mount, 'mountPropagation') }) }
}

/** Each type reads its own fields; those of another type stay behind, and are reported. */
function oldVolume(scope: Scope, old: OldVolume): Mounted {
  const { trace } = scope
  const kind = scope.from(old, 'type', (type) => oldKinds[type]) ?? 'empty'
  const type = old.type ?? 'emptyDir'
  const isFiles = type === 'configMap' || type === 'secret'
  const source =
    type === 'pvc'
      ? scope.from(old, 'claimName')
      : type === 'configMap'
        ? scope.from(old, 'cmName')
        : type === 'secret'
          ? scope.from(old, 'secretName')
          : undefined
  const volume = trace.build<Volume>({
    name: scope.required(old, 'name'),
    kind,
    source,
    external: type !== 'emptyDir',
    data: type === 'configMap' && source ? dataOf(scope, source.value) : undefined,
    items: isFiles ? planItems(scope, old.items) : undefined,
    defaultMode: isFiles ? (scope.from(old, 'defaultMode') ?? fileMode) : undefined,
    medium: type === 'emptyDir' ? scope.from(old, 'medium') : undefined,
  })
  return { volume, mount: mountOf(scope, old) }
}

const oldKinds = { pvc: 'claim', configMap: 'config', secret: 'secret', emptyDir: 'empty' } as const

/** Configuration that a `storage` trait of the application carries. */
function dataOf(scope: Scope, name: string): Volume['data'] {
  const data = scope.configMaps.get(name)
  return data && copyData(scope, data)
}

/** Gives the values of named configuration, each with its place. */
export function copyData({ trace, from }: Scope, data: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return trace.build<Record<string, string>>(Object.fromEntries(Object.keys(data).map((key) => [key, from(data, key) ?? ''])))
}
