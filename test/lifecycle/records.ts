import type { ApplicationRecord, ComponentOutline, VersionRecord } from '../../src/generated/lattice-record.js'

/** A component of a made-up version: what it refers to (`application/component`) and what it links to. */
export interface Made {
  readonly name: string
  readonly kind?: ComponentOutline['kind']
  readonly uses?: string
  readonly links?: readonly string[]
}

/** Makes the record of a version, each entry on a line of its own: the reference of the n-th component on line 10 n, its links on the lines after it. */
export function made(application: string, version: string, components: readonly Made[], shared = true): VersionRecord {
  return {
    version,
    content: `content of ${application} ${version}`,
    text: `text of ${application} ${version}`,
    file: `${application}.yaml`,
    line: 1,
    at: '2026-01-01T00:00:00Z',
    actor: 'somebody',
    outline: {
      shared,
      components: components.map(({ name, kind = 'container', uses, links = [] }, index) => {
        const [to = '', component = ''] = uses?.split('/') ?? []
        return {
          name,
          kind,
          ...(uses !== undefined && { uses: { application: to, component, line: 10 * index + 10, column: 9 } }),
          links: links.map((link, at) => ({ to: link, line: 10 * index + 11 + at, column: 13 })),
        }
      }),
      claims: [],
    },
  }
}

/** Makes records; the first version of each is deployed, unless something else is said. */
export function lattice(
  ...all: readonly { name: string; versions: readonly VersionRecord[]; deployed?: string | null; rest?: object }[]
): Map<string, ApplicationRecord> {
  return new Map(
    all.map(({ name, versions, deployed = versions[0]?.version, rest = {} }) => [
      name,
      { format: 1, name, ...(typeof deployed === 'string' && { deployed }), versions: [...versions], ...rest },
    ]),
  )
}
