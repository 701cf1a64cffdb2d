import type { EmitSetting, OutsideNeed } from '../targets/emit-target.js'
import type { TargetArtifact } from '../targets/target.js'
import type { Diagnostic, Source } from './diagnostic.js'
import type { Bounds } from './language/bounds.js'
import type { Verdict } from './language/verdict.js'
import type { Lattice } from './lattice/lattice.js'
import type { PlanWithTrace } from './plan/make-plan.js'
import { stubNames } from './plan/stub-names.js'

/** Readers of files that are not ours to define. */
export type Dialect = 'wadm' | 'fly'

/** What to compile, for whom, and how strictly; an empty object checks everything and emits nothing. */
export interface CompileOptions {
  /** Names of targets to emit for. */
  readonly targets?: readonly string[]
  /** Make the plan although no target asks for it (`mc plan`). */
  readonly plan?: boolean
  /** Options of targets: target name → option → value. */
  readonly settings?: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Only this application and what it needs. */
  readonly app?: string
  /** Asks another reader's question instead of ours: would wadm 0.21 accept this manifest (`wadm`), would Fly.io accept this fly.toml (`fly`)? */
  readonly compat?: Dialect
  /** What `target/` warnings count as; `error` is `--strict`. */
  readonly strict?: boolean
  readonly bounds?: Bounds
  /** The record of published images (`mc.images.json`), which the plan takes for what is built from sources. */
  readonly images?: Source
  /**
   * Where the artifacts will lie, for paths in them: the output folder (default `out`, `-` for standard output)
   * and the working directory, from which it and the paths of sources are taken.
   */
  readonly out?: string
  readonly cwd?: string
}

/** Everything that one run found out. */
export interface Compilation {
  readonly diagnostics: readonly Diagnostic[]
  /** One per document that claims to be an Application (one per file in another reader's dialect). */
  readonly documents: readonly Verdict[]
  /** Documents of other kinds, passed over. */
  readonly skipped: number
  readonly lattice: Lattice
  /** Absent where nothing asks for it, and where any diagnostic of the manifests is an error. */
  readonly plan?: PlanWithTrace
  /** Empty where any diagnostic is an error. */
  readonly artifacts: readonly TargetArtifact[]
  /** Secrets and configuration that whoever runs the artifacts has to give, in the order of the plan. */
  readonly outside: readonly OutsideNeed[]
}

/** What these options say to one target. */
export function settingOf(target: string, { settings, out, cwd }: CompileOptions): EmitSetting {
  const options = settings?.[target]
  return { ...(options && { options }), ...(out !== undefined && { out }), ...(cwd !== undefined && { cwd }) }
}

/** Applications that every target replaces by stubs (option `stub`), so that nothing has to run for them. */
export function stubsOf({ targets = [], settings }: CompileOptions): ReadonlySet<string> {
  const [first = [], ...others] = targets.map((target) => stubNames(settings?.[target]?.['stub']))
  return new Set(first.filter((name) => others.every((names) => names.includes(name))))
}
