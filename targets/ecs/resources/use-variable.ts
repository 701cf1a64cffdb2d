import { fingerprint } from '../../fingerprint.js'
import type { EcsDraft, EcsVariable } from './ecs-draft.js'
import { variable } from './variables.js'

/** Gives the mark for a value that whoever deploys has to give, and sees to it that they are asked. Two values that would have one name are kept apart. */
export function use({ variables }: Pick<EcsDraft, 'variables'>, wanted: EcsVariable): string {
  const known = variables.get(wanted.name)
  const name = known === undefined || meaning(known) === meaning(wanted) ? wanted.name : `${wanted.name}_${mark(wanted)}`
  if (!variables.has(name)) variables.set(name, { ...wanted, name })
  return variable(name)
}

/** Gives the name of a variable: upper-case letters, digits and `_`, such as `SECRET_SHOP_DB_ARN` for `SECRET`, `shop-db` and `ARN`. */
export function variableName(...parts: readonly string[]): string {
  return parts
    .map((part) =>
      part
        .toUpperCase()
        .replace(/[^A-Z0-9]+/g, '_')
        .replace(/^_+|_+$/g, ''),
    )
    .filter(Boolean)
    .join('_')
}

/** What a value is; two with the same are one. */
function meaning({ kind, default: assumed, secret }: EcsVariable): string {
  return JSON.stringify([kind, assumed, secret?.store, secret?.name])
}

function mark(wanted: EcsVariable): string {
  return fingerprint(meaning(wanted)).toUpperCase()
}
