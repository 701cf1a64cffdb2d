import { appendItems, isPlain, mapAt, mapsAt, putEntry } from '../template/edit-template.js'
import { block, expression, type TemplateMap, when, withValue } from '../template/nodes.js'
import { modelSchema } from '../values/model-schema.js'
import { valueKeys } from '../values/value-keys.js'
import { addValue, type Component } from './component.js'
import { optionalCount, word, words } from './schemas.js'
import { tuneBlock } from './tune-block.js'
import { tuneContainer } from './tune-container.js'
import { tuneReference } from './tune-reference.js'

/** Makes what runs in the pods of a component values: its containers, their volumes, and whose images may be pulled. */
export function tunePod(component: Component): void {
  const spec = mapAt(component.pod, 'spec')
  if (spec === undefined) return
  const [main, ...others] = mapsAt(spec, 'containers')
  const early = mapsAt(spec, 'initContainers')
  if (main !== undefined) tuneContainer(component, main, [])
  tunePullSecrets(component, spec, 'hostAliases', 'initContainers', 'containers')
  const isSidecar = (container: TemplateMap): boolean => container['restartPolicy'] !== undefined
  tuneContainers(component, 'sidecars', [...early.filter(isSidecar), ...others])
  tuneContainers(
    component,
    'initContainers',
    early.filter((container) => !isSidecar(container)),
  )
  for (const volume of mapsAt(spec, 'volumes')) tuneReference(component, volume)
  const volumes = addValue(component, ['extraVolumes'], {
    value: [],
    comment: 'Volumes besides, in the words of Kubernetes.',
    schema: { type: 'array', items: modelSchema('V1Volume') },
  })
  appendItems(spec, 'volumes', volumes, block('toYaml .'))
  tuneBlock(component, spec, 'securityContext', {
    path: ['podSecurityContext'],
    comment: 'Rights of all containers of the pod, and the group that owns its volumes.',
    schema: modelSchema('V1PodSecurityContext'),
    empty: {},
    before: ['imagePullSecrets', 'hostAliases', 'initContainers', 'containers'],
  })
  if ('hostAliases' in spec)
    tuneBlock(component, spec, 'hostAliases', {
      path: ['hostAliases'],
      comment: 'Names of hosts for `/etc/hosts`.',
      schema: { type: 'array', items: modelSchema('V1HostAlias') },
      empty: [],
    })
  tuneGracePeriod(component, spec)
}

function tuneContainers(component: Component, group: string, containers: readonly TemplateMap[]): void {
  const named = containers.flatMap((container) => (typeof container['name'] === 'string' ? [{ container, name: container['name'] }] : []))
  const keys = valueKeys(
    named.map(({ name }) => name),
    new Set(),
    '',
  )
  for (const { container, name } of named) tuneContainer(component, container, [group, keys.get(name) ?? name])
}

/** Makes the names of Secrets with credentials for registries a value. */
export function tunePullSecrets(component: Component, spec: TemplateMap, ...before: readonly string[]): void {
  const given = spec['imagePullSecrets']
  if (!isPlain(given)) return
  const { name } = component.chart
  const value = addValue(component, ['imagePullSecrets'], {
    value: mapsAt(spec, 'imagePullSecrets').map((secret) => secret['name']),
    comment: 'Names of Secrets with credentials for registries, besides `global.imagePullSecrets`.',
    schema: words,
  })
  const secrets = withValue(`include "${name}.imagePullSecrets" (list . ${value})`, block('.'))
  putEntry(spec, 'imagePullSecrets', secrets, ...before)
}

/** Zero is a number of seconds as well, so that its absence is asked for and not its value. */
function tuneGracePeriod(component: Component, spec: TemplateMap): void {
  const value = addValue(component, ['terminationGracePeriodSeconds'], {
    value: spec['terminationGracePeriodSeconds'] ?? null,
    comment: 'Seconds that a pod has to end before it is killed; Kubernetes gives 30.',
    schema: optionalCount,
  })
  spec['terminationGracePeriodSeconds'] = when(`not (kindIs "invalid" ${value})`, expression(`${value} | int64`))
  const priority = addValue(component, ['priorityClassName'], {
    value: spec['priorityClassName'] ?? '',
    comment: 'Class of the pods’ priority.',
    schema: word,
  })
  spec['priorityClassName'] = withValue(priority, expression('. | quote'))
}
