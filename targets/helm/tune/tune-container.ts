import { appendItems } from '../template/edit-template.js'
import { block, type TemplateMap } from '../template/nodes.js'
import { modelSchema } from '../values/model-schema.js'
import { addValue, type Component } from './component.js'
import { tuneBlock } from './tune-block.js'
import { tuneEnv } from './tune-env.js'
import { tuneImage } from './tune-image.js'
import { tuneTextList } from './tune-text-list.js'

/** Makes a container of a pod values; `path` leads to them below the component's key, and is empty for the main container. */
export function tuneContainer(component: Component, container: TemplateMap, path: readonly string[]): void {
  tuneImage(component, container, path)
  const { workload, work } = component
  // how a part of ours starts is no matter of taste
  for (const [field, comment] of workload === undefined ? [] : commands)
    if (field in container) tuneTextList(component, container, field, [...path, field], comment)
  tuneEnv(component, container, path)
  const isLasting = work?.placed.object.kind !== 'Job' && work?.placed.object.kind !== 'CronJob'
  for (const [field, comment] of probes) {
    const block = { path: [...path, field], comment, schema: modelSchema('V1Probe'), empty: {}, before: afterProbes }
    if ((path.length === 0 && isLasting) || field in container) tuneBlock(component, container, field, block)
  }
  if ('lifecycle' in container)
    tuneBlock(component, container, 'lifecycle', {
      path: [...path, 'lifecycle'],
      comment: 'What runs after the start and before the stop of the container.',
      schema: modelSchema('V1Lifecycle'),
      empty: {},
    })
  tuneBlock(component, container, 'resources', {
    path: [...path, 'resources'],
    comment: 'Processor, memory and ephemeral storage: what is requested, and the most that is allowed.',
    schema: modelSchema('V1ResourceRequirements'),
    empty: {},
    before: ['securityContext', 'volumeMounts', 'volumeDevices'],
  })
  tuneBlock(component, container, 'securityContext', {
    path: [...path, 'securityContext'],
    comment: 'Rights of the container.',
    schema: modelSchema('V1SecurityContext'),
    empty: {},
    before: ['volumeMounts', 'volumeDevices'],
  })
  if (path.length > 0) return
  const mounts = addValue(component, ['extraVolumeMounts'], {
    value: [],
    comment: 'Where the container mounts volumes besides, such as those of `extraVolumes`.',
    schema: { type: 'array', items: modelSchema('V1VolumeMount') },
  })
  appendItems(container, 'volumeMounts', mounts, block('toYaml .'), 'volumeDevices')
}

const commands = [
  ['command', 'What runs in place of the entry point of the image.'],
  ['args', 'Arguments of the command.'],
] as const

const probes = [
  [
    'startupProbe',
    'Tells when the container has started; the other probes wait for it. `null` in the place of a field of the default takes it away.',
  ],
  ['livenessProbe', 'Tells when the container has to be restarted. `null` in the place of a field of the default takes it away.'],
  ['readinessProbe', 'Tells when the container can be asked by others. `null` in the place of a field of the default takes it away.'],
] as const

const afterProbes = ['lifecycle', 'resources', 'securityContext', 'volumeMounts', 'volumeDevices']
