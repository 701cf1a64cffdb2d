import { compareText, type Span } from '../../../diagnostic.js'
import type { Lattice } from '../../../lattice/lattice.js'
import { referencesOf } from '../../../lattice/references-of.js'
import { stronglyConnected } from '../../../lattice/strongly-connected.js'
import type { LatticeRule } from '../rule.js'
import { compareSpans } from './collisions.js'
import { application, component, documents, reference, sharedApplication } from './snippets.js'

/** Applications use each other in one direction (wadm 0.21 server, deploy). */
export const cycle: LatticeRule = {
  code: 'lattice/cycle',
  severity: 'error',
  scope: 'lattice',
  summary: 'applications do not refer to each other in a circle',
  why: 'wadm 0.21 deploys an application only when those that it refers to are deployed, so that none of the circle could be the first, and none could be removed before the others.',
  bad: documents(
    sharedApplication('orders', component('worker', 'queue'), reference('worker', 'mailer', 'mail/mailer')),
    sharedApplication('mail', component('worker', 'mailer'), reference('worker', 'queue', 'orders/queue')),
  ),
  good: documents(
    sharedApplication('orders', component('worker', 'queue')),
    application('mail', component('worker', 'mailer'), reference('worker', 'queue', 'orders/queue')),
  ),
  check(lattice, say) {
    for (const path of cyclesOf(usesOf(lattice))) {
      const [first, ...others] = path
      if (first === undefined) continue
      const names = [...path.map(({ from }) => from), first.from]
      say({
        message:
          path.length === 1
            ? `application \`${first.from}\` refers to itself`
            : `applications refer to each other in a circle: ${names.map((name) => `\`${name}\``).join(' → ')}`,
        span: first.span(),
        ...(others.length > 0 && {
          label: 'the circle begins here',
          related: others.map(({ from, to, span }) => ({ span: span(), message: `\`${from}\` refers to \`${to}\` here` })),
        }),
        help: path.length === 1 ? 'link to the component by its own name' : 'move what both sides need into an application of its own',
      })
    }
  },
}

/** An application that refers to another: by one of its references, the first. */
interface Use {
  readonly from: string
  readonly to: string
  span(): Span
}

/** Gives the uses of each application, in the order of their places. What has an unresolved reference is left out: it must be mended first, and may lead elsewhere then. */
function usesOf(lattice: Lattice): Map<string, Use[]> {
  const uses = new Map<string, Map<string, Use>>()
  const unresolved = new Set<string>()
  for (const { node, entry, target } of referencesOf(lattice)) {
    if (target === undefined) unresolved.add(node.application)
    const use = { from: node.application, to: entry.name, span: () => node.manifest.document.at(entry, 'name') }
    const known = uses.get(use.from) ?? new Map<string, Use>()
    const before = known.get(use.to)
    uses.set(use.from, known.set(use.to, before !== undefined && compareSpans(before.span(), use.span()) < 0 ? before : use))
  }
  for (const name of unresolved) uses.delete(name)
  return new Map([...uses].map(([name, known]) => [name, [...known.values()].sort((a, b) => compareSpans(a.span(), b.span()))]))
}

/** A tangle has more circles than anyone would read; what is left shows when these are mended. */
const mostRounds = 10

/** Gives circles that share no use: in each round the shortest through the first use of every strongly connected part. */
function cyclesOf(uses: Map<string, Use[]>): Use[][] {
  const found: Use[][] = []
  for (let round = 0; round < mostRounds; round++) {
    const parts = stronglyConnected([...uses.keys()].sort(compareText), (name) => (uses.get(name) ?? []).map(({ to }) => to))
    const paths = parts.map((part) => shortestCycle(new Set(part), uses)).filter((path) => path.length > 0)
    if (paths.length === 0) break
    found.push(...paths)
    const mended = new Set(paths.flat())
    for (const [name, list] of uses)
      uses.set(
        name,
        list.filter((use) => !mended.has(use)),
      )
  }
  return found
}

/** Gives the shortest circle through the first use (by place) within a part; empty where the part has none. */
function shortestCycle(part: ReadonlySet<string>, uses: ReadonlyMap<string, readonly Use[]>): Use[] {
  const within = (name: string): Use[] => (uses.get(name) ?? []).filter(({ to }) => part.has(to))
  const [first] = [...part].flatMap((name) => within(name).slice(0, 1)).sort((a, b) => compareSpans(a.span(), b.span()))
  if (first === undefined) return []
  const reachedBy = new Map<string, Use>()
  const queue = [first.to]
  for (const name of queue) {
    if (reachedBy.has(first.from) || first.to === first.from) break
    for (const use of within(name)) {
      if (reachedBy.has(use.to) || use.to === first.to) continue
      reachedBy.set(use.to, use)
      queue.push(use.to)
    }
  }
  const back: Use[] = []
  for (let use = first.to === first.from ? undefined : reachedBy.get(first.from); use !== undefined; use = reachedBy.get(use.from))
    back.unshift(use)
  return [first, ...back]
}
