import { mapAt, mapsAt } from '../template/edit-template.js'
import { expression } from '../template/nodes.js'
import { addValue, type Component, templatesOf, valueIn } from './component.js'
import { count } from './schemas.js'
import { tuneImageName } from './tune-image.js'

/** Makes images and placements of a workload of wasmCloud 2 values; one that stands in several groups of hosts has the same components in all of them. */
export function tuneWorkloadDeployment(component: Component): void {
  const templates = templatesOf(component, 'WorkloadDeployment')
  const images = new Set<string>()
  for (const { body } of templates) {
    const spec = mapAt(body, 'spec')
    const workload = mapAt(spec, 'template', 'spec')
    if (spec === undefined || workload === undefined) continue
    const group = mapAt(workload, 'hostSelector')?.['hostgroup']
    if (typeof spec['replicas'] === 'number' && typeof group === 'string') {
      const replicas = addValue(component, templates.length === 1 ? ['replicas'] : ['replicas', group], {
        value: spec['replicas'],
        comment: `How many hosts of the group \`${group}\` run it.`,
        schema: count(0),
        isRequired: true,
      })
      spec['replicas'] = expression(`${replicas} | int64`)
    }
    for (const part of mapsAt(workload, 'components')) {
      const { name } = part
      if (typeof name !== 'string') continue
      const path = name === component.workload?.name ? [] : ['components', name]
      if (images.has(name))
        part['image'] = expression(`include "${component.chart.name}.image" (list . ${valueIn(component, ...path, 'image')}) | quote`)
      else tuneImageName(component, part, path)
      images.add(name)
    }
  }
}
