import { compareText } from '../../diagnostic.js'
import type { Application } from '../../generated/application.js'
import { isShared } from '../../lattice/is-shared.js'
import { compareValues, type FieldChange, type Step } from './compare-values.js'

/** `added` and `removed` are said of the whole, which then has no fields. */
export type Kind = 'added' | 'removed' | 'changed'

export interface LinkDiff {
  /** What it leads to, and by which interfaces and name where that is said: `cache by wasi:keyvalue as sessions`. */
  readonly link: string
  readonly change: Kind
  /** Paths begin in the link's properties. */
  readonly fields: readonly FieldChange[]
}

export interface ComponentDiff {
  readonly component: string
  readonly change: Kind
  /** Of a component that is there before and after; paths begin in the component, and what is said in links is not among them. */
  readonly fields: readonly FieldChange[]
  readonly links: readonly LinkDiff[]
}

export interface ApplicationDiff {
  readonly application: string
  readonly change: Kind
  /** Whether its components may be referred to; absent where it is not there. */
  readonly shared: { readonly before?: boolean; readonly after?: boolean }
  /** What is said beside components: metadata, policies. */
  readonly fields: readonly FieldChange[]
  /** Sorted by name. */
  readonly components: readonly ComponentDiff[]
}

/** Gives how two states of an application differ; nothing where they say the same. */
export function diffApplications(before: Application | undefined, after: Application | undefined): ApplicationDiff | undefined {
  const name = (after ?? before)?.metadata.name
  if (name === undefined) return undefined
  const shared = { ...(before && { before: isShared(before) }), ...(after && { after: isShared(after) }) }
  if (before === undefined || after === undefined) {
    const change = before === undefined ? 'added' : 'removed'
    const components = (after ?? before)?.spec.components.map(({ name: component }) => whole(component, change)) ?? []
    return { application: name, change, shared, fields: [], components: components.sort(byComponent) }
  }
  const changes = compareValues(before, after)
  if (changes.length === 0) return undefined
  const own = changes.filter(({ path }) => !isOfComponent(path))
  const byName = new Map<string, FieldChange[]>()
  for (const change of changes) {
    const component = isOfComponent(change.path) ? change.path[2]?.name : undefined
    if (component !== undefined) byName.set(component, [...(byName.get(component) ?? []), change])
  }
  const components = [...byName].map(([component, fields]) => componentDiff(component, fields)).sort(byComponent)
  return { application: name, change: 'changed', shared, fields: own, components }
}

/** `spec.components[name]`, where the components have names that tell them apart. */
function isOfComponent(path: readonly Step[]): boolean {
  return path.length > 2 && path[0]?.name === 'spec' && path[1]?.name === 'components'
}

function componentDiff(component: string, changes: readonly FieldChange[]): ComponentDiff {
  const [first] = changes
  if (first !== undefined && first.path.length === 3) return whole(component, first.before === undefined ? 'added' : 'removed')
  const fields: FieldChange[] = []
  const links = new Map<string, FieldChange[]>()
  for (const { path, ...values } of changes) {
    const inner = path.slice(3)
    const [traits, trait] = inner
    if (traits?.name === 'traits' && trait?.isItem === true && trait.name.startsWith('link ')) {
      const name = trait.name.slice('link '.length)
      const rest = inner.slice(2)
      links.set(name, [...(links.get(name) ?? []), { path: rest[0]?.name === 'properties' ? rest.slice(1) : rest, ...values }])
    } else fields.push({ path: inner, ...values })
  }
  return { component, change: 'changed', fields, links: [...links].map(linkDiff) }
}

function linkDiff([link, fields]: readonly [string, readonly FieldChange[]]): LinkDiff {
  const [first] = fields
  if (first === undefined || first.path.length > 0 || (first.before !== undefined && first.after !== undefined))
    return { link, change: 'changed', fields }
  return { link, change: first.before === undefined ? 'added' : 'removed', fields: [] }
}

function whole(component: string, change: Kind): ComponentDiff {
  return { component, change, fields: [], links: [] }
}

function byComponent(a: ComponentDiff, b: ComponentDiff): number {
  return compareText(a.component, b.component)
}
