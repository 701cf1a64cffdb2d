import type { V1PodSpec, V1PodTemplateSpec } from '@kubernetes/client-node'
import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { secondsOf } from '../../../seconds.js'
import { some, someOf } from '../../../some.js'
import { configChecksum } from '../data/config-checksum.js'
import type { Wire } from '../kinds.js'
import { selectorLabels } from '../labels.js'
import type { ObjectDraft } from '../object-draft.js'
import { containerOf } from './container.js'
import { containersOf } from './containers-of.js'
import { needSecret } from './needs.js'
import { reportDevelopment } from './report-development.js'
import { reportSecurity } from './report-security.js'
import { reportDefaultResources } from './resources.js'
import { podSecurityOf } from './security.js'
import { volumesOf } from './volumes.js'

/** Gives the pods of a workload (Kubernetes API, core/v1 PodTemplateSpec). */
export function podTemplate(draft: ObjectDraft, workload: ContainerWorkload): Wire<V1PodTemplateSpec> & { readonly spec: Wire<V1PodSpec> } {
  return {
    metadata: { labels: selectorLabels(workload), annotations: someOf({ ...configChecksum(workload) }) },
    spec: podSpec(draft, workload),
  }
}

/**
 * Gives what runs in a pod (Kubernetes API, core/v1 PodSpec). Sidecars are init containers that never end: they start after the others, which is
 * when the manifest's own dialect starts them (KubeVela), are there before the main container, and do not keep a task from ending (Kubernetes 1.29, Sidecar Containers).
 */
function podSpec(draft: ObjectDraft, workload: ContainerWorkload): Wire<V1PodSpec> {
  const { main, sidecars, initContainers, hostAliases, imagePullSecrets, terminationGracePeriod } = workload
  reportSecurity(draft.context, workload)
  reportDefaultResources(draft, workload, containersOf(workload))
  reportDevelopment(draft, workload)
  for (const [index, name] of imagePullSecrets.entries()) needSecret(draft, workload, name, '.dockerconfigjson', [imagePullSecrets, index])
  return {
    enableServiceLinks: false,
    // without it the API server takes no signal to stop with
    os: containersOf(workload).some(({ stopSignal }) => stopSignal !== undefined) ? { name: 'linux' } : undefined,
    securityContext: podSecurityOf(workload),
    imagePullSecrets: some(imagePullSecrets.map((name) => ({ name }))),
    hostAliases: some(hostAliases.map(({ ip, hostnames }) => ({ ip, hostnames }))),
    initContainers: some([
      ...initContainers.map((container) => containerOf(draft, workload, container)),
      ...sidecars.map((container) => containerOf(draft, workload, container, 'Always')),
    ]),
    containers: [containerOf(draft, workload, main)],
    volumes: some(volumesOf(draft, workload)),
    terminationGracePeriodSeconds: secondsOf(terminationGracePeriod),
  }
}
