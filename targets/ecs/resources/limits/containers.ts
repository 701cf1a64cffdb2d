import type { Id } from '../../../../src/lattice/lattice.js'
import type { EcsDraft } from '../ecs-draft.js'
import { containerNames } from '../task/container-names.js'
import type { LimitRule } from './finding.js'

/** A task has a container, one of them is essential, and each has an image and a name of its own (ECS API, ContainerDefinition). */
export const containersDistinct: LimitRule = ({ id, task }, say, draft) => {
  const containers = task.containerDefinitions ?? []
  const path = ['task', 'containerDefinitions']
  if (containers.length === 0) say(path, 'a task has one container at least')
  else if (containers.every(({ essential }) => essential === false))
    say(
      path,
      'no container is essential, and the end of one of them has to end the task',
      'leave `essential` out of the main container',
      containers.map((_, at) => [...path, at, 'essential']),
    )
  const names = new Set<string>()
  for (const [at, { name, image }] of containers.entries()) {
    if (name === undefined || name === '') say([...path, at], 'a container has a name')
    else if (names.has(name)) say([...path, at, 'name'], `two containers of the task are called \`${name}\``)
    else names.add(name)
    if ((image === undefined || image === '') && !isEmpty(draft, id, name)) say([...path, at, 'image'], `\`${name ?? at}\` has no image`)
  }
}

/** Of an image that the manifest leaves empty it is said before. */
function isEmpty({ workloads }: EcsDraft, id: Id, name: string | undefined): boolean {
  const workload = workloads.get(id)
  return (
    workload?.kind === 'container' &&
    [...containerNames(workload)].some(([container, given]) => given === name && container.image?.trim() === '')
  )
}
