import type { EmitContext } from '../target.js'

/**
 * Gives an object of the plan with some entries in the place of its own, without reading the others: what is read of the plan counts as used.
 * What is reported of it stands at the lines of the object.
 */
export function amended<T extends object, C extends object>(
  context: Pick<EmitContext, 'standsFor'>,
  object: T,
  changes: C,
): Omit<T, keyof C> & C
export function amended({ standsFor }: Pick<EmitContext, 'standsFor'>, object: object, changes: object): object {
  const made = new Proxy(object, {
    get: (target, key) => Reflect.get(Object.hasOwn(changes, key) ? changes : target, key),
    has: (target, key) => Object.hasOwn(changes, key) || Reflect.has(target, key),
    ownKeys: (target) => [...new Set([...Reflect.ownKeys(target), ...Reflect.ownKeys(changes)])],
    getOwnPropertyDescriptor: (target, key) => Reflect.getOwnPropertyDescriptor(Object.hasOwn(changes, key) ? changes : target, key),
  })
  standsFor(made, object)
  return made
}
