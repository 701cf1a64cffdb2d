import type { ApplicationRecord, LatticeEvent } from '../generated/lattice-record.js'

/**
 * Gives the version to which a rollback leads: the one that was deployed before the deployed one, or the last one where none is deployed now. A rollback takes back the deploy
 * before it, so that the next one leads further back and never to what was just left. Versions that are no longer stored are passed over.
 */
export function formerVersion({ deployed, versions }: ApplicationRecord, events: readonly LatticeEvent[]): string | undefined {
  const stored = new Set(versions.map(({ version }) => version))
  const stack: string[] = []
  for (const { act, version } of events) {
    if (version === undefined) continue
    if (act === 'deploy' && stack.at(-1) !== version) stack.push(version)
    if (act !== 'rollback') continue
    const at = stack.lastIndexOf(version)
    if (at < 0) stack.push(version)
    else stack.length = at + 1
  }
  const known = stack.filter((version) => stored.has(version))
  if (deployed === undefined) return known.at(-1)
  const at = known.lastIndexOf(deployed)
  return at < 0 ? known.at(-1) : known.slice(0, at).findLast((version) => version !== deployed)
}
