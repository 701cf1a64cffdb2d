import type { Instance } from './live.js'

/** What a running component needs of another one: its reference (`uses`), or a link or dependency within its application. */
export interface Edge {
  readonly from: Instance
  readonly kind: 'uses' | 'link'
  readonly application: string
  readonly component: string
  /** Where the entry stands, in the file of `from`'s version. */
  readonly line: number
  readonly column: number
}

/** Gives the reference of an instance. Checks object to one that leads to its own application; where it came in all the same, it holds what it leads to like others. */
export function useOf(instance: Instance): Edge | undefined {
  const uses = instance.outline?.uses
  if (uses === undefined) return undefined
  const { application, component, line, column } = uses
  return { from: instance, kind: 'uses', application, component, line, column }
}

/** Gives what an instance links to or waits for within its application, in the order of the manifest. */
export function linksOf(instance: Instance): Edge[] {
  const { application, outline } = instance
  return (outline?.links ?? []).map(({ to, line, column }) => ({ from: instance, kind: 'link', application, component: to, line, column }))
}

/** Tells whether what is there is what the edge leads to: a reference needs a shared application and its own kind, a link the kind that the name has in its own version. */
export function holds(edge: Edge, target: Instance | undefined): target is Instance {
  return target !== undefined && whyNot(edge, target) === undefined
}

/** Tells what is wrong with what an edge leads to. */
export function whyNot({ from, kind, application, component }: Edge, target: Instance): 'not-shared' | 'other-kind' | undefined {
  if (target.from === undefined || target.outline === undefined) return undefined
  if (kind === 'uses') {
    if (application !== from.application && !target.from.outline.shared) return 'not-shared'
    return from.outline?.kind === target.outline.kind ? undefined : 'other-kind'
  }
  if (target.version === from.version) return undefined
  const meant = from.from?.outline.components.find(({ name }) => name === component)
  return meant === undefined || meant.kind === target.outline.kind ? undefined : 'other-kind'
}
