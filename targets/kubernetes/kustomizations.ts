import { compareText } from '../../src/diagnostic.js'
import type { ApplicationPlan } from '../../src/plan/plan.js'
import { someOf } from '../some.js'
import type { FiledObject } from './file-paths.js'
import type { ObjectDraft } from './objects/object-draft.js'

/** A kustomization: what `kubectl apply -k` takes together (kustomize.config.k8s.io/v1beta1). */
export interface Kustomization {
  readonly apiVersion: 'kustomize.config.k8s.io/v1beta1'
  readonly kind: 'Kustomization'
  readonly metadata?: { readonly name: string; readonly annotations: Readonly<Record<string, string>> | undefined }
  readonly resources: readonly string[]
}

/** A kustomization and where it stands. */
export interface FiledKustomization {
  readonly path: string
  readonly content: Kustomization
  /** The application that it gathers; empty for the one that gathers all. */
  readonly chart: string
}

/** Gives a kustomization for all folders, and one for each folder, with what the manifest says of the application as a whole. */
export function kustomizations(draft: ObjectDraft, files: readonly FiledObject[]): readonly FiledKustomization[] {
  const folders = new Map<string, string[]>()
  for (const { chart, path } of files) {
    const paths = folders.get(chart) ?? []
    paths.push(path.slice(draft.chartNameOf(chart).length + 1))
    folders.set(chart, paths)
  }
  return [
    { path: 'kustomization.yaml', content: kustomization([...folders.keys()].map(draft.chartNameOf)), chart: '' },
    ...[...folders].map(([chart, paths]) => ({
      path: `${draft.chartNameOf(chart)}/kustomization.yaml`,
      content: kustomization(paths.sort(compareText), noteOf(draft.applications.get(chart))),
      chart,
    })),
  ]
}

function kustomization(resources: readonly string[], metadata?: Kustomization['metadata']): Kustomization {
  return { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization', ...(metadata && { metadata }), resources }
}

/** What concerns no single object; annotations and labels are on all of them. */
function noteOf(application: ApplicationPlan | undefined): Kustomization['metadata'] {
  if (application === undefined) return undefined
  const { name, description, shared } = application
  const annotations = someOf({
    ...(description !== undefined && { 'manifest-compiler.dev/description': description }),
    ...(shared && { 'manifest-compiler.dev/shared': 'true' }),
  })
  return annotations && { name, annotations }
}
