import type { FlyDraft } from './fly-draft.js'

/** The longest name of an app that is a host name too. */
const longest = 63

/** Says once of a lattice that its names exist once in all of Fly.io, where nothing makes them its own; reports names that a prefix makes too long or wrong. */
export function reportNames({ apps, context, workloads }: FlyDraft): void {
  const { prefix = '' } = context.options
  const [first] = workloads.values()
  if (first === undefined) return
  if (prefix === '') {
    context.fault(
      {
        code: 'target/global-name',
        severity: 'info',
        message: `each name of an app exists once in all of Fly.io, and \`${apps[0]?.name ?? ''}\` may be somebody else's`,
        help: 'mc render --set fly.prefix=acme- begins all names with `acme-`',
      },
      first,
      'name',
    )
    return
  }
  const wrong = apps.find(({ name }) => !/^[a-z][a-z0-9-]*$/.test(name) || name.length > longest)
  if (wrong !== undefined)
    context.fault(
      {
        code: 'target/option',
        severity: 'error',
        message: `with the prefix \`${prefix}\` an app would have the name \`${wrong.name}\`, which Fly.io does not take`,
        help: `a name has lower-case letters, digits and \`-\`, begins with a letter and is at most ${longest} long`,
      },
      first,
      'name',
    )
}
