import type { Plan } from '../../src/plan/plan.js'
import { toJson } from '../../src/print/to-json.js'
import { toYaml } from '../../src/print/to-yaml.js'
import { headerOf } from '../header.js'
import type { Artifact, EmitContext } from '../target.js'
import { addClosing } from './add-closing.js'
import { applyPatches } from './apply-patches.js'
import { makeBakeFile } from './build/bake-file.js'
import { bakeFileName } from './build/check-bake.js'
import type { ComposeFile } from './compose-file.js'
import { addContainer } from './container/container-services.js'
import { type Draft, makeDraft } from './draft.js'
import { addGateway } from './gateway/gateway-service.js'
import { noteApplications } from './note-applications.js'
import { addSpin } from './spin/spin-service.js'
import { stampContents } from './stamp-contents.js'
import { addStub, isStubbed } from './stub/stub-service.js'
import { addSubstrate } from './wasm/substrate.js'

/** Gives `compose.yaml` for the whole plan, and beside it what it needs: `compose.debug.yaml`, `docker-bake.json`, `.env.example`, files of configuration. */
export function emitCompose(plan: Plan, context: EmitContext): readonly Artifact[] {
  const draft = makeDraft(plan, context)
  for (const workload of draft.workloads.values()) {
    if (workload.kind === 'wasm') continue
    if (isStubbed(draft, workload)) addStub(draft, workload)
    else if (workload.kind === 'container') addContainer(draft, workload)
    else addSpin(draft, workload)
  }
  addGateway(draft)
  addSubstrate(draft)
  addClosing(draft)
  const header = headerOf(plan.applications, context)
  const file = stampContents(applyPatches(draft, assemble(draft)), draft.files)
  return [
    yaml('compose.yaml', file, header),
    ...debugFile(draft, header),
    ...bakeFile(file),
    ...environmentFile(draft),
    ...[...draft.files.values()].sort(byPath),
  ]
}

function assemble(draft: Draft): ComposeFile {
  return {
    name: draft.project,
    services: Object.fromEntries(draft.services),
    volumes: sorted(draft.volumes),
    configs: sorted(draft.configs),
    secrets: sorted(draft.secrets),
    'x-applications': noteApplications(draft),
  }
}

function yaml(path: string, content: object, header: string): Artifact {
  return { path, text: toYaml(content, { header }), content }
}

function debugFile({ debugged }: Draft, header: string): readonly Artifact[] {
  if (debugged.size === 0) return []
  const usage = 'For debuggers: docker compose -f compose.yaml -f compose.debug.yaml up'
  return [yaml('compose.debug.yaml', { services: Object.fromEntries(debugged) }, `${header}\n${usage}`)]
}

function bakeFile(file: ComposeFile): readonly Artifact[] {
  const content = makeBakeFile(file)
  return content === undefined ? [] : [{ path: bakeFileName, text: toJson(content), content, optional: true }]
}

function environmentFile({ context, variables, handed }: Draft): readonly Artifact[] {
  if (variables.size === 0 && handed.size === 0) return []
  const text = context.prose('env-example', {
    variables: [...variables.values()].sort((a, b) => compare(a.name, b.name)),
    handed: [...handed.values()].sort(byPath),
  })
  return [{ path: '.env.example', text }]
}

function sorted<T>(map: ReadonlyMap<string, T>): Readonly<Record<string, T>> | undefined {
  return map.size === 0 ? undefined : Object.fromEntries([...map].sort(([a], [b]) => compare(a, b)))
}

function byPath(a: { readonly path: string }, b: { readonly path: string }): number {
  return compare(a.path, b.path)
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
