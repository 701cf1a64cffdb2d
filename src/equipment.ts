import type { emitTarget } from '../targets/emit-target.js'
import type { judgeByFly } from '../targets/fly/check/judge-by-fly.js'
import type { Target } from '../targets/target.js'

/** What a compilation can ask of those who emit and judge for platforms. The command line loads what a command needs (`equip.ts`); the library has it all. */
export interface Equipment {
  readonly targets: readonly Target[]
  readonly emit: typeof emitTarget
  readonly judgeByFly: typeof judgeByFly
}

/** For whoever asks for no target and no reader of a platform. */
export const bare: Equipment = { targets: [], emit: notThere, judgeByFly: notThere }

/** Gives the targets of these names; an unknown name is the caller's mistake, which the command line has answered before. */
export function targetsNamed(names: readonly string[], { targets }: Pick<Equipment, 'targets'>): readonly Target[] {
  return names.map((name) => {
    const target = targets.find((candidate) => candidate.name === name)
    if (target === undefined) throw new RangeError(`unknown target ${name}; known are ${targets.map((known) => known.name).join(', ')}`)
    return target
  })
}

function notThere(): never {
  throw new Error('asked for what was not loaded')
}
