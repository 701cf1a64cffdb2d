import type { Scope } from './scope.js'
import type { Traced } from './trace.js'

/** Gives labels or annotations with those of each of `additions` set in their order, each with its own place; a null removes one (KubeVela traits `labels`, `annotations`). */
export function mergeTexts(
  scope: Scope,
  texts: Readonly<Record<string, string>>,
  additions: readonly (Readonly<Record<string, string | null>> | undefined)[],
): Readonly<Record<string, string>> {
  const merged = new Map<string, Traced<string>>()
  for (const key of Object.keys(texts)) set(key, scope.trace.held(texts, key))
  for (const added of additions) if (added !== undefined) for (const key of Object.keys(added)) set(key, scope.from(added, key))
  return scope.trace.build<Record<string, string>>(Object.fromEntries(merged))

  function set(key: string, text: Traced<string> | undefined): void {
    if (text === undefined) merged.delete(key)
    else merged.set(key, text)
  }
}
