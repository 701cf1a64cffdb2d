import type { ChartTemplate } from '../chart/chart-parts.js'
import { isPlain, mapAt, mapsAt, putEntry } from '../template/edit-template.js'
import { block, expression, type TemplateMap, withValue } from '../template/nodes.js'
import { quantitySchema } from '../values/model-schema.js'
import { valueKeys } from '../values/value-keys.js'
import { type ValueSchema, valueAt } from '../values/values.js'
import { addValue, type Component, templatesOf } from './component.js'
import { flag, word, words } from './schemas.js'

/** Makes the storage of a component values: claims of its own, and those that a StatefulSet makes for each copy. */
export function tunePersistence(component: Component): void {
  const claims = templatesOf(component, 'PersistentVolumeClaim')
  const keys = valueKeys(
    claims.map(({ placed }) => placed.object.metadata.name),
    new Set(),
    '',
  )
  for (const claim of claims) {
    const { name } = claim.placed.object.metadata
    tuneClaim(component, claim, name, keys.get(name) ?? name)
  }
  const spec = mapAt(component.work?.body, 'spec')
  const templates = mapsAt(spec, 'volumeClaimTemplates')
  for (const template of templates) {
    const name = mapAt(template, 'metadata')?.['name']
    if (typeof name === 'string')
      tuneSpec(
        component,
        mapAt(template, 'spec'),
        [...valueKeys([name], new Set(), '').values()][0] ?? name,
        `each copy’s volume \`${name}\``,
      )
  }
}

function tuneClaim(component: Component, claim: ChartTemplate, name: string, key: string): void {
  tuneSpec(component, mapAt(claim.body, 'spec'), key, `the volume \`${name}\``)
  const add = (field: string, value: unknown, comment: string, schema: ValueSchema, isRequired = false): string =>
    addValue(component, ['persistence', key, field], { value, comment, schema, isRequired })
  const existing = add('existingClaim', '', 'Name of a claim that is there already, in the place of one of the chart.', word)
  const keep = add('keep', true, 'Leaves the claim, and the data in it, where it is when the chart is uninstalled.', flag, true)
  claim.conditions.push(`not ${existing}`)
  claim.more.annotations = `(ternary (dict "helm.sh/resource-policy" "keep") dict ${keep})`
}

function tuneSpec(component: Component, spec: TemplateMap | undefined, key: string, what: string): void {
  const requests = mapAt(spec, 'resources', 'requests')
  if (spec === undefined) return
  const add = (field: string, value: unknown, comment: string, schema: ValueSchema, isRequired = false): string =>
    addValue(component, ['persistence', key, field], { value, comment, schema, isRequired })
  if (typeof requests?.['storage'] === 'string')
    requests['storage'] = expression(`${add('size', requests['storage'], `Size of ${what}.`, quantitySchema, true)} | quote`)
  const given = spec['storageClassName']
  const storageClass = add(
    'storageClass',
    given === '' ? '-' : (given ?? ''),
    'Class of the storage; that of the cluster where it is empty, and none, for a volume that is there already, where it is `-`.',
    word,
  )
  putEntry(spec, 'storageClassName', withValue(storageClass, expression('ternary "" . (eq . "-") | quote')), 'volumeMode', 'resources')
  const modes = spec['accessModes']
  if (!isPlain(modes)) return
  const accessModes = add('accessModes', modes ?? ['ReadWriteOnce'], 'Who mounts it at a time: one node, or several.', words)
  spec['accessModes'] = withValue(accessModes, block('toYaml .'))
}

/** Lets the volumes of pods mount a claim that is there already, where its owner says so. */
export function tuneClaimNames(components: readonly Component[]): void {
  for (const { chart, pod } of components) {
    for (const volume of mapsAt(mapAt(pod, 'spec'), 'volumes')) {
      const source = mapAt(volume, 'persistentVolumeClaim')
      const name = source?.['claimName']
      const owner = components.find((component) =>
        templatesOf(component, 'PersistentVolumeClaim').some(({ placed }) => placed.object.metadata.name === name),
      )
      if (source === undefined || typeof name !== 'string' || owner === undefined) continue
      const key = [...valueKeys([name], new Set(), '').values()][0] ?? name
      const path = [owner.key, 'persistence', key, 'existingClaim']
      if (chart.values.entries.some((entry) => entry.path.join('\n') === path.join('\n')))
        source['claimName'] = expression(`${valueAt(path)} | default ${JSON.stringify(name)}`)
    }
  }
}
