import { makeLocator, type Range } from '../report/locate.js'
import type { PlanWithTrace } from './make-plan.js'
import type { ApplicationPlan, Plan, Scaler, WasmWorkload, Workload } from './plan.js'
import { spanOf, type Trace } from './trace.js'

/** The plan as `mc plan --format json` gives it (`schema/plan.schema.json`): what a target reads, and where each value came from. */
export interface PlanJson extends Pick<Plan, 'waves' | 'hostGroups'> {
  readonly version: 1
  readonly applications: readonly (Omit<ApplicationPlan, 'workloads'> & { readonly workloads: readonly JsonWorkload[] })[]
  /** The entry of a manifest that made a value, by the value's JSON pointer; a value without one is a default. */
  readonly origins: Readonly<Record<string, { readonly file: string; readonly range: Range }>>
}

/** A Wasm workload tells in one list, in wadm's order, what its scalers say one by one. */
export type JsonWorkload = Exclude<Workload, WasmWorkload> | (WasmWorkload & { readonly placement: Scaler['placement'] })

/** Gives the plan for programs. Where several entries made a value, its origin is the first of them. */
export function planJson({ plan, trace }: Pick<PlanWithTrace, 'plan' | 'trace'>): PlanJson {
  return {
    version: 1,
    applications: plan.applications.map((application) => ({ ...application, workloads: application.workloads.map(withPlacement) })),
    waves: plan.waves,
    hostGroups: plan.hostGroups,
    origins: originsOf(plan, trace),
  }
}

function withPlacement(workload: Workload): JsonWorkload {
  return workload.kind === 'wasm' ? { ...workload, placement: workload.scalers.flatMap(({ placement }) => placement) } : workload
}

function originsOf(plan: Plan, trace: Trace): PlanJson['origins'] {
  const locator = makeLocator()
  const origins: [string, PlanJson['origins'][string]][] = []
  const visit = (object: object, pointer: string): void => {
    for (const [key, value] of Object.entries(object)) {
      const path = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
      const [place] = trace.placesOf(object, key)
      if (place !== undefined) {
        const span = spanOf(place)
        origins.push([path, { file: span.source.path, range: locator.range(span) }])
      }
      if (typeof value === 'object' && value !== null) visit(value, path)
    }
  }
  visit(plan, '')
  return Object.fromEntries(origins)
}
