import { compareText } from '../../src/diagnostic.js'
import { some } from '../some.js'
import type { ObjectDraft } from './objects/object-draft.js'
import { substrateChart } from './objects/wasm/substrate-names.js'
import { isRuntimeTwo } from './objects/wasmcloud2/runtime-two.js'

/** What Flux reconciles as one, and after which others (kustomize.toolkit.fluxcd.io/v1, Flux 2.3), as far as we write it. */
export interface FluxKustomization {
  readonly apiVersion: 'kustomize.toolkit.fluxcd.io/v1'
  readonly kind: 'Kustomization'
  readonly metadata: { readonly name: string; readonly namespace: string }
  readonly spec: {
    readonly interval: string
    readonly timeout: string
    readonly path: string
    readonly prune: boolean
    readonly wait: boolean
    readonly sourceRef: { readonly kind: string; readonly name: string }
    readonly dependsOn: readonly { readonly name: string }[] | undefined
  }
}

/** The folder of what Flux reads, which no application has for its own. */
export const fluxFolder = 'flux'

/**
 * Gives, with the option `waves=flux`, an object of Flux for each application, by path: it is applied when the applications that it needs are ready. Flux knows an order of
 * such objects only, not of what is in one.
 */
export function fluxKustomizations(draft: ObjectDraft): ReadonlyMap<string, FluxKustomization> {
  const { options } = draft.context
  if (options['waves'] !== 'flux') return new Map()
  const [, kind, name] = /^(GitRepository|OCIRepository|Bucket)\/(.+)$/.exec(options['flux-source'] ?? '') ?? []
  if (kind === undefined || name === undefined) {
    const message = `\`${options['flux-source'] ?? ''}\` is no source of Flux`
    const help = 'write `--set kubernetes.flux-source=<kind>/<name>`, with the kind `GitRepository`, `OCIRepository` or `Bucket`'
    draft.context.fault({ code: 'target/option', severity: 'error', message, help }, {})
    return new Map()
  }
  const needs = applicationNeeds(draft)
  const folder = (options['flux-path'] ?? '').replace(/\/+$/, '')
  return new Map(
    [...needs].map(([chart, charts]) => [
      `${fluxFolder}/${draft.chartNameOf(chart)}.yaml`,
      {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: { name: draft.chartNameOf(chart), namespace: 'flux-system' },
        spec: {
          interval: '10m0s',
          timeout: '5m0s',
          path: `${folder}/${draft.chartNameOf(chart)}`,
          prune: true,
          wait: true,
          sourceRef: { kind, name },
          dependsOn: some(charts.map((other) => ({ name: draft.chartNameOf(other) }))),
        },
      },
    ]),
  )
}

/** Tells whether Flux applies one application after the other. */
export function isAfter(draft: ObjectDraft, application: string, other: string): boolean {
  return applicationNeeds(draft).get(application)?.includes(other) ?? false
}

const known = new WeakMap<ObjectDraft['applications'], ReadonlyMap<string, readonly string[]>>()

/** By chart, those that it needs, sorted; applications do not need each other in a circle (`lattice/cycle`). */
function applicationNeeds({ applications, plan, context }: ObjectDraft): ReadonlyMap<string, readonly string[]> {
  const found = known.get(applications)
  if (found !== undefined) return found
  const hasSubstrate = plan.hostGroups.length > 0 && !isRuntimeTwo({ context })
  const needs = plan.applications.map(({ name, workloads }): [string, readonly string[]] => {
    const others = workloads.flatMap((workload) => workload.needs.map(({ id }) => id.slice(0, id.indexOf('/'))))
    if (hasSubstrate && workloads.some(({ kind }) => kind === 'wasm')) others.push(substrateChart)
    return [name, [...new Set(others)].filter((other) => other !== name).sort(compareText)]
  })
  const result = new Map<string, readonly string[]>([...(hasSubstrate ? [[substrateChart, []] as const] : []), ...needs])
  known.set(applications, result)
  return result
}
