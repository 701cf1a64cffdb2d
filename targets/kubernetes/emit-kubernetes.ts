import type { Plan } from '../../src/plan/plan.js'
import { toYaml } from '../../src/print/to-yaml.js'
import { headerOf } from '../header.js'
import type { Artifact, EmitContext } from '../target.js'
import { filePaths } from './file-paths.js'
import { makeObjects } from './objects/make-objects.js'

/** Gives one file for each object, `<application>/<component>/<kind>.yaml`, and the kustomizations that name them. */
export function emitKubernetes(plan: Plan, context: EmitContext): readonly Artifact[] {
  const draft = makeObjects(plan, context)
  const headers = new Map(plan.applications.map((application) => [application.name, headerOf([application], context)]))
  const ofAll = headerOf(plan.applications, context)
  const objects = draft.objects.filter(({ hook }) => hook?.isChartOnly !== true)
  return filePaths({ ...draft, objects }).map(({ chart, path, object, isGiven }) => ({
    path,
    text: toYaml(object, { header: headers.get(chart) ?? ofAll }),
    // what a manifest brings was judged there
    ...(isGiven ? {} : { content: object }),
  }))
}
