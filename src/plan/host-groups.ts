import { compareText } from '../diagnostic.js'
import type { Id } from '../lattice/lattice.js'
import type { HostGroup, WasmWorkload } from './plan.js'
import type { Trace, Traced } from './trace.js'

type Labels = Readonly<Record<string, string>>

interface Group {
  /** Sorted labels as text: what tells groups apart. */
  readonly key: string
  readonly labels: readonly Labels[]
  readonly workloads: Set<Id>
}

/**
 * Gives the wasmCloud hosts that the workloads need: one group for each distinct set of requirements of a spread that gets an instance, sorted by name.
 * A host belongs to a spread where every requirement is among its labels (wadm 0.21 scaler/spreadscaler/mod.rs), so that a group carries its set as labels.
 */
export function planHostGroups(trace: Trace, workloads: readonly WasmWorkload[]): readonly HostGroup[] {
  const groups = new Map<string, Group>()
  for (const { id, scalers } of workloads) {
    for (const { requirements, instances } of scalers.flatMap(({ placement }) => placement)) {
      if (instances === 0) continue
      const key = JSON.stringify(sorted(requirements))
      const group = groups.get(key) ?? { key, labels: [], workloads: new Set<Id>() }
      groups.set(key, { ...group, labels: [...group.labels, requirements], workloads: group.workloads.add(id) })
    }
  }
  const named = nameGroups([...groups.values()].sort((a, b) => compareText(a.key, b.key)))
  return named
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, group]) => ({ name, labels: labelsOf(trace, group), workloads: [...group.workloads].sort(compareText) }))
}

/** Each label came from all the spreads that ask for it. */
function labelsOf(trace: Trace, { labels }: Group): Labels {
  const entries = sorted(labels[0] ?? {}).map(([key, value]): [string, Traced<string>] => [
    key,
    trace.join(value, ...labels.map((requirements) => trace.held(requirements, key))),
  ])
  return trace.build<Record<string, string>>(Object.fromEntries(entries))
}

/** Where values alone do not tell groups apart, their keys come in; a number is the last resort. */
function nameGroups(groups: readonly Group[]): [string, Group][] {
  const short = groups.map(({ labels }) => nameOf(sorted(labels[0] ?? {}).map(([, value]) => value)))
  const taken = new Set<string>(['default'])
  return groups.map((group, index): [string, Group] => {
    const entries = sorted(group.labels[0] ?? {})
    if (entries.length === 0) return ['default', group]
    const name = short[index] ?? ''
    const isClear = name !== '' && name !== 'default' && short.filter((other) => other === name).length === 1
    return [unique(isClear ? name : nameOf(['hosts', ...entries.flat()]), taken), group]
  })
}

function nameOf(words: readonly string[]): string {
  return words
    .map((word) =>
      word
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-|-$/g, ''),
    )
    .filter((word) => word !== '')
    .join('-')
}

function unique(name: string, taken: Set<string>): string {
  let free = name
  for (let number = 2; taken.has(free); number++) free = `${name}-${number}`
  taken.add(free)
  return free
}

function sorted(labels: Labels): [string, string][] {
  return Object.entries(labels).sort(([a], [b]) => compareText(a, b))
}
