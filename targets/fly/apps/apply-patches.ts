import type { RuntimePatch } from '../../../src/plan/plan.js'
import { toToml } from '../../../src/print/to-toml.js'
import { mergePatch } from '../../merge-patch.js'
import { checkFlyToml } from '../check/check-fly-toml.js'
import { machineFindings } from '../check/machine-findings.js'
import type { FlyMachine } from '../fly-machine.js'
import type { FlyApp, FlyDraft } from './fly-draft.js'
import { machineText } from './machine/machine-text.js'

/** What a patch can change: an app's fly.toml, the configuration of its machines, a container in that. */
const kinds = ['app', 'machine', 'container'] as const

/**
 * Applies the patches of the `runtime` trait for Fly.io to the app of their workload, in the order of the plan. A kind is written in letters of either case, and `fly.toml` and `machine.json` mean those files.
 * A patch that matches nothing, or that makes something Fly.io would refuse, is an error at its line.
 */
export function applyPatches(draft: FlyDraft): void {
  for (const workload of draft.workloads.values())
    for (const patch of workload.runtime['fly'] ?? []) {
      const app = draft.apps.find(({ ids }) => ids.includes(workload.id))
      const patched = app && patchedApp(app, patch)
      const [problem] = patched === undefined ? [] : problemsOf(patched)
      if (app === undefined || patched === undefined) reportNothing(draft, app, patch)
      else if (problem !== undefined) reportRefused(draft, patch, problem)
      else draft.apps[draft.apps.indexOf(app)] = patched
    }
}

function patchedApp(app: FlyApp, patch: RuntimePatch): FlyApp | undefined {
  const kind = patch.kind.toLowerCase()
  if (kind === 'app' || kind === 'fly.toml') return { ...app, toml: mergePatch(app.toml, copyOf(patch)) }
  if (kind === 'machine' || kind === 'machine.json') return withMachine(app, mergePatch(app.machine ?? {}, copyOf(patch)))
  if (kind !== 'container' || app.machine?.containers === undefined) return undefined
  const { containers } = app.machine
  const found = patch.name === undefined ? containers[0] : containers.find(({ name }) => name === patch.name)
  if (found === undefined) return undefined
  return withMachine(app, { ...app.machine, containers: containers.map((one) => (one === found ? mergePatch(one, copyOf(patch)) : one)) })
}

function withMachine(app: FlyApp, machine: FlyMachine): FlyApp {
  return { ...app, machine, toml: app.runs === undefined ? { ...app.toml, machine_config: machineText(machine) } : app.toml }
}

function problemsOf({ name, toml, machine, runs }: FlyApp): readonly string[] {
  const renamed = toml.app === name ? [] : ['a patch changes no name of an app']
  const { diagnostics } = checkFlyToml({ path: 'fly.toml', text: toToml(toml, { literals: ['machine_config'] }) })
  // the machine of a run stands in a file of its own, that of others in fly.toml
  const ofRun = runs === undefined || machine === undefined ? [] : machineFindings({ ...machine }, 'machine.json', undefined, false)
  return [...renamed, ...[...diagnostics, ...ofRun].map(({ message }) => message)]
}

function reportRefused({ context }: FlyDraft, patch: RuntimePatch, problem: string): void {
  context.fault(
    {
      code: 'target/patch-refused',
      severity: 'error',
      message: `Fly.io refuses what this patch makes: ${problem}`,
      help: 'the fields are those of fly.toml and of the Machines API; a list in a patch replaces the whole list (RFC 7396)',
    },
    patch,
    'patch',
  )
}

/** Gives a copy that the plan's ledger does not watch. */
function copyOf({ patch }: RuntimePatch): unknown {
  return JSON.parse(JSON.stringify(patch))
}

function reportNothing({ context }: FlyDraft, app: FlyApp | undefined, patch: RuntimePatch): void {
  const containers = app?.machine?.containers?.map(({ name }) => `\`${name}\``) ?? []
  const isContainer = patch.kind.toLowerCase() === 'container'
  context.spokenOf(patch)
  context.fault(
    {
      code: 'target/patch-matches-nothing',
      severity: 'error',
      message: `patch matches nothing: the app has no object of kind \`${patch.kind}\`${patch.name === undefined ? '' : ` named \`${patch.name}\``}`,
      help: isContainer
        ? containers.length === 0
          ? 'its machines hold no containers'
          : `there are ${containers.join(', ')}`
        : `kinds are ${kinds.map((kind) => `\`${kind}\``).join(', ')}`,
    },
    patch,
    isContainer && patch.name !== undefined ? 'name' : 'kind',
  )
}
