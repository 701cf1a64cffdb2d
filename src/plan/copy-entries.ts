import type { Scope } from './scope.js'
import type { Traced } from './trace.js'

/** Gives a plain copy of an object of the manifest, in which each leaf has its own place; `defaults` are the values of entries that it lacks. */
export function copyEntries<T extends object>(
  { trace, from }: Scope,
  object: T,
  defaults: Readonly<Record<string, unknown>> = {},
): Readonly<Record<string, unknown>> {
  const keys = Object.keys(object).filter((key): key is keyof T & string => key in object)
  const entries = keys.map((key): [string, Traced<unknown> | undefined] => [key, from(object, key)])
  return trace.build<Record<string, unknown>>({ ...defaults, ...Object.fromEntries(entries.filter(([, entry]) => entry !== undefined)) })
}
