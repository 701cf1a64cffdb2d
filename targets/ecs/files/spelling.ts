import type { EcsDraft, EcsVariable } from '../resources/ecs-draft.js'
import type { Request } from './request-file.js'
import { requestsOf } from './requests-of.js'

/** Gives what stands in the files for the value of a variable. */
export type Spelling = (variable: string) => string

/**
 * Gives the spelling of the variables of a lattice: `${NAME}`, or for a role what looks like the ARN of one, because the rules of cfn-lint judge task definitions as they are written.
 * A name has as many `_` behind it as it takes for no text of a manifest to look like it.
 */
export function spellingOf(draft: Pick<EcsDraft, 'variables' | 'units'>, more: readonly Request[] = []): Spelling {
  const texts = [...draft.units.flatMap(requestsOf), ...more].map(({ value }) => JSON.stringify(value))
  const spellings = new Map(
    [...draft.variables.values()].map(({ name, kind }): [string, string] => {
      let spelled = name
      while (texts.some((text) => text.includes(markOf(spelled, kind))) || (spelled !== name && draft.variables.has(spelled)))
        spelled += '_'
      return [name, markOf(spelled, kind)]
    }),
  )
  return (name) => spellings.get(name) ?? plainMark(name)
}

/** Gives what scripts take for the mark of a variable where they are not told otherwise. */
export function plainMark(name: string): string {
  return `\${${name}}`
}

/** An account has no number of zeros alone. */
function markOf(name: string, kind: EcsVariable['kind']): string {
  return kind === 'role' ? `arn:aws:iam::000000000000:role/${name}` : plainMark(name)
}
