import type { OutsideValue } from '../target.js'
import { variableName } from '../variable-name.js'
import { entryOf } from './container/entry-of.js'
import type { Draft, Variable } from './draft.js'

/**
 * Gives the name of the environment variable that brings a key of a secret or of configuration, and writes it down for `.env.example`.
 * `place` is the entry of the plan that asks for it, `as` what the container gets.
 */
export function needVariable(
  draft: Draft,
  what: Variable['what'],
  source: string,
  key: string,
  place: readonly [object, string | number],
  as?: OutsideValue['as'],
): string {
  const name = variableName(source, key)
  draft.context.outside({ what, source, key, variable: name, ...(as && { as }) }, ...place)
  const known = draft.variables.get(name)
  if (known === undefined) draft.variables.set(name, { name, what, source, key })
  else if (known.what !== what || known.source !== source || known.key !== key) {
    draft.context.fault(
      {
        code: 'target/name-collision',
        severity: 'error',
        message: `${what} \`${source}\`, key \`${key}\`, and ${known.what} \`${known.source}\`, key \`${known.key}\`, would both be the variable \`${name}\` of compose`,
        help: 'rename one of them, or its key',
      },
      ...place,
    )
  }
  return name
}

/**
 * Gives the entry of `secrets` that a variable fills. A service that mounts it does not start while the variable is not set,
 * and `docker compose config` passes all the same.
 */
export function needSecret(
  draft: Draft,
  source: string,
  key: string,
  place: readonly [object, string | number],
  as?: OutsideValue['as'],
): string {
  const environment = needVariable(draft, 'secret', source, key, place, as)
  const name = entryOf(draft, 'secrets', 'variable', source, key)
  draft.secrets.set(name, { environment })
  return name
}
