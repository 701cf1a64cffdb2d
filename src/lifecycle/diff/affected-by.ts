import { compareText, type Span } from '../../diagnostic.js'
import { isShared } from '../../lattice/is-shared.js'
import type { Id, Lattice } from '../../lattice/lattice.js'
import type { ApplicationDiff } from './diff-applications.js'

/** What becomes of a component that others refer to. */
export type Effect = 'changed' | 'removed' | 'not shared any more' | 'of another kind'

/** A reference of an application that stays as it is to something that changes or goes. */
export interface Affected {
  readonly application: string
  /** The component that is the reference. */
  readonly component: string
  /** What it refers to (`application/component`). */
  readonly needs: Id
  /** The component that is different: `needs` itself, or what it links or refers to. */
  readonly because: Id
  /** What becomes of that. */
  readonly effect: Effect
  readonly span: Span
}

/** Gives the blast radius: every reference of other applications to what differs, or to what needs it, over any number of steps; sorted. */
export function affectedBy(diffs: readonly ApplicationDiff[], before: Lattice, after: Lattice): Affected[] {
  const given = new Set(diffs.map(({ application }) => application))
  const causes = new Map<Id, { readonly effect: Effect; readonly because: Id }>()
  for (const diff of diffs) for (const id of touched(diff, before)) causes.set(id, { effect: effectOn(id, before, after), because: id })
  const found: Affected[] = []
  // whoever is reached is added, and visited as well
  for (const [id, { effect, because }] of causes) {
    for (const { from, kind, place } of before.incoming.get(id) ?? []) {
      const user = before.nodes.get(from)
      if (user === undefined) continue
      if (kind === 'uses' && !given.has(user.application)) {
        const { document } = user.manifest
        found.push({
          application: user.application,
          component: user.name,
          needs: id,
          effect,
          because,
          span: document.at(place.parent, place.key),
        })
      }
      if (!causes.has(from)) causes.set(from, { effect, because })
    }
  }
  return found.sort((a, b) => compareText(a.application, b.application) || compareText(a.component, b.component))
}

/** Components that are different or go; all of them where what is said of the whole application is different, its annotations and labels aside. */
function touched({ application, change, shared, fields, components }: ApplicationDiff, before: Lattice): Id[] {
  const isOfAll =
    change === 'removed' ||
    (shared.before === true && shared.after === false) ||
    fields.some(({ path }) => !(path[0]?.name === 'metadata' && (path[1]?.name === 'annotations' || path[1]?.name === 'labels')))
  const all = before.applications.get(application)?.app.spec.components.map(({ name }) => name) ?? []
  const names = isOfAll ? all : components.filter((own) => own.change !== 'added').map(({ component }) => component)
  return names.map((name) => `${application}/${name}`)
}

function effectOn(id: Id, before: Lattice, after: Lattice): Effect {
  const [old, fresh] = [before.nodes.get(id), after.nodes.get(id)]
  if (fresh === undefined) return 'removed'
  if (old !== undefined && old.kind !== fresh.kind) return 'of another kind'
  return old !== undefined && isShared(old.manifest.app) && !isShared(fresh.manifest.app) ? 'not shared any more' : 'changed'
}
