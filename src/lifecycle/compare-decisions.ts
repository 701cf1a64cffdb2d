import { compareText } from '../diagnostic.js'
import type { Decision } from './decision.js'

/** Gives what is different between two decisions on one request, a line each, sorted: `platform/redis: would have been removed, is retained now`. */
export function compareDecisions(before: Decision, after: Decision): readonly string[] {
  const [was, is] = [factsOf(before), factsOf(after)]
  const lines = [...new Set([...was.keys(), ...is.keys()])].sort(compareText).flatMap((key) => {
    const [old, now] = [was.get(key), is.get(key)]
    if (old === now) return []
    return [`${key}: was ${old ?? 'no part of it'}, now ${now ?? 'no part of it'}`]
  })
  const objections = after.objections.filter(({ message }) => before.objections.every((own) => own.message !== message))
  return [...lines, ...objections.map(({ message }) => message)]
}

function factsOf({ components, degraded }: Decision): ReadonlyMap<string, string> {
  const facts = new Map<string, string>()
  for (const { application, component, fate, version, neededBy } of components) {
    facts.set(`${application}/${component}`, `${fate} (${version})`)
    for (const { by, version: needing } of neededBy) facts.set(`${by} needs ${application}/${component}`, `so (${needing})`)
  }
  for (const { application, component, loses } of degraded) facts.set(`${application}/${component} loses ${loses}`, 'so')
  return facts
}
