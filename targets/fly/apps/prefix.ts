import type { Workload } from '../../../src/plan/plan.js'
import { longest } from '../../service-name.js'
import type { EmitContext } from '../../target.js'

/**
 * Gives what the names of all apps begin with. Each name exists once in all of Fly.io, which is said once of a lattice where nothing makes its names its own;
 * a prefix with which Fly.io would not take a name is an error, and left out.
 */
export function prefixOf({ options, fault }: EmitContext, workloads: readonly Workload[], names: readonly string[]): string {
  const { prefix = '' } = options
  const [first] = workloads
  const [name] = names
  if (first === undefined || name === undefined) return ''
  const wrong = names.map((one) => `${prefix}${one}`).find((one) => !/^[a-z0-9][a-z0-9-]*$/.test(one) || one.length > longest)
  if (prefix === '')
    fault(
      {
        code: 'target/global-name',
        severity: 'info',
        message: `each name of an app exists once in all of Fly.io, and \`${name}\` may be somebody else's`,
        help: 'mc render --set fly.prefix=acme- begins all names with `acme-`',
      },
      first,
      'name',
    )
  else if (wrong !== undefined)
    fault(
      {
        code: 'target/option',
        severity: 'error',
        message: `with the prefix \`${prefix}\` an app would have the name \`${wrong}\`, which Fly.io does not take`,
        help: `a name has at most ${longest} lower-case letters, digits and \`-\``,
      },
      first,
      'name',
    )
  return wrong === undefined ? prefix : ''
}
