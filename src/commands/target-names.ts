import { targets } from '../../targets/index.js'
import { Failure } from '../failure.js'
import { listWords, nearest } from '../language/suggest.js'

/** Gives the targets that `-t` names, each once. */
export function targetNames(list: string | undefined): readonly string[] {
  const known = targets.map(({ name }) => name)
  if (list === undefined) throw new Failure(2, `which target? give -t with ${listWords(known)}, or several by commas`)
  const names = list.split(',').map((name) => name.trim())
  for (const name of names) {
    if (known.includes(name)) continue
    const near = nearest(name, known)
    throw new Failure(
      2,
      `unknown target \`${name}\`: ${near === undefined ? `known are ${listWords(known)}` : `did you mean \`${near}\`?`}`,
    )
  }
  return [...new Set(names)]
}
