import type {
  ConfigMapStorage,
  EmptyDirStorage,
  HostPathStorage,
  PvcStorage,
  SecretStorage,
  StorageProperties,
} from '../../../generated/application.js'
import { parseMemory } from '../../../language/quantities.js'
import type { ContainerWorkload, Env, Mount, Volume } from '../../plan.js'
import type { Scope } from '../../scope.js'
import { addVolumes } from '../add-volumes.js'
import { planClaim } from '../claims.js'
import { configEnv, mergeEnv, secretEnv } from '../env.js'
import { copyData, fileMode, type Mounted, planItems } from '../volumes.js'

/**
 * Gives the workload with storage for its main container, named `<kind>-<name>` as KubeVela does (`storage`).
 * Configuration that the trait carries and nobody mounts becomes a volume without a mount, so that it is made for others.
 * The values of a secret never enter the plan.
 */
export function applyStorage(scope: Scope, workload: ContainerWorkload, properties: StorageProperties): ContainerWorkload {
  const { pvc = [], configMap = [], secret = [], emptyDir = [], hostPath = [] } = properties
  const mounted: Mounted[] = [
    ...pvc.map((entry) => claimVolume(scope, entry)),
    ...configMap.flatMap((entry) => configVolume(scope, entry) ?? []),
    ...secret.flatMap((entry) => secretVolume(scope, entry) ?? []),
    ...emptyDir.map((entry) => emptyVolume(scope, entry)),
    ...hostPath.map((entry) => hostVolume(scope, entry)),
  ]
  const env = mergeEnv(workload.main.env, [
    ...configMap.flatMap((entry) => configVariables(scope, entry)),
    ...secret.flatMap((entry) => secretVariables(scope, entry)),
  ])
  return addVolumes(scope, scope.trace.amend(workload, { main: scope.trace.amend(workload.main, { env }) }), mounted)
}

interface Entry {
  readonly name: string
  readonly mountPath?: string
  readonly subPath?: string
  readonly readOnly?: boolean
}

function nameOf(scope: Scope, entry: Entry, kind: string) {
  return scope.required(entry, 'name', (name) => `${kind}-${name}`)
}

function mountOf(scope: Scope, entry: Entry, kind: string): Mount | undefined {
  const path = scope.from(entry, 'mountPath')
  return (
    path &&
    scope.trace.build<Mount>({
      volume: nameOf(scope, entry, kind),
      path,
      subPath: scope.from(entry, 'subPath'),
      readOnly: scope.from(entry, 'readOnly') ?? false,
    })
  )
}

function mountedAs(volume: Volume, mount: Mount | undefined): Mounted {
  return { volume, ...(mount && { mount }) }
}

function claimVolume(scope: Scope, entry: PvcStorage): Mounted {
  const names = { name: nameOf(scope, entry, 'pvc'), source: scope.required(entry, 'name') }
  return mountedAs(planClaim(scope, { ...names, external: scope.from(entry, 'mountOnly') ?? false }, entry), mountOf(scope, entry, 'pvc'))
}

function configVolume(scope: Scope, entry: ConfigMapStorage): Mounted | undefined {
  const isCarried = !entry.mountOnly && entry.data !== undefined
  if (entry.mountPath === undefined && !isCarried) return undefined
  const data = isCarried ? entry.data : scope.configMaps.get(entry.name)
  const volume = scope.trace.build<Volume>({
    name: nameOf(scope, entry, 'configmap'),
    kind: 'config',
    source: scope.required(entry, 'name'),
    external: scope.from(entry, 'mountOnly') ?? !isCarried,
    data: data && copyData(scope, data),
    ...filesOf(scope, entry),
  })
  return mountedAs(volume, mountOf(scope, entry, 'configmap'))
}

/** Whoever runs the target provides the secret, unless the manifest means to make one; its values stay behind in both cases. */
function secretVolume(scope: Scope, entry: SecretStorage): Mounted | undefined {
  if (entry.mountPath === undefined) return undefined
  const isCarried = entry.data !== undefined || entry.stringData !== undefined
  const volume = scope.trace.build<Volume>({
    name: nameOf(scope, entry, 'secret'),
    kind: 'secret',
    source: scope.required(entry, 'name'),
    external: scope.from(entry, 'mountOnly') ?? !isCarried,
    ...filesOf(scope, entry),
  })
  return mountedAs(volume, mountOf(scope, entry, 'secret'))
}

function filesOf(scope: Scope, entry: ConfigMapStorage | SecretStorage) {
  return entry.mountPath === undefined
    ? {}
    : { items: planItems(scope, entry.items), defaultMode: scope.from(entry, 'defaultMode') ?? fileMode }
}

function emptyVolume(scope: Scope, entry: EmptyDirStorage): Mounted {
  const volume = scope.trace.build<Volume>({
    name: nameOf(scope, entry, 'emptydir'),
    kind: 'empty',
    external: false,
    medium: scope.from(entry, 'medium'),
    sizeLimit: scope.from(entry, 'sizeLimit', parseMemory),
  })
  return mountedAs(volume, mountOf(scope, entry, 'emptydir'))
}

function hostVolume(scope: Scope, entry: HostPathStorage): Mounted {
  const volume = scope.trace.build<Volume>({
    name: nameOf(scope, entry, 'hostpath'),
    kind: 'host',
    external: true,
    hostPath: scope.required(entry, 'path'),
    hostPathType: scope.from(entry, 'type') ?? 'Directory',
  })
  return mountedAs(volume, mountOf(scope, entry, 'hostpath'))
}

function configVariables(scope: Scope, entry: ConfigMapStorage): Env[] {
  return [...(entry.mountToEnv ? [entry.mountToEnv] : []), ...(entry.mountToEnvs ?? [])].map((variable) =>
    configEnv(scope, scope.required(variable, 'envName'), {
      name: scope.required(entry, 'name'),
      key: scope.required(variable, 'configMapKey'),
    }),
  )
}

function secretVariables(scope: Scope, entry: SecretStorage): Env[] {
  return [...(entry.mountToEnv ? [entry.mountToEnv] : []), ...(entry.mountToEnvs ?? [])].map((variable) =>
    secretEnv(scope, scope.required(variable, 'envName'), {
      name: scope.required(entry, 'name'),
      key: scope.required(variable, 'secretKey'),
    }),
  )
}
