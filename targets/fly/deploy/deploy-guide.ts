import { headerOf } from '../../header.js'
import type { FlyApp, FlyDraft } from '../apps/fly-draft.js'
import { wavesOf } from './waves-of.js'

/** Gives `deploy.md`: what whoever deploys has to have, what the scripts make of it, and in which order. */
export function deployGuide(draft: FlyDraft): string {
  const { apps, plan, context } = draft
  return context.prose('deploy', {
    header: headerOf(plan.applications, context),
    variables: variablesOf(apps),
    hasSecrets: apps.some(({ secrets }) => secrets.length > 0),
    hasVolumes: apps.some(({ volumes }) => volumes.length > 0),
    apps: apps.map((app) => ({
      name: app.name,
      folder: app.folder,
      machines: machinesOf(app),
      addresses: app.addresses.map((address) => addressWords[address]).join(', ') || 'none',
      volumes: app.volumes.map(({ name, size, count }) => `${count} × ${name}, ${size} GB`).join(', ') || 'none',
    })),
    waves: wavesOf(draft).map((wave, index) => ({ number: index + 1, apps: wave.map(({ name }) => name).join(', ') })),
    tasks: tasksOf(apps),
    certificates: apps.flatMap(({ name, certificates }) => certificates.map((host) => ({ host, app: name }))),
  })
}

const addressWords: Readonly<Record<FlyApp['addresses'][number], string>> = {
  shared_v4: 'public IPv4 (shared)',
  v6: 'public IPv6',
  dedicated_v4: 'public IPv4 (dedicated, has its price)',
  private: 'Flycast (private)',
}

function variablesOf(apps: readonly FlyApp[]): readonly { readonly name: string; readonly what: string }[] {
  const secrets = new Map<string, Set<string>>()
  for (const { name, secrets: own } of apps)
    for (const { variable } of own) secrets.set(variable, (secrets.get(variable) ?? new Set()).add(name))
  const isRegionless = apps.some(({ toml }) => toml.primary_region === undefined)
  const hasVolumes = apps.some(({ toml, volumes }) => toml.primary_region === undefined && volumes.length > 0)
  const hasRuns = apps.some(({ runs }) => runs?.kind === 'once')
  return [
    { name: 'FLY_ORG', what: 'organisation that has the apps, such as `personal`' },
    ...(isRegionless
      ? [
          {
            name: 'PRIMARY_REGION',
            what: `region of the machines, such as \`fra\`${hasVolumes ? '' : '; without it flyctl takes the nearest'}`,
          },
        ]
      : []),
    ...(hasRuns ? [{ name: 'TASK_TIMEOUT', what: 'seconds that a task may take, 3600 where it is not set' }] : []),
    ...[...secrets].map(([name, users]) => ({ name, what: `secret of ${[...users].join(', ')}` })),
  ]
}

function machinesOf({ counts, regions, runs }: FlyApp): string {
  const spread = regions.length === 0 ? '' : ` in ${regions.join(', ')}`
  if (runs?.kind === 'schedule') return `1, started ${runs.schedule}`
  if (runs?.kind === 'once') return `${counts['app'] ?? 1}, to the end`
  return `${Object.entries(counts)
    .map(([group, count]) => (group === 'app' ? String(count) : `${group} ${count}`))
    .join(', ')}${spread}`
}

function tasksOf(apps: readonly FlyApp[]): readonly string[] {
  const named = (kind: 'once' | 'schedule'): string =>
    apps
      .filter(({ runs }) => runs?.kind === kind)
      .map(({ name }) => name)
      .join(', ')
  const [once, clock] = [named('once'), named('schedule')]
  return [
    ...(once === ''
      ? []
      : [
          `At each deployment, in their place of the order, run to their end: ${once}. One that fails ends the script, and its machine stays for \`fly logs\`.`,
        ]),
    ...(clock === '' ? [] : [`Fly.io starts by the clock: ${clock}. They run for the first time when their machine is made.`]),
  ]
}
