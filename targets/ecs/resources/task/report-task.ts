import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import { networkModeOf } from '../launch-type.js'
import { reportCredentials } from './registry-credentials.js'
import { reportContainer } from './report-container.js'
import { reportPodSecurity } from './report-pod-security.js'
import { reportStopTimeout } from './stop-timeout.js'
import { labelsOf, tagsOf } from './tags.js'
import { volumeGroup } from './volumes/volume-group.js'

/** Reports what the task of a workload does not do as the manifest says. */
export function reportTask(draft: EcsDraft, workload: ContainerWorkload): void {
  const { context } = draft
  const { hostAliases, podSecurity, main, sidecars, initContainers, id } = workload
  for (const container of [main, ...sidecars, ...initContainers]) reportContainer(draft, workload, container)
  reportPodSecurity(draft, workload)
  reportStopTimeout(draft, workload)
  reportCredentials(draft, workload)
  if (networkModeOf(draft, workload) === 'awsvpc') for (const at of hostAliases.keys()) context.unsupported('host-alias', hostAliases, at)
  const group = volumeGroup(workload)
  if (podSecurity !== undefined && group !== undefined)
    context.unsupported(
      'pod-security-context',
      podSecurity,
      'fsGroup',
      `volumes of \`${id}\` are in group ${group}, and processes are not: ECS gives them no further groups`,
    )
  reportLabels(draft, workload)
}

function reportLabels({ context }: EcsDraft, workload: ContainerWorkload): void {
  const tagged = new Set(tagsOf(workload).map(({ key }) => key))
  for (const key of Object.keys(labelsOf(workload)).filter((name) => !tagged.has(name)))
    context.fault(
      {
        code: 'target/label-as-docker-label',
        severity: 'info',
        message: `no tag of AWS can hold the label \`${key}\`: it is a label of the containers`,
        help: 'a tag has letters, digits, spaces and `_.:/=+@-`, at most 128 in its key and 256 in its value, and a resource 50 of them',
      },
      workload.labels,
      key,
    )
}
