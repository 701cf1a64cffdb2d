import { emitTarget } from '../targets/emit-target.js'
import { judgeByFly } from '../targets/fly/check/judge-by-fly.js'
import { targets } from '../targets/index.js'
import type { Compilation, CompileOptions } from './compilation.js'
import { compileWith } from './compile.js'
import type { Source } from './diagnostic.js'

/** Compiles manifests (`compile.ts`), every target at hand: the library's `compile`. */
export function compile(sources: readonly Source[], options: CompileOptions = {}): Compilation {
  return compileWith({ targets, emit: emitTarget, judgeByFly }, sources, options)
}
