import type { Diagnostic, Report, Span } from '../src/diagnostic.js'
import type { Document } from '../src/language/document.js'
import { folderOf, isAbsolutePath, isRemote, relativePath } from '../src/language/relative-path.js'
import { commonPlace } from '../src/plan/common-place.js'
import { type Feature, features } from '../src/plan/features.js'
import { makeLedger } from '../src/plan/ledger.js'
import type { PlanWithTrace } from '../src/plan/make-plan.js'
import { type Place, spanOf } from '../src/plan/trace.js'
import { workObject } from '../src/plan/work-object.js'
import { prose } from './prose.js'
import { requireImages } from './require-images.js'
import { script } from './script.js'
import type { EmitContext, OutsideValue, Target, TargetArtifact } from './target.js'
import { makeUnspoken } from './unspoken.js'

/** What the caller decides for one target. */
export interface EmitSetting {
  readonly options?: Readonly<Record<string, string>>
  /** Output folder as seen from `cwd`; `-` is standard output. */
  readonly out?: string
  readonly cwd?: string
}

/** What a target made of a plan. */
export interface Emitted {
  readonly artifacts: readonly TargetArtifact[]
  /** What whoever runs the artifacts has to give. */
  readonly outside: readonly OutsideNeed[]
}

/** A value from outside, the target that wants it and the line of the manifest. */
export interface OutsideNeed extends OutsideValue {
  readonly target: string
  readonly span?: Span
}

/**
 * Runs a target over a plan. What the target says of a feature becomes a diagnostic at the user's line, and so does,
 * by the ledger, every leaf of a manifest that it neither used nor spoke of; what a diagnostic in `known` has spoken of is not said twice.
 */
export function emitTarget(
  target: Target,
  { plan, trace, manifests }: PlanWithTrace,
  setting: EmitSetting,
  report: Report,
  known: readonly Diagnostic[] = [],
): Emitted {
  const sources = new Map(manifests.map(({ app, document }) => [app.metadata.name, document.source.path]))
  const ledger = makeLedger(trace)
  const outside: OutsideNeed[] = []
  const parents = new Map<Document, ReadonlyMap<object, Place>>()
  const options = Object.fromEntries(
    Object.entries(target.options).map(([name, option]) => [name, setting.options?.[name] ?? option.default]),
  )
  const context: EmitContext = {
    target: target.name,
    options,
    unsupported(feature, object, key, effect) {
      const { support, note } = target.capabilities[feature]
      const places = ledger.leadsOf(object, key)
      ledger.settle(object, key)
      if (support !== 'partial' && support !== 'refused') return
      const isRefused = support === 'refused'
      // a default of ours is nothing that the user asked for
      if (!isRefused && places.length === 0) return
      report({
        code: isRefused ? 'target/refused' : 'target/unsupported',
        severity: isRefused ? 'error' : whileDeveloping.has(feature) ? 'info' : 'warning',
        message: isRefused
          ? `${target.name} cannot run ${features[feature]}: ${effect ?? note}`
          : `${target.name} supports ${features[feature]} only in part: ${effect ?? note}`,
        ...spanAt(commonPlace(places, parents)),
      })
    },
    fault(finding, object, key) {
      const places = ledger.leadsOf(object, key)
      ledger.settle(object, key)
      // a default of ours is nothing that the user asked for
      if (finding.severity === 'info' && places.length === 0) return
      report({ ...finding, ...spanAt(commonPlace(places, parents)) })
    },
    outside(value, object, key) {
      outside.push({ ...value, target: target.name, ...spanAt(ledger.leadsOf(object, key)[0]) })
    },
    isSaid: (object, key) => ledger.leadsOf(object, key).length > 0,
    spokenOf: (object) => ledger.settle(object),
    standsFor: ledger.standsFor,
    relative(application, path) {
      if (isAbsolutePath(path) || isRemote(path)) return path
      return relativePath(
        setting.cwd ?? '/',
        setting.out === '-' ? '.' : `${setting.out ?? 'out'}/${target.name}`,
        `${folderOf(sources.get(application) ?? '')}/${path}`,
      )
    },
    sourceOf: (application) => sources.get(application) ?? '',
    prose: (template, data) => prose(`${target.name}/${template}`, data),
    script: (name) => script(`${target.name}/${name}`),
  }
  // a patch of KubeVela names no target, so that one that has no such object speaks of it
  for (const { workloads } of plan.applications)
    for (const { runtime } of workloads)
      for (const [name, patches] of Object.entries(runtime))
        if (name !== target.name) for (const patch of patches) if (patch.kind !== workObject) ledger.settle(patch)
  if (['partial', 'refused'].includes(target.capabilities.build.support)) requireImages(target, plan, context)
  const artifacts = target.emit(ledger.watch(plan), context)
  const unspoken = makeUnspoken(known)
  for (const manifest of manifests) {
    for (const place of unspoken(ledger.unused(manifest))) {
      report({
        code: 'target/unused',
        severity: 'warning',
        message: `${target.name} does nothing with \`${place.key}\``,
        span: spanOf(place, 'key'),
        help: `mc explain ${target.name} shows what it supports; the \`runtime\` trait reaches its own fields`,
      })
    }
  }
  for (const artifact of artifacts) {
    const problems = target.check(artifact)
    if (problems.length > 0) throw new Error(`${target.name} emitted a wrong ${artifact.path}: ${problems.join('; ')}`)
  }
  const placed = artifacts.map(({ content: _, ...artifact }) => ({
    ...artifact,
    target: target.name,
    path: `${target.name}/${artifact.path}`,
  }))
  return { artifacts: placed, outside }
}

/** What runs is the same without these. */
const whileDeveloping: ReadonlySet<Feature> = new Set<Feature>(['develop', 'debug'])

/** A map or list is pointed at by its key, a value by itself. */
function spanAt(place: Place | undefined): { span?: Span } {
  if (place === undefined) return {}
  const value: unknown = Reflect.get(place.parent, place.key)
  return { span: spanOf(place, typeof value === 'object' && value !== null ? 'key' : 'value') }
}
