import type { Container, ContainerWorkload } from '../../../src/plan/plan.js'
import type { FlyDraft } from './fly-draft.js'
import { loses } from './loses.js'
import { reportScale } from './report-scale.js'
import { reportSecurity } from './report-security.js'
import { mountsOf } from './storage/storage.js'

/** Reports what a workload asks for and Fly.io lacks, each by its line of the capability table. */
export function reportWorkload(draft: FlyDraft, workload: ContainerWorkload, isContainers: boolean): void {
  const { unsupported } = draft.context
  const { main, sidecars, initContainers } = workload
  for (const container of [main, ...sidecars, ...initContainers]) {
    if (container.workingDir !== undefined) unsupported('working-dir', container, 'workingDir')
    if (container.imagePullPolicy !== undefined) unsupported('image-pull-policy', container, 'imagePullPolicy')
    for (const [key, handler] of Object.entries(container.lifecycle ?? {}))
      unsupported(isRequest(handler) ? 'lifecycle-request' : 'lifecycle', container.lifecycle ?? {}, key)
    reportStartup(draft, container)
    if (container.develop) unsupported('develop', container, 'develop')
    if (container.debug) unsupported('debug', container, 'debug')
  }
  for (const volume of workload.volumes) {
    if (volume.kind !== 'host') continue
    unsupported('volume-host', volume, 'hostPath')
    for (const mount of mountsOf(workload, volume.name)) draft.context.spokenOf(mount)
    if (volume.hostPathType !== undefined) unsupported('volume-host-type', volume, 'hostPathType')
  }
  if (!isContainers) reportScratch(draft, workload)
  reportSecurity(draft, workload, isContainers)
  reportScale(draft, workload)
  if (workload.work === 'daemon') unsupported('daemon', workload, 'name')
  if (workload.hostAliases.length > 0) unsupported('host-alias', workload, 'hostAliases')
  if (workload.imagePullSecrets.length > 0) unsupported('image-pull-secret', workload, 'imagePullSecrets')
  if (workload.serviceAccount) unsupported('service-account', workload, 'serviceAccount')
  if (workload.affinity) unsupported('affinity', workload, 'affinity')
  if (workload.topologySpread) unsupported('topology-spread', workload, 'topologySpread')
}

function isRequest(handler: unknown): boolean {
  return typeof handler === 'object' && handler !== null && ('httpGet' in handler || 'tcpSocket' in handler)
}

/** Before other probes its time counts, and what it asks is not asked; alone it is a check. */
function reportStartup({ context }: FlyDraft, { startupProbe, readinessProbe, livenessProbe }: Container): void {
  if (startupProbe === undefined || (readinessProbe === undefined && livenessProbe === undefined)) return
  context.unsupported('startup-probe', startupProbe)
}

/** Without containers a machine has its root file system alone. */
function reportScratch(draft: FlyDraft, workload: ContainerWorkload): void {
  for (const volume of workload.volumes) {
    const mounts = volume.kind === 'empty' ? mountsOf(workload, volume.name) : []
    if (mounts.length === 0) continue
    loses(
      draft,
      'volume-empty',
      volume,
      'name',
      'it is a folder of the root file system, which has to be there; containers of a machine have it (option `containers`)',
    )
    for (const object of [volume, ...mounts]) draft.context.spokenOf(object)
  }
}
