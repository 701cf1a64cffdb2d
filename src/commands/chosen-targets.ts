import { loadTarget, targetNames } from '../../targets/load-target.js'
import type { Target } from '../../targets/target.js'
import { Failure } from '../failure.js'
import { listWords, nearest } from '../language/suggest.js'

/** Gives the targets that `-t` names, each once. */
export async function chosenTargets(list: string | undefined): Promise<readonly Target[]> {
  if (list === undefined) throw new Failure(2, `which target? give -t with ${listWords(targetNames)}, or several by commas`)
  const names = list.split(',').map((name) => name.trim())
  for (const name of names) {
    if (targetNames.includes(name)) continue
    const near = nearest(name, targetNames)
    throw new Failure(
      2,
      `unknown target \`${name}\`: ${near === undefined ? `known are ${listWords(targetNames)}` : `did you mean \`${near}\`?`}`,
    )
  }
  return Promise.all([...new Set(names)].map(loadTarget))
}
