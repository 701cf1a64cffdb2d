import type { RuntimePatch, Workload } from '../../src/plan/plan.js'
import { mergePatch } from '../merge-patch.js'
import { checkReferences, checkShape } from './check-compose.js'
import type { ComposeFile } from './compose-file.js'
import type { Draft } from './draft.js'
import { companionName } from './names.js'
import { isStubbed } from './stub/stub-service.js'

/** Where the objects of a kind stand in a Compose file; `project` is the file itself. */
const sections = { service: 'services', volume: 'volumes', network: 'networks', secret: 'secrets', config: 'configs' } as const

/**
 * Applies the patches of the `runtime` trait for Compose, in the order of the plan. They are in Compose's own language: `$` in them begins a variable.
 * A patch that matches nothing, or that makes something Compose would refuse, is an error at its line.
 */
export function applyPatches(draft: Draft, file: ComposeFile): ComposeFile {
  const patches = [...draft.workloads.values()]
    // a patch is about what a stub stands in for
    .filter((workload) => !isStubbed(draft, workload))
    .flatMap((workload) => (workload.runtime['compose'] ?? []).map((patch) => ({ workload, patch })))
  let patched = file
  for (const { workload, patch } of patches) {
    const found =
      patch.kind === 'project'
        ? { after: mergePatch(patched, plain(patch)), part: undefined }
        : patchObject(draft, patched, workload, patch)
    if (found === undefined) {
      reportNothing(draft, patched, patch)
      continue
    }
    const { after, part } = found
    const [problem] = [...checkShape(part ?? after), ...(part === undefined ? checkReferences(after) : [])]
    if (problem === undefined) patched = after
    else reportRefused(draft, patch, problem)
  }
  const [problem] = patched === file ? [] : checkReferences(patched)
  const last = patches.at(-1)
  if (problem !== undefined && last !== undefined) reportRefused(draft, last.patch, problem)
  return problem === undefined ? patched : file
}

interface Patched {
  readonly after: ComposeFile
  /** A file with the patched object alone: what the patch may have spoilt. */
  readonly part?: object | undefined
}

function patchObject(draft: Draft, file: ComposeFile, workload: Workload, patch: RuntimePatch): Patched | undefined {
  const section = sectionOf(patch)
  if (section === undefined) return undefined
  const objects = objectsOf(file, section)
  const name = nameOf(draft, workload, patch, Object.keys(objects))
  if (name === undefined) return undefined
  const object = mergePatch(Object(objects[name]), plain(patch))
  return { after: { ...file, [section]: { ...objects, [name]: object } }, part: { services: {}, [section]: { [name]: object } } }
}

function sectionOf({ kind }: RuntimePatch) {
  return Object.entries(sections).find(([name]) => name === kind)?.[1]
}

/** Every project has the network `default`, written down or not. */
function objectsOf(file: ComposeFile, section: string): Readonly<Record<string, unknown>> {
  const objects: unknown = Reflect.get(file, section)
  const known = typeof objects === 'object' && objects !== null ? { ...objects } : {}
  return section === 'networks' ? { default: {}, ...known } : known
}

/** The name may be the object's own, the component's, or that of a container beside the main one; without one it is the component's service, or the only object of the kind. */
function nameOf(
  { serviceOf }: Draft,
  { id, kind, name: component }: Workload,
  { kind: wanted, name }: RuntimePatch,
  keys: readonly string[],
): string | undefined {
  const service = kind === 'wasm' ? undefined : serviceOf(id)
  const only = keys.length === 1 ? keys : []
  const candidates =
    name === undefined
      ? wanted === 'service'
        ? [service]
        : only
      : [name, service && companionName(service, name), name === component ? service : undefined]
  return candidates.find((key) => key !== undefined && keys.includes(key))
}

/** Gives a copy that the plan's ledger does not watch. */
function plain({ patch }: RuntimePatch): unknown {
  return JSON.parse(JSON.stringify(patch))
}

function reportRefused({ context }: Draft, patch: RuntimePatch, problem: string): void {
  context.fault(
    {
      code: 'target/patch-refused',
      severity: 'error',
      message: `compose refuses what this patch makes: ${problem}`,
      help: 'the fields are those of the Compose specification',
    },
    patch,
    'patch',
  )
}

function reportNothing({ context }: Draft, file: ComposeFile, patch: RuntimePatch): void {
  const section = sectionOf(patch)
  const names = section === undefined ? [...Object.keys(sections), 'project'] : Object.keys(objectsOf(file, section))
  const shown = names
    .slice(0, 8)
    .map((name) => `\`${name}\``)
    .join(', ')
  const help =
    names.length === 0
      ? `the project has no ${patch.kind}`
      : `${section === undefined ? 'kinds are' : 'there are'} ${shown}${names.length > 8 ? ' and more' : ''}`
  const what = patch.name === undefined ? `of kind \`${patch.kind}\`` : `of kind \`${patch.kind}\` named \`${patch.name}\``
  context.spokenOf(patch)
  context.fault(
    { code: 'target/patch-matches-nothing', severity: 'error', message: `patch matches nothing: compose has no object ${what}`, help },
    patch,
    section !== undefined && patch.name !== undefined ? 'name' : 'kind',
  )
}
