import { type Diagnostic, isError } from '../../src/diagnostic.js'
import { parse } from '../../src/language/parse.js'
import { checkLattice, checkManifests } from '../../src/language/rules/check.js'
import { checkSchema } from '../../src/language/schema-check.js'
import { selectApplications } from '../../src/language/select-applications.js'
import { buildLattice } from '../../src/lattice/build-lattice.js'
import { makePlan, type PlanWithTrace } from '../../src/plan/make-plan.js'
import type { ContainerWorkload, SpinWorkload, WasmWorkload, Workload } from '../../src/plan/plan.js'

/** What became of some manifests: everything said of them, and the plan where none of it is an error. */
export interface Planned {
  readonly diagnostics: readonly Diagnostic[]
  readonly planned?: PlanWithTrace
}

/** Runs the stages of the compiler up to the plan, by file name. */
export function tryPlan(files: Readonly<Record<string, string>>, app?: string): Planned {
  const diagnostics: Diagnostic[] = []
  const report = (diagnostic: Diagnostic): void => void diagnostics.push(diagnostic)
  const parsed = Object.entries(files).map(([path, text]) => parse({ path, text }, report))
  const chosen = selectApplications(parsed, report)
  const manifests = chosen.documents.flatMap((document) => checkSchema(document, report) ?? [])
  checkManifests(manifests, report)
  const lattice = buildLattice(manifests, chosen.brokenNames(manifests))
  checkLattice(lattice, report)
  return diagnostics.some(isError) ? { diagnostics } : { diagnostics, planned: makePlan(lattice, app) }
}

/** Gives the plan of manifests that are expected to have one. */
export function planOf(files: Readonly<Record<string, string>> | string, app?: string): PlanWithTrace {
  const { diagnostics, planned } = tryPlan(typeof files === 'string' ? { 'app.yaml': files } : files, app)
  if (planned === undefined)
    throw new Error(
      diagnostics
        .filter(isError)
        .map(({ code, message }) => `${code}: ${message}`)
        .join('\n'),
    )
  return planned
}

/** Writes an application of components that are given as YAML, each beginning with its name. */
export function application(name: string, components: string, annotations = '{}'): string {
  const indented = components.trim().replaceAll(/^/gm, '    ')
  return `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata:\n  name: ${name}\n  annotations: ${annotations}\nspec:\n  components:\n${indented}\n`
}

/** Gives a workload by its id. */
export function workloadOf({ plan }: PlanWithTrace, id: string): Workload {
  const found = plan.applications.flatMap(({ workloads }) => workloads).find((workload) => workload.id === id)
  if (found === undefined) throw new Error(`no workload ${id}`)
  return found
}

/** Gives the only container workload of one component with these properties and traits, in flow or block YAML. */
export function container(properties: string, traits = '[]', type = 'webservice'): ContainerWorkload {
  const planned = planOf(application('app', `- name: web\n  type: ${type}\n  properties: ${properties}\n  traits: ${traits}`))
  return containerOf(planned, 'app/web')
}

export function containerOf(planned: PlanWithTrace, id: string): ContainerWorkload {
  const workload = workloadOf(planned, id)
  if (workload.kind !== 'container') throw new Error(`${id} is ${workload.kind}`)
  return workload
}

export function wasmOf(planned: PlanWithTrace, id: string): WasmWorkload {
  const workload = workloadOf(planned, id)
  if (workload.kind !== 'wasm') throw new Error(`${id} is ${workload.kind}`)
  return workload
}

export function spinOf(planned: PlanWithTrace, id: string): SpinWorkload {
  const workload = workloadOf(planned, id)
  if (workload.kind !== 'spin') throw new Error(`${id} is ${workload.kind}`)
  return workload
}
