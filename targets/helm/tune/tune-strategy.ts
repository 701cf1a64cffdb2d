import { mapAt } from '../template/edit-template.js'
import { modelSchema } from '../values/model-schema.js'
import type { Component } from './component.js'
import { tuneBlock } from './tune-block.js'

/** Makes how new pods take the place of old ones a value. */
export function tuneStrategy(component: Component): void {
  const kind = component.work?.placed.object.kind
  const spec = mapAt(component.work?.body, 'spec')
  const found = fields.find((candidate) => candidate.kind === kind)
  if (spec === undefined || found === undefined) return
  tuneBlock(component, spec, found.field, {
    path: ['updateStrategy'],
    comment: `How new pods take the place of old ones (\`${found.field}\` of the ${found.kind}). A field of the default goes by \`null\`.`,
    schema: modelSchema(found.model),
    empty: {},
    before: ['selector', 'serviceName'],
  })
}

const fields = [
  { kind: 'Deployment', field: 'strategy', model: 'V1DeploymentStrategy' },
  { kind: 'StatefulSet', field: 'updateStrategy', model: 'V1StatefulSetUpdateStrategy' },
  { kind: 'DaemonSet', field: 'updateStrategy', model: 'V1DaemonSetUpdateStrategy' },
]
