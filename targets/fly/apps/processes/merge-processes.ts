import type { Id } from '../../../../src/lattice/lattice.js'
import { someOf } from '../../../some.js'
import type { FlyCheck, FlyToml } from '../../fly-toml.js'
import type { FlyApp, FlyDraft } from '../fly-draft.js'
import { commandLine } from './command-line.js'

/** Makes one app of those that share an image: each was made as if it were alone, and becomes a group of processes with sections of its own (fly.toml, `processes`). */
export function mergeProcesses({ apps, groups }: FlyDraft): void {
  const leads = new Map<Id, FlyApp[]>()
  for (const app of apps) {
    const lead = app.ids[0] === undefined ? undefined : groups.get(app.ids[0])?.lead
    if (lead !== undefined) leads.set(lead, [...(leads.get(lead) ?? []), app])
  }
  for (const members of leads.values()) {
    const named = members.map((app) => ({ app, group: (app.ids[0] && groups.get(app.ids[0])?.group) ?? '' }))
    const at = apps.findIndex((app) => members.includes(app))
    apps.splice(at, 1, merged(named))
    for (const app of members) if (apps.includes(app)) apps.splice(apps.indexOf(app), 1)
  }
}

interface Member {
  readonly app: FlyApp
  readonly group: string
}

function merged(members: readonly Member[]): FlyApp {
  const [first] = members
  if (first === undefined) throw new RangeError('an app has a member at least')
  const ids = members.flatMap(({ app }) => app.ids)
  const each = <T>(list: (app: FlyApp) => readonly T[]): readonly T[] => [...new Set(members.flatMap(({ app }) => list(app)))]
  const secrets = new Map(members.flatMap(({ app }) => app.secrets.map((secret) => [secret.name, secret])))
  return {
    ...first.app,
    ids,
    toml: mergedToml(members, first.app.toml),
    files: each(({ files }) => files),
    notes: members.flatMap(({ app, group }) => [`Group \`${group}\`:`, ...app.notes]),
    secrets: [...secrets.values()],
    volumes: each(({ volumes }) => volumes),
    addresses: each(({ addresses }) => addresses),
    certificates: each(({ certificates }) => certificates),
    counts: Object.fromEntries(members.map(({ app, group }) => [group, app.counts['app'] ?? 1])),
    needs: each(({ needs }) => needs).filter((id) => !ids.includes(id)),
  }
}

/** A section without `processes` is that of the first group alone (flyctl, `Flatten`). */
function mergedToml(members: readonly Member[], first: FlyToml): FlyToml {
  const sections = <T extends object>(
    list: (toml: FlyToml) => readonly T[] | undefined,
  ): readonly (T & { readonly processes: readonly string[] })[] | undefined => {
    const all = members.flatMap(({ app, group }) => (list(app.toml) ?? []).map((section) => ({ ...section, processes: [group] })))
    return all.length === 0 ? undefined : all
  }
  const checks = members.flatMap(({ app, group }) =>
    Object.entries(app.toml.checks ?? {}).map(([name, check]): [string, FlyCheck] => [
      `${group}-${name}`,
      { ...check, processes: [group] },
    ]),
  )
  const entrypoint = first.experimental?.entrypoint
  const [httpService] = sections(({ http_service }) => http_service && [http_service]) ?? []
  return {
    ...first,
    experimental: entrypoint && { entrypoint },
    env: someOf(Object.fromEntries(members.flatMap(({ app }) => Object.entries(app.toml.env ?? {})))),
    processes: Object.fromEntries(members.map(({ app, group }) => [group, commandLine(app.toml.experimental?.cmd ?? [])])),
    http_service: httpService,
    services: sections(({ services }) => services),
    checks: someOf(Object.fromEntries(checks)),
    restart: sections(({ restart }) => restart),
    vm: sections(({ vm }) => vm),
    metrics: sections(({ metrics }) => metrics),
  }
}
