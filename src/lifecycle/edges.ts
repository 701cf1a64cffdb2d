import type { ComponentOutline } from '../generated/lattice-record.js'
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

/** Gives what an instance needs of other applications. A reference to a component of its own application counts as a link: nobody else is served by it. */
export function crossing(instance: Instance): Edge | undefined {
  const uses = instance.outline?.uses
  if (uses === undefined || uses.application === instance.application) return undefined
  return { from: instance, kind: 'uses', ...pick(uses), application: uses.application }
}

/** Gives what an instance needs within its application, in the order of the manifest. */
export function within(instance: Instance): Edge[] {
  const { application, outline } = instance
  if (outline === undefined) return []
  const { uses, links } = outline
  const own = links.map(
    (link): Edge => ({ from: instance, kind: 'link', application, component: link.to, line: link.line, column: link.column }),
  )
  return uses?.application === application ? [{ from: instance, kind: 'uses', application, ...pick(uses) }, ...own] : own
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

function pick({ component, line, column }: NonNullable<ComponentOutline['uses']>): Pick<Edge, 'component' | 'line' | 'column'> {
  return { component, line, column }
}
