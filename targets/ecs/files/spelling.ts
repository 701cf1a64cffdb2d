import type { EcsDraft } from '../resources/ecs-draft.js'
import type { Request } from './request-file.js'
import { requestsOf } from './requests-of.js'

/** Gives what stands between `${` and `}` in the files for a variable. */
export type Spelling = (variable: string) => string

/** Gives the spelling of the variables of a lattice: their names, with as many `_` behind as it takes for no text of a manifest to look like one. */
export function spellingOf(draft: Pick<EcsDraft, 'variables' | 'units'>, more: readonly Request[] = []): Spelling {
  const texts = [...draft.units.flatMap(requestsOf), ...more].map(({ value }) => JSON.stringify(value))
  const spellings = new Map(
    [...draft.variables.keys()].map((name): [string, string] => {
      let spelled = name
      while (texts.some((text) => text.includes(`\${${spelled}}`)) || (spelled !== name && draft.variables.has(spelled))) spelled += '_'
      return [name, spelled]
    }),
  )
  return (name) => spellings.get(name) ?? name
}
