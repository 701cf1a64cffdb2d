import type { Severity } from '../src/diagnostic.js'
import type { Feature } from '../src/plan/features.js'
import type { Plan } from '../src/plan/plan.js'

/** A file that a target writes; `path` is relative to the target's folder, `/` between names. */
export interface Artifact {
  readonly path: string
  readonly text: string
  readonly executable?: boolean
  /** True for a file that the others do without, so that they may be printed alone. */
  readonly optional?: true
  /** What the text was printed from, so that a check need not read it again. */
  readonly content?: object
}

/** A value that whoever runs the output has to give, and what a workload gets it as. The value itself is never here. */
export interface OutsideValue {
  readonly what: 'secret' | 'configuration'
  /** Name of the secret or of the configuration. */
  readonly source: string
  /** Absent where all keys are wanted. */
  readonly key?: string
  /** The environment variable of whoever runs it, or else the file or folder beside the output, that brings it. */
  readonly variable?: string
  readonly path?: string
  /** What has the value ready on the platform (`the Secret db of the cluster`), where neither a variable nor a file brings it. */
  readonly keeper?: string
  /** An environment variable or a file in the container, or a secret of a build; absent where somebody else says it. */
  readonly as?: { readonly kind: 'env' | 'file' | 'build'; readonly name: string }
}

/** An artifact and the target that made it; `path` begins with the target's name, as it lies in the output folder. */
export interface TargetArtifact extends Artifact {
  readonly target: string
}

/** `native`: the platform has it. `emulated`: done by other means, with the same meaning. `partial`: a part is lost, a warning says which. `refused`: an error. */
export type Support = 'native' | 'emulated' | 'partial' | 'refused'

/** How a target treats one feature of the language, and one line on what happens. */
export interface Capability {
  readonly support: Support
  readonly note: string
}

/** An option of a target, given by `--set <target>.<name>=<value>`. */
export interface TargetOption {
  readonly description: string
  readonly default: string
  /** The values it may have; any text where absent. */
  readonly choices?: readonly string[]
}

/**
 * A platform that mc compiles to. One folder under `targets/`, one line in `targets/index.ts`.
 * The capability table is read by the emitter, the diagnostics, `mc explain <target>` and the README alike.
 */
export interface Target {
  readonly name: string
  readonly title: string
  /** The command that runs the output, for the last line of `mc render`; `{out}` is the target's folder. */
  readonly next: string
  /** The same where it depends on what was written: `paths` are relative to the target's folder. */
  nextFor?(paths: readonly string[]): string
  /**
   * A target that builds no images has `refused` or `partial` for `build`, and that is all: of every image that is built it then sees the published one in `container.image`
   * (`mc.images.json`), or `emitTarget` reports `target/no-image-record`, as an error or, where the target writes the name that the image will have, as a warning; nothing of `build` is left to report.
   */
  readonly capabilities: Readonly<Record<Feature, Capability>>
  readonly options: Readonly<Record<string, TargetOption>>
  /** Gives the files. Reads the plan only: every leaf it reads counts as used (`src/plan/ledger.ts`). */
  emit(plan: Plan, context: EmitContext): readonly Artifact[]
  /** Checks an emitted file against the target's own shape; gives what is wrong with it, which is a bug of the emitter. */
  check(artifact: Artifact): readonly string[]
}

export interface EmitContext {
  /** The target's name. */
  readonly target: string
  /** The target's options, defaults filled in. */
  readonly options: Readonly<Record<string, string>>
  /**
   * Reports what becomes of a feature by the capability table: `partial` is the warning `target/unsupported` (information, where it serves development alone),
   * `refused` the error `target/refused`, the others say nothing. Everything under `object[key]` counts as reported.
   * `effect` adds what is special about this very case.
   */
  unsupported(feature: Feature, object: object, key?: string | number, effect?: string): void
  /** Reports a fault of the input that only this target has, such as a name that it cannot carry. */
  fault(
    finding: {
      readonly code: `target/${string}`
      readonly severity: Severity
      readonly message: string
      readonly help?: string
      readonly label?: string
    },
    object: object,
    key?: string | number,
  ): void
  /** Says that a value has to come from outside; `object[key]` is the entry of the plan that asks for it. */
  outside(value: OutsideValue, object: object, key: string | number): void
  /** Tells whether an entry of a manifest made `object[key]`, so that a diagnostic about it has a line; a default of ours has none. */
  isSaid(object: object, key: string | number): boolean
  /** Says that what stands under the object is covered by a diagnostic that points elsewhere: one mistake, one diagnostic. */
  spokenOf(object: object): void
  /** Says that an object of the target was made from one of the plan: what is reported of it stands at the lines of that; `names` gives entries that have another name there. */
  standsFor(made: object, original: object, names?: Readonly<Record<string, string>>): void
  /** Gives the path from the target's output folder to a file that the manifest of this application names beside itself; an absolute path or a URL stays as it is. */
  relative(application: string, path: string): string
  /** Path of the source of an application, as reports show it. */
  sourceOf(application: string): string
  /** Fills a precompiled Handlebars template of the target; prose files only. */
  prose(template: string, data: object): string
  /** Gives the text of a program of the target (`targets/<target>/scripts/`) that runs on the platform: `<name>.sh` by its whole name, `<name>.ts` by its name alone. */
  script(name: string): string
}
