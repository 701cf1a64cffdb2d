import type { ObjectDraft } from '../object-draft.js'
import type { ParentReference } from './http-route.js'

/** Gives the Gateway of all routes (option `gateway-name`); one that is not named is reported. */
export function parentOf({ context }: ObjectDraft): ParentReference | undefined {
  const [first = '', second, ...rest] = (context.options['gateway-name'] ?? '').split('/')
  if (first !== '' && second !== '' && rest.length === 0) return second === undefined ? { name: first } : { namespace: first, name: second }
  context.fault(
    {
      code: 'target/option',
      severity: 'error',
      message: '`routing=gateway` needs the Gateway that serves the routes',
      help: 'name it by the option `gateway-name=<namespace>/<name>`',
    },
    {},
  )
  return undefined
}
