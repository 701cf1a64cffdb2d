import type { ApplicationRecord } from '../../generated/lattice-record.js'
import type { Change, Snapshot } from '../store.js'

/**
 * Gives what is not as it should be after a change, one line for each application: somebody else changed it between mc's last look and its act, or right after it.
 * wadm has no compare-and-swap, so this is noticed afterwards, and cannot be kept out.
 */
export function interference(before: Snapshot, change: Change, after: ReadonlyMap<string, ApplicationRecord>): string[] {
  const names = new Set([...before.records.keys(), ...change.keys(), ...after.keys()])
  return [...names].sort().flatMap((name) => {
    const changed = change.get(name)
    const meant = changed === undefined ? before.records.get(name) : changed.record
    const [wanted, found] = [inWords(meant), inWords(after.get(name))]
    return wanted === found ? [] : [`somebody else changed \`${name}\` at the same time: it should be ${wanted}, and is ${found}`]
  })
}

function inWords(record: ApplicationRecord | undefined): string {
  if (record === undefined) return 'gone'
  const { deployed, retained = [], versions } = record
  const kept = retained.map(({ component, version }) => `\`${component}\` of ${version}`).sort()
  const runs = [
    ...(deployed === undefined ? [] : [`deployed at ${deployed}`]),
    ...(kept.length === 0 ? [] : [`kept with ${kept.join(', ')}`]),
  ]
  const listed = versions.map(({ version, content }) => `${version} (${content.slice(0, 8)})`)
  return `${runs.length === 0 ? 'not deployed' : runs.join(', ')} with the versions ${listed.join(', ')}`
}
