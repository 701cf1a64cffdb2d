import type { Id } from '../../src/lattice/lattice.js'
import type { EmitContext } from '../target.js'

/**
 * Gives a part of the plan in which links and addresses lead elsewhere: to what `places` has for their targets. Nothing is read before somebody reads it,
 * because what is read of the plan counts as used, and what is reported stands at the lines of the original.
 */
export function redirected<T extends object>(context: Pick<EmitContext, 'standsFor'>, object: T, places: ReadonlyMap<Id, Id>): T
export function redirected({ standsFor }: Pick<EmitContext, 'standsFor'>, object: object, places: ReadonlyMap<Id, Id>): object {
  const made = new Map<object, object>()
  const wrap = (original: object): object => {
    const known = made.get(original)
    if (known !== undefined) return known
    const proxy = new Proxy(original, {
      get(target, key) {
        const value: unknown = Reflect.get(target, key)
        if (typeof value === 'object' && value !== null) return wrap(value)
        return typeof value === 'string' && key === 'to' && Reflect.has(target, 'scheme') ? (places.get(value) ?? value) : value
      },
    })
    made.set(original, proxy)
    standsFor(proxy, original)
    return proxy
  }
  return wrap(object)
}
