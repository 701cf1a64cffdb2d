import { loadTarget } from '../targets/load-target.js'
import type { CompileOptions } from './compilation.js'
import { bare, type Equipment } from './equipment.js'

/** Loads what a compilation with these options needs, and nothing else: most of the program is what emits for platforms. */
export async function equip({ targets = [], compat }: Pick<CompileOptions, 'targets' | 'compat'>): Promise<Equipment> {
  const [loaded, emitter, judge] = await Promise.all([
    Promise.all(targets.map(loadTarget)),
    targets.length > 0 ? import('../targets/emit-target.js') : undefined,
    compat === 'fly' ? import('../targets/fly/check/judge-by-fly.js') : undefined,
  ])
  return { targets: loaded, emit: emitter?.emitTarget ?? bare.emit, judgeByFly: judge?.judgeByFly ?? bare.judgeByFly }
}
