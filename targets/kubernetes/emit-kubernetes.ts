import type { Plan } from '../../src/plan/plan.js'
import { toYaml } from '../../src/print/to-yaml.js'
import { headerOf } from '../header.js'
import type { Artifact, EmitContext } from '../target.js'
import { filePaths } from './file-paths.js'
import { fluxKustomizations } from './flux-kustomizations.js'
import { kustomizations } from './kustomizations.js'
import { makeNamespaces } from './make-namespaces.js'
import { makeObjects } from './objects/make-objects.js'
import { operatorValuesFile } from './objects/wasmcloud2/operator-values.js'

/** Gives one file for each object, `<application>/<component>/<kind>.yaml`, and the kustomizations that name them. */
export function emitKubernetes(plan: Plan, context: EmitContext): readonly Artifact[] {
  const draft = makeObjects(plan, context)
  const ofAll = headerOf(plan.applications, context)
  const headers = new Map(plan.applications.map((application) => [application.name, headerOf([application], context)]))
  const artifactOf = (path: string, content: object, header = ofAll): Artifact => ({ path, text: toYaml(content, { header }), content })
  const objects = draft.objects.filter(({ hook }) => hook?.isChartOnly !== true)
  const files = filePaths({ ...draft, objects: [...makeNamespaces(draft), ...objects] })
  return [
    ...kustomizations(draft, files).map(({ path, content, chart }) => artifactOf(path, content, headers.get(chart))),
    ...[...fluxKustomizations(draft)].map(([path, kustomization]) => artifactOf(path, kustomization)),
    ...operatorValuesFile(draft, ofAll),
    ...files.map(({ chart, path, object, isGiven }) => {
      const { content, ...file } = artifactOf(path, object, headers.get(chart))
      // what a manifest brings was judged there
      return isGiven ? file : { ...file, content: object }
    }),
  ]
}
