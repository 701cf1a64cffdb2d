import type { Workload } from '../../../../src/plan/plan.js'
import { linkNotes } from '../../../link-notes.js'
import { someOf } from '../../../some.js'

type Labelled = Pick<Workload, 'application' | 'name' | 'labels' | 'annotations' | 'bindings'>

/** A tag of a resource of AWS (ECS API, Tag). */
export interface Tag {
  readonly key: string
  readonly value: string
}

/** Most tags that a resource may have (ECS API, Tag). */
export const mostTags = 50

/** Gives the tags of a workload: which application and component it is (the names are KubeVela's), and those of the manifest's labels that a tag can hold. */
export function tagsOf(workload: Labelled): readonly Tag[] {
  return Object.entries(labelsOf(workload))
    .filter(([key, value]) => isTag(key, value))
    .slice(0, mostTags)
    .map(([key, value]) => ({ key, value }))
}

/** Gives the labels of a container (ECS API, ContainerDefinition `dockerLabels`): annotations, labels that no tag can hold, and which configuration links give. */
export function dockerLabels(workload: Labelled): Readonly<Record<string, string>> | undefined {
  const tagged = new Set(tagsOf(workload).map(({ key }) => key))
  const left = Object.entries(labelsOf(workload)).filter(([key]) => !tagged.has(key))
  return someOf(Object.fromEntries([...left, ...Object.entries(workload.annotations), ...Object.entries(linkNotes([workload]))]))
}

/** Gives the labels of a workload with those that say which it is. */
export function labelsOf({ application, name, labels }: Labelled): Readonly<Record<string, string>> {
  return { 'app.oam.dev/name': application, 'app.oam.dev/component': name, ...labels }
}

/** Tells whether a tag can hold an entry (ECS API, Tag): letters, digits, spaces and some signs, nothing that begins with `aws:`. */
export function isTag(key: string, value: string): boolean {
  return /^[\p{L}\p{Z}\p{N}_.:/=+@-]{1,128}$/u.test(key) && /^[\p{L}\p{Z}\p{N}_.:/=+@-]{0,256}$/u.test(value) && !/^aws:/i.test(key)
}
