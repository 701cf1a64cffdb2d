import type { ContainerDefinition } from '../kinds.js'
import type { LimitRule } from './finding.js'

/** What a container waits for is there, can come about, and never leads back to it (ECS API, ContainerDependency). */
export const dependenciesLegal: LimitRule = ({ task }, say) => {
  const containers = task.containerDefinitions ?? []
  const byName = new Map(containers.flatMap((container) => (container.name === undefined ? [] : [[container.name, container] as const])))
  for (const [at, { name = '', dependsOn = [] }] of containers.entries()) {
    const path = ['task', 'containerDefinitions', at, 'dependsOn']
    for (const [item, { containerName = '', condition }] of dependsOn.entries()) {
      const other = byName.get(containerName)
      if (other === undefined)
        say([...path, item, 'containerName'], `\`${name}\` waits for \`${containerName}\`, which is no container of the task`)
      else if ((condition === 'COMPLETE' || condition === 'SUCCESS') && other.essential !== false)
        say(
          [...path, item, 'condition'],
          `\`${name}\` waits for the end of \`${containerName}\`, which is essential: its end is the end of the task`,
          'wait for START or HEALTHY, or make it not essential',
        )
      else if (condition === 'HEALTHY' && (other.healthCheck === undefined || other.healthCheck.command?.[0] === 'NONE'))
        say([...path, item, 'condition'], `\`${name}\` waits for \`${containerName}\` to be healthy, which has no health check`)
      const twice = dependsOn.findIndex((earlier) => earlier.containerName === containerName)
      if (twice < item) say([...path, item], `\`${name}\` waits for \`${containerName}\` twice`)
    }
  }
  const circular = containers.flatMap(({ name = '', dependsOn }, at) =>
    isReached(name, dependsOn, byName) ? [{ name, path: ['task', 'containerDefinitions', at, 'dependsOn'] }] : [],
  )
  const [first] = circular
  if (first !== undefined)
    say(
      first.path,
      `containers wait for each other in a circle: ${circular.map(({ name }) => `\`${name}\``).join(', ')}`,
      undefined,
      circular.map(({ path }) => path),
    )
}

/** Tells whether what a container waits for, and what that waits for, leads to a name. */
function isReached(name: string, first: ContainerDefinition['dependsOn'], containers: ReadonlyMap<string, ContainerDefinition>): boolean {
  const seen = new Set<string>()
  const waiting = [...(first ?? [])]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { containerName = '' } = next
    if (containerName === name) return true
    if (seen.has(containerName)) continue
    seen.add(containerName)
    waiting.push(...(containers.get(containerName)?.dependsOn ?? []))
  }
  return false
}
