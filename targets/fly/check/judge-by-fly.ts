import { type Source, sortDiagnostics } from '../../../src/diagnostic.js'
import type { Judgement } from '../../../src/language/verdict.js'
import { buildLattice } from '../../../src/lattice/build-lattice.js'
import { checkFlyToml } from './check-fly-toml.js'

/** Answers for each fly.toml whether `flyctl config validate --strict` and the platform would accept it (`mc validate --compat fly`). */
export function judgeByFly(sources: readonly Source[]): Judgement {
  const judged = sources.map((source) => ({ source, ...checkFlyToml(source) }))
  return {
    diagnostics: sortDiagnostics(judged.flatMap(({ diagnostics }) => diagnostics)),
    documents: judged.map(({ source, verdict, name }) => ({
      span: { source, start: 0, end: source.text.length },
      verdict,
      ...(name !== undefined && { name }),
    })),
    skipped: 0,
    lattice: buildLattice([], new Set()),
  }
}
