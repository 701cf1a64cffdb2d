import { printScript, type ScriptSection } from '../../shell/print-script.js'
import type { ShellWord } from '../../shell/shell-word.js'
import type { FlyApp, FlyDraft, FlySecret } from '../apps/fly-draft.js'
import { addressKind } from './address-kind.js'
import { nameOfRun } from './name-of-run.js'
import { regionOf } from './region-of.js'
import { runImage } from './run-image.js'
import { scriptHeader } from './script-header.js'
import { wavesOf } from './waves-of.js'

/** Gives `deploy.sh`: what fly.toml cannot hold (apps, secrets, addresses, certificates, volumes, counts), and the deployments in the order of the links. It may run again at any time. */
export function deployScript(draft: FlyDraft): string {
  const { apps, context } = draft
  const waves = wavesOf(draft)
  const one = (title: string, calls: readonly (readonly ShellWord[])[]): readonly ScriptSection[] =>
    calls.length === 0 ? [] : [{ title, calls }]
  return printScript({
    header: scriptHeader(draft, 'Deploys all apps, and may run again at any time.'),
    library: [context.script('common.sh'), context.script('deploy.sh')],
    sections: [
      { title: 'What has to be there.', calls: [...needs(draft), ['check']] },
      { title: 'Apps.', calls: apps.map(({ name }) => ['create_app', name]) },
      ...one(
        'Secrets.',
        apps.flatMap(({ name, secrets }) =>
          secrets.length === 0
            ? []
            : [['set_secrets', name, ...once(secrets).flatMap((own) => [own.name, own.variable, own.isFile ? 'file' : 'text'])]],
        ),
      ),
      ...one(
        'Addresses and certificates.',
        apps.flatMap(({ name, addresses, certificates, runs }) => [
          ...(runs === undefined ? [['allocate', name, ...addresses.map(addressKind)]] : []),
          ...(certificates.length === 0 ? [] : [['certify', name, ...certificates]]),
        ]),
      ),
      ...one(
        'Volumes.',
        apps.flatMap((app) =>
          app.volumes.map((volume) => [
            'create_volumes',
            app.name,
            volume.name,
            String(volume.size),
            String(volume.count),
            ...(app.regions.length === 0 ? [regionOf(app)] : app.regions),
          ]),
        ),
      ),
      ...waves.map((wave, index) => ({
        title: `Wave ${index + 1} of ${waves.length}: ${wave.map(({ name }) => name).join(', ')}.`,
        calls: wave.flatMap((app) => (app.runs === undefined ? deployed(app) : [ran(app)])),
      })),
      { title: 'Done.', calls: [['echo', 'all is deployed']] },
    ],
  })
}

function needs({ apps }: FlyDraft): readonly (readonly ShellWord[])[] {
  const isRegionless = apps.some((app) => app.volumes.length > 0 && app.regions.length === 0 && app.toml.primary_region === undefined)
  return [
    ['need_tools'],
    ['need', 'FLY_ORG', 'the organisation that has the apps, such as personal'],
    ...(isRegionless ? [['need', 'PRIMARY_REGION', 'the region of volumes, such as fra']] : []),
    ...apps.flatMap(({ name, secrets }) => once(secrets).map((secret) => ['need_secret', name, secret.name, secret.variable])),
  ]
}

/** A secret that several containers have is one of the app. */
function once(secrets: readonly FlySecret[]): readonly FlySecret[] {
  return [...new Map(secrets.map((secret) => [secret.name, secret])).values()]
}

function deployed(app: FlyApp): readonly (readonly ShellWord[])[] {
  const { name, folder, toml, counts, regions } = app
  const groups = Object.entries(counts).map(([group, count]) => `${group}=${count}`)
  return [
    ['deploy_app', folder, ...(toml.primary_region === undefined ? [regionOf(app)] : [])],
    ['scale_app', name, regions.join(','), ...groups],
  ]
}

/** Gives the seconds that a task may take; empty where whoever deploys decides. */
function limitOf({ runs }: FlyApp): string {
  return runs?.kind === 'once' && runs.deadline !== undefined ? String(runs.deadline) : ''
}

function ran(app: FlyApp): readonly ShellWord[] {
  const { name, folder, runs, counts } = app
  return runs?.kind === 'schedule'
    ? ['schedule_task', name, folder, nameOfRun(app), regionOf(app), runImage(app)]
    : ['run_task', name, folder, String(counts['app'] ?? 1), limitOf(app), regionOf(app), runImage(app)]
}
