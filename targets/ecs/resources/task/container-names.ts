import type { Container, ContainerWorkload } from '../../../../src/plan/plan.js'
import { fingerprint } from '../../../fingerprint.js'

/** Name of the container that prepares volumes before all others. */
export const toolsContainer = 'mc-tools'

/** Longest name of a container (ECS API, ContainerDefinition `name`). */
const longest = 255

/** Gives each container of a workload its name in the task: letters, digits, `_` and `-`, each but once. What is changed leaves a fingerprint. */
export function containerNames({ main, sidecars, initContainers }: ContainerWorkload): ReadonlyMap<Container, string> {
  const names = new Map<Container, string>()
  const taken = new Set([toolsContainer])
  for (const container of [main, ...sidecars, ...initContainers]) {
    const name = legalName(container.name)
    let unique = name
    for (let at = 2; taken.has(unique); at++) unique = `${name.slice(0, longest - 9)}-${at}`
    taken.add(unique)
    names.set(container, unique)
  }
  return names
}

function legalName(text: string): string {
  const name = text.replace(/[^A-Za-z0-9_-]/g, '-').slice(0, longest)
  return name === text && name !== '' ? name : `${name.slice(0, longest - 9)}-${fingerprint(text)}`
}
