import type { ChartDraft, ChartTemplate } from '../chart/chart-parts.js'
import { mapAt } from '../template/edit-template.js'
import type { TemplateMap } from '../template/nodes.js'

/** Gives the key of the component that an object belongs to in `values.yaml`; undefined for an object of the whole application. */
export function keyOf({ keys }: ChartDraft, { placed }: ChartTemplate): string | undefined {
  return placed.workload === undefined ? undefined : keys.get(placed.workload)
}

/** Gives the pod template of a Deployment, StatefulSet, DaemonSet, Job or CronJob. */
export function podTemplateOf({ placed, body }: ChartTemplate): TemplateMap | undefined {
  const { kind } = placed.object
  if (kind === 'CronJob') return mapAt(body, 'spec', 'jobTemplate', 'spec', 'template')
  return workKinds.has(kind) ? mapAt(body, 'spec', 'template') : undefined
}

const workKinds: ReadonlySet<string> = new Set(['Deployment', 'StatefulSet', 'DaemonSet', 'Job'])
