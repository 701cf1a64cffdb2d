import type { OutsideValue } from '../../../target.js'
import { variableName } from '../../../variable-name.js'
import type { FlyDraft, FlySecret } from '../fly-draft.js'

type As = NonNullable<OutsideValue['as']>

/**
 * Gives the secret of an app that brings a key of a secret or of configuration, and says that whoever deploys has to give it. Its name is that of the variable which a machine has it as;
 * where containers have names of their own for it, and of files, that of the variable which brings it.
 */
export function needSecret(draft: FlyDraft, what: OutsideValue['what'], asked: Asked, as: As, hasOwnNames: boolean): FlySecret {
  const { name: source, key } = asked
  const variable = variableName(source, key)
  draft.context.outside({ what, source, key, variable, as }, asked.place?.[0] ?? asked, asked.place?.[1] ?? 'name')
  const isFile = as.kind === 'file'
  return { name: isFile ? `${variable}_FILE` : hasOwnNames ? variable : as.name, variable, isFile }
}

/** A key of a secret or of configuration, and the entry of the plan that asks for it where that is not this one. */
export interface Asked {
  readonly name: string
  readonly key: string
  readonly place?: readonly [object, string]
}
