import type { ChartDraft } from '../chart/chart-parts.js'
import { type Component, componentsOf } from './component.js'
import { tuneHooks } from './hooks.js'
import { networkValues } from './network-values.js'
import { tuneAccount } from './tune-account.js'
import { tuneAutoscaling } from './tune-autoscaling.js'
import { tuneBindings } from './tune-bindings.js'
import { tuneChecksum, tuneConfig } from './tune-config.js'
import { tuneDisruption } from './tune-disruption.js'
import { tuneGlobals } from './tune-globals.js'
import { tuneIngress } from './tune-ingress.js'
import { tuneMetadata } from './tune-metadata.js'
import { peersOf, tuneNetwork } from './tune-network.js'
import { tuneClaimNames, tunePersistence } from './tune-persistence.js'
import { tunePlacement } from './tune-placement.js'
import { tunePod } from './tune-pod.js'
import { tuneReplicas } from './tune-replicas.js'
import { tuneService } from './tune-service.js'
import { tuneSpin } from './tune-spin.js'
import { tuneStrategy } from './tune-strategy.js'
import { nameJob, tuneTask } from './tune-task.js'
import { tuneTexts } from './tune-texts.js'
import { tuneWorkloadDeployment } from './tune-workload-deployment.js'

/** Makes values of what people tune. Each step finds its objects by kind; the order is that of `values.yaml`. */
export function tuneChart(chart: ChartDraft): void {
  for (const application of peersOf(chart)) chart.neighbours.add(application)
  tuneGlobals(chart)
  const network = networkValues(chart)
  const components = componentsOf(chart)
  for (const component of components) {
    describe(component)
    for (const tune of steps) tune(component)
  }
  tuneClaimNames(components)
  for (const component of components) {
    tuneChecksum(component)
    tuneTexts(component)
  }
  if (network !== undefined) tuneNetwork(chart, network, components)
  tuneBindings(chart)
  tuneMetadata(chart)
  tuneHooks(chart)
  for (const component of components) nameJob(component)
}

const steps: readonly ((component: Component) => void)[] = [
  tuneReplicas,
  tunePod,
  tuneSpin,
  tuneWorkloadDeployment,
  tuneConfig,
  tuneTask,
  tuneService,
  tuneIngress,
  tunePersistence,
  tuneAutoscaling,
  tuneDisruption,
  tuneStrategy,
  tunePlacement,
  tuneAccount,
]

function describe({ chart, key, workload, work, folder }: Component): void {
  const kind = work?.placed.object.kind
  const what = workload === undefined ? `The part \`${folder}\`` : `The component \`${workload.name}\``
  chart.values.describe([key], `${what}${kind === undefined ? '' : `, a ${kind}`}.`)
}
