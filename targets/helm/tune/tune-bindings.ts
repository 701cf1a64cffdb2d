import type { ChartDraft } from '../chart/chart-parts.js'
import { mapsAt } from '../template/edit-template.js'
import { expression } from '../template/nodes.js'

/** Lets the accounts that bindings of roles name be in the namespace of their application, wherever the release puts it (Kubernetes API, rbac/v1 Subject). */
export function tuneBindings({ name, templates }: ChartDraft): void {
  for (const { body, placed } of templates) {
    if (placed.isGiven || !/^(Cluster)?RoleBinding$/.test(placed.object.kind)) continue
    for (const subject of mapsAt(body, 'subjects'))
      if (subject['namespace'] !== undefined) subject['namespace'] = expression(`include "${name}.namespace" .`)
  }
}
