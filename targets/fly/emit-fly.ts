import type { Plan } from '../../src/plan/plan.js'
import { toToml } from '../../src/print/to-toml.js'
import { headerOf } from '../header.js'
import type { Artifact, EmitContext } from '../target.js'
import type { FlyApp } from './apps/fly-draft.js'
import { makeApps } from './apps/make-apps.js'

/** Gives the files of a plan for Fly.io: a folder with a fly.toml for each app. */
export function emitFly(plan: Plan, context: EmitContext): readonly Artifact[] {
  const draft = makeApps(plan, context)
  const header = headerOf(plan.applications, context)
  return draft.apps.map((app) => fileOf(app, header))
}

function fileOf({ folder, toml }: FlyApp, header: string): Artifact {
  return { path: `${folder}/fly.toml`, text: toToml(toml, { header }), content: toml }
}
