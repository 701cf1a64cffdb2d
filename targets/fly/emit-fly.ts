import type { Plan } from '../../src/plan/plan.js'
import { toToml } from '../../src/print/to-toml.js'
import { headerOf } from '../header.js'
import type { Artifact, EmitContext } from '../target.js'
import type { FlyApp, FlyDraft } from './apps/fly-draft.js'
import { makeApps } from './apps/make-apps.js'

/** Gives the files of a plan for Fly.io: a folder for each app, with its fly.toml and what that names. */
export function emitFly(plan: Plan, context: EmitContext): readonly Artifact[] {
  const draft = makeApps(plan, context)
  return draft.apps.flatMap((app) => filesOf(draft, app))
}

function filesOf(
  { plan, applications, context }: FlyDraft,
  { folder, application, notes, toml, machine, files }: FlyApp,
): readonly Artifact[] {
  const own = applications.get(application)
  const about = own?.version === undefined && own?.description === undefined ? [] : [aboutOf(own.name, own.version, own.description)]
  const header = [headerOf(own === undefined ? plan.applications : [own], context), ...about, ...notes].map(printable).join('\n')
  const local = [...new Map(files.map((file) => [file.path, file])).values()]
  return [
    { path: `${folder}/fly.toml`, text: toToml(toml, { header }), content: toml },
    ...(machine === undefined
      ? []
      : [{ path: `${folder}/machine.json`, text: `${JSON.stringify(machine, undefined, 2)}\n`, content: machine }]),
    ...local.map(({ path, text }) => ({ path: `${folder}/${path}`, text })),
  ]
}

function aboutOf(name: string, version: string | undefined, description: string | undefined): string {
  return [[name, version].filter((word) => word !== undefined).join(' '), description].filter((text) => text !== undefined).join(': ')
}

/** A comment of TOML has no control characters. */
function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
