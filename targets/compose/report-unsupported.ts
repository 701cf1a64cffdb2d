import type { ContainerWorkload, Exposure, Route, SpinWorkload } from '../../src/plan/plan.js'
import type { EmitContext } from '../target.js'
import { reportTask } from './container/report-task.js'
import { reportSecurity } from './container/security.js'
import type { Draft } from './draft.js'
import { reportVolumes } from './mounts/mounts.js'
import { copiesOf } from './ports/port-claims.js'

/** Reports what a container workload asks for and Compose lacks, each by its line of the capability table. */
export function reportWorkload(draft: Draft, workload: ContainerWorkload): void {
  const { context } = draft
  const { unsupported } = context
  reportShared(draft, workload)
  reportSecurity(context, workload)
  reportVolumes(draft, workload)
  reportTask(draft, workload)
  reportCopies(context, workload)
  if (workload.exposure) reportExposure(context, workload.exposure)
  if (workload.serviceAccount) unsupported('service-account', workload, 'serviceAccount')
  // the old copies end before the new ones begin, which is what Compose does
  if (workload.updateStrategy && workload.updateStrategy['type'] !== 'Recreate') unsupported('update-strategy', workload, 'updateStrategy')
  if (workload.affinity) unsupported('affinity', workload, 'affinity')
  if (workload.topologySpread) unsupported('topology-spread', workload, 'topologySpread')
}

/** Reports what containers and Spin applications have in common. */
export function reportShared({ context }: Draft, workload: ContainerWorkload | SpinWorkload): void {
  for (const route of workload.routes) reportRoute(context, route)
  reportScale(context, workload)
  if (workload.kind === 'container' && workload.imagePullSecrets.length > 0)
    context.unsupported('image-pull-secret', workload, 'imagePullSecrets')
}

const goals = {
  cpu: 'autoscale-cpu',
  cpuValue: 'autoscale-cpu',
  memory: 'autoscale-memory',
  memoryValue: 'autoscale-memory',
  concurrency: 'autoscale-concurrency',
  podMetrics: 'autoscale-custom',
} as const

/** One warning for each goal; the first speaks for the bounds as well. */
function reportScale({ unsupported }: EmitContext, workload: ContainerWorkload | SpinWorkload): void {
  const { scale } = workload
  if (scale === undefined) return
  const copies = copiesOf(workload)
  const effect = `${copies} ${copies === 1 ? 'copy runs' : 'copies run'}, whatever the load`
  const asked = Object.entries(goals).filter(([goal]) => goal in scale)
  unsupported(asked[0]?.[1] ?? 'autoscale-cpu', workload, 'scale', effect)
  for (const [goal, feature] of asked.slice(1)) unsupported(feature, scale, goal, effect)
}

function reportRoute({ unsupported }: EmitContext, route: Route): void {
  if (route.tls !== undefined) unsupported('route-tls', route, 'tls')
  if (route.existingService !== undefined) unsupported('route-class', route, 'existingService', 'requests go to the component itself')
  if (route.classInSpec) unsupported('route-class', route, 'classInSpec')
  for (const key of ['class', 'annotations', 'labels', 'gatewayHost'] as const)
    if (route[key] !== undefined) unsupported('route-class', route, key)
}

function reportExposure({ unsupported }: EmitContext, exposure: Exposure): void {
  if (exposure.type !== 'ClusterIP') unsupported('expose-type', exposure, 'type')
  if (Object.keys(exposure.annotations).length > 0) unsupported('expose-type', exposure, 'annotations')
  if (exposure.matchLabels) unsupported('expose-type', exposure, 'matchLabels')
}

/** In Kubernetes each copy has containers, names and volumes of its own. */
function reportCopies({ fault }: EmitContext, workload: ContainerWorkload): void {
  const copies = copiesOf(workload)
  if (copies === 1) return
  for (const container of [...workload.sidecars, ...workload.initContainers])
    fault(
      {
        code: 'target/shared-companion',
        severity: 'warning',
        message: `compose runs \`${container.name}\` once for all ${copies} copies of \`${workload.id}\``,
      },
      container,
      'name',
    )
  if (workload.work === 'stateful')
    fault(
      {
        code: 'target/stateful-copies',
        severity: 'warning',
        message: `the ${copies} copies of \`${workload.id}\` share one name and one storage under compose`,
      },
      workload,
      'replicas',
    )
}
