import type { ConfigmapProperties, ConfigmapVolume } from '../../../generated/application.js'
import type { ContainerWorkload, Mount, Volume } from '../../plan.js'
import type { Scope } from '../../scope.js'
import { addVolumes } from '../add-volumes.js'
import { copyData, type Mounted } from '../volumes.js'

/** Gives the workload with configuration as files in its main container, in volumes named `volume-<name>` (KubeVela `configmap`, which `storage` has replaced there). */
export function applyConfigmap(scope: Scope, workload: ContainerWorkload, { volumes }: ConfigmapProperties): ContainerWorkload {
  return addVolumes(
    scope,
    workload,
    volumes.map((entry) => mountedOf(scope, entry)),
  )
}

function mountedOf(scope: Scope, entry: ConfigmapVolume): Mounted {
  const { trace } = scope
  const name = scope.required(entry, 'name', (source) => `volume-${source}`)
  const data = entry.data ?? scope.configMaps.get(entry.name)
  const volume = trace.build<Volume>({
    name,
    kind: 'config',
    source: scope.required(entry, 'name'),
    external: entry.data === undefined,
    data: data && copyData(scope, data),
  })
  const mount = trace.build<Mount>({
    volume: name,
    path: scope.required(entry, 'mountPath'),
    readOnly: scope.from(entry, 'readOnly') ?? false,
  })
  return { volume, mount }
}
