import type { Target } from '../targets/target.js'
import { type Compilation, type CompileOptions, settingOf, stubsOf } from './compilation.js'
import { type Diagnostic, isError, type Source, sortDiagnostics } from './diagnostic.js'
import { type Equipment, targetsNamed } from './equipment.js'
import { applyIgnores } from './language/ignore.js'
import { parse } from './language/parse.js'
import { checkLattice, checkManifests } from './language/rules/check.js'
import { checkSchema } from './language/schema-check.js'
import { mayHoldApplication, selectApplications } from './language/select-applications.js'
import { judgeByWadm } from './language/verdict.js'
import { buildLattice } from './lattice/build-lattice.js'
import { readImageRecord } from './plan/image-record.js'
import { makePlan } from './plan/make-plan.js'

/**
 * Compiles manifests:
 *
 *   sources ─parse→ documents ─schema→ manifests ─rules→ ─lattice→ lattice ─rules→ ─plan→ plan ─emit→ artifacts
 *
 * Pure and synchronous: no disk, no terminal, no clock, no randomness. Every stage reports what it finds and goes on;
 * nothing is emitted where anything found is an error. What emits is handed in, so that whoever only checks loads none of it.
 */
export function compileWith(equipment: Equipment, sources: readonly Source[], options: CompileOptions = {}): Compilation {
  if (options.compat === 'wadm') return { ...judgeByWadm(sources, options.bounds), artifacts: [], outside: [] }
  if (options.compat === 'fly') return { ...equipment.judgeByFly(sources), artifacts: [], outside: [] }
  const found: Diagnostic[] = []
  const report = (diagnostic: Diagnostic): void => void found.push(diagnostic)

  const parsed = sources.map((source) => parse(source, mayHoldApplication(source) ? report : passOver, options.bounds))
  const chosen = selectApplications(parsed, report)
  const manifests = chosen.documents.flatMap((document) => checkSchema(document, report) ?? [])
  checkManifests(manifests, report)

  const lattice = buildLattice(manifests, chosen.brokenNames(manifests))
  checkLattice(lattice, report)

  const record = options.images && readImageRecord(options.images, report, lattice)
  const targets = targetsNamed(options.targets ?? [], equipment)
  const isPlanned = (options.plan === true || targets.length > 0) && !found.some(isError)
  const plan = isPlanned ? makePlan(lattice, options.app, record, stubsOf(options)) : undefined
  const emit = (target: Target) => (plan === undefined ? [] : equipment.emit(target, plan, settingOf(target.name, options), report, found))
  const emitted = targets.flatMap(emit)

  const heard = applyIgnores(parsed, found, isPlanned && targets.length > 0)
  const diagnostics = sortDiagnostics(options.strict ? heard.map(harden) : heard)
  const artifacts = diagnostics.some(isError) ? [] : emitted.flatMap((output) => output.artifacts)
  const outside = emitted.flatMap((output) => output.outside)
  const documents = chosen.verdicts(diagnostics)
  return { diagnostics, documents, skipped: chosen.skipped, lattice, ...(plan && { plan }), artifacts, outside }
}

/** What is wrong with a file that is no manifest is not ours to say. */
function passOver(): void {}

/** With `--strict`, what a target loses is an error. */
function harden(diagnostic: Diagnostic): Diagnostic {
  return diagnostic.severity === 'warning' && diagnostic.code.startsWith('target/') ? { ...diagnostic, severity: 'error' } : diagnostic
}
