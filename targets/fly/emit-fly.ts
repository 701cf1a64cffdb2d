import type { ApplicationPlan, Plan } from '../../src/plan/plan.js'
import { toToml } from '../../src/print/to-toml.js'
import { headerOf } from '../header.js'
import type { Artifact, EmitContext } from '../target.js'
import type { FlyApp, FlyDraft } from './apps/fly-draft.js'
import { machineText } from './apps/machine/machine-text.js'
import { makeApps } from './apps/make-apps.js'
import { deployFiles } from './deploy/deploy-files.js'

/** Gives the files of a plan for Fly.io: a folder for each app, with its fly.toml and what that names, and the scripts that deploy them. */
export function emitFly(plan: Plan, context: EmitContext): readonly Artifact[] {
  const draft = makeApps(plan, context)
  return [...draft.apps.flatMap((app) => filesOf(draft, app)), ...deployFiles(draft)]
}

function filesOf(
  { plan, applications, context }: FlyDraft,
  { folder, application, notes, toml, machine, files, runs }: FlyApp,
): readonly Artifact[] {
  const own = applications.get(application)
  const about = own === undefined ? [] : [aboutOf(own)]
  const header = [headerOf(own === undefined ? plan.applications : [own], context), ...about, ...notes].map(printable).join('\n')
  const local = [...new Map(files.map((file) => [file.path, file])).values()]
  const run =
    machine === undefined || runs === undefined ? [] : [{ path: 'machine.json', text: `${machineText(machine)}\n`, content: machine }]
  return [
    { path: `${folder}/fly.toml`, text: toToml(toml, { header, literals: ['machine_config'] }), content: toml },
    ...run.map((file) => ({ ...file, path: `${folder}/${file.path}` })),
    ...local.map(({ path, text }) => ({ path: `${folder}/${path}`, text })),
  ]
}

function aboutOf({ name, version, shared, description }: ApplicationPlan): string {
  const words = ['Application', name, version, shared ? '(shared)' : undefined]
  return [words.filter((word) => word !== undefined).join(' '), description].filter((text) => text !== undefined).join(': ')
}

/** A comment of TOML has no control characters. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
