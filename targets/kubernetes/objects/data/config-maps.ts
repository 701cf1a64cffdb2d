import type { ContainerWorkload, Volume } from '../../../../src/plan/plan.js'
import { selectorLabels } from '../labels.js'
import type { ObjectDraft } from '../object-draft.js'
import { checkNames } from '../pod/needs.js'

/** Most bytes that the values of a ConfigMap may have together (Kubernetes, ConfigMap: "cannot exceed 1 MiB"). */
const mostBytes = 1024 * 1024

/** Adds the named configuration that a workload carries (Kubernetes API, core/v1 ConfigMap); what several of an application carry is made once. */
export function addConfigMaps(draft: ObjectDraft, workload: ContainerWorkload): void {
  for (const volume of workload.volumes) {
    if (volume.kind !== 'config' || volume.external) continue
    const name = volume.source ?? volume.name
    const asking = [volume, volume.source === undefined ? 'name' : 'source'] as const
    const data = dataOf(draft, volume, name)
    checkNames(draft, 'ConfigMap', name, undefined, asking)
    // what two applications make under one name is a collision, which is reported for all objects alike
    if (draft.isAdded(workload.application, 'ConfigMap', name)) continue
    draft.add(workload, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels: selectorLabels(workload) }, data })
  }
}

function dataOf(draft: ObjectDraft, { data = {} }: Volume, name: string): Readonly<Record<string, string>> {
  const entries = Object.entries(data)
  for (const [key] of entries) checkNames(draft, 'ConfigMap', name, key, [data, key])
  const bytes = entries.reduce((sum, [, value]) => sum + new TextEncoder().encode(value).length, 0)
  if (bytes > mostBytes)
    draft.context.fault(
      {
        code: 'target/config-too-large',
        severity: 'error',
        message: `the values of the ConfigMap \`${name}\` have ${bytes} bytes, and ${mostBytes} are the most`,
        help: 'put large files into the image or a volume',
      },
      data,
    )
  return Object.fromEntries(entries)
}
