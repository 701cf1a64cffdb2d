/**
 * The compiler as a library: pure and synchronous, without disk, terminal or network, in Node, a browser or a language server.
 *
 * ```ts
 * import { compile } from 'manifest-compiler'
 * const { diagnostics, artifacts } = compile([{ path: 'app.yaml', text }], { targets: ['compose'] })
 * ```
 */
export type { Emitted, OutsideNeed } from '../targets/emit-target.js'
export { targets } from '../targets/index.js'
export type { Artifact, Capability, OutsideValue, Support, Target, TargetArtifact, TargetOption } from '../targets/target.js'
export type { Compilation, CompileOptions } from './compilation.js'
export { compile } from './compile-fully.js'
export type { Code, Diagnostic, Edit, Severity, Source, Span } from './diagnostic.js'
export type { Application, Component, Trait } from './generated/application.js'
export type { Bounds } from './language/bounds.js'
export { rules } from './language/rules/index.js'
export type { Explanation, Rule } from './language/rules/rule.js'
export type { Verdict } from './language/verdict.js'
export type { Edge, Id, Kind, Lattice, Node } from './lattice/lattice.js'
export type * from './plan/plan.js'
export { planJson } from './plan/plan-json.js'
