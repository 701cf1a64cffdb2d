import type { ApplicationRecord, VersionRecord } from '../../src/generated/lattice-record.js'
import type { Decision } from '../../src/lifecycle/decision.js'
import type { State, World } from './model.js'
import { made } from './records.js'

/** Gives the records of a state, with a field at every level that nobody knows. */
export function recordsOf(world: World, { deployed, weak }: State): Map<string, ApplicationRecord> {
  return new Map(
    Object.entries(world).map(([name, versions]) => {
      const retained = weak
        .filter(({ application }) => application === name)
        .map(({ component, version }) => ({ component, version, future: `${component}@${version}` }))
      const record: ApplicationRecord = {
        format: 1,
        name,
        ...(deployed[name] !== undefined && { deployed: deployed[name] }),
        ...(retained.length > 0 && { retained }),
        versions: Object.entries(versions).map(([version, { shared, components }]) =>
          withFuture(
            made(
              name,
              version,
              components.map(({ name: own, kind, uses, links }) => ({
                name: own,
                kind: kind as 'container',
                links,
                ...(uses && { uses: uses.join('/') }),
              })),
              shared,
            ),
          ),
        ),
        future: { of: name },
      }
      return [name, record]
    }),
  )
}

function withFuture(version: VersionRecord): VersionRecord {
  const { outline } = version
  const components = outline.components.map((one) => ({ ...one, future: 1, links: one.links.map((link) => ({ ...link, future: 2 })) }))
  return { ...version, future: [version.version], outline: { ...outline, future: null, components } }
}

/** Gives what records say, as a state of the model. */
export function stateOf(records: ReadonlyMap<string, ApplicationRecord>): State {
  const all = [...records.values()]
  return {
    deployed: Object.fromEntries(all.flatMap(({ name, deployed }) => (deployed === undefined ? [] : [[name, deployed]]))),
    weak: all.flatMap(({ name: application, retained = [] }) =>
      retained.map(({ component, version }) => ({ application, component, version })),
    ),
  }
}

/** Gives the records after a decision. */
export function afterwards(
  records: ReadonlyMap<string, ApplicationRecord>,
  { records: changed }: Decision,
): Map<string, ApplicationRecord> {
  const next = new Map(records)
  for (const [name, record] of changed) {
    if (record === undefined) next.delete(name)
    else next.set(name, record)
  }
  return next
}
