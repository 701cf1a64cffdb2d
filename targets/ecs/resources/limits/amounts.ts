import { fargateSizes, largestSize } from '../size/fargate-sizes.js'
import { sizeText } from '../size/size-text.js'
import type { LimitRule } from './finding.js'

/** What containers have fits the task, and the task has a size that there is (Amazon ECS Developer Guide, Task size). */
export const amountsFit: LimitRule = ({ id, task }, say) => {
  const containers = task.containerDefinitions ?? []
  const size = { cpu: cpuOf(task.cpu), memory: memoryOf(task.memory) }
  const isFargate = task.requiresCompatibilities?.includes('FARGATE') === true
  for (const amount of ['cpu', 'memory'] as const) {
    if (isFargate && task[amount] === undefined) say(['task'], `a task of Fargate says its \`${amount}\``)
    if (task[amount] !== undefined && size[amount] === undefined)
      say(['task', amount], `\`${amount}\` of the task is \`${task[amount]}\`, which is no amount`)
  }
  const exceeded = (['cpu', 'memory'] as const).find((amount) => (size[amount] ?? 0) > largestSize[amount])
  if (isFargate && exceeded !== undefined) {
    say(
      ['task', exceeded],
      `\`${id}\` needs ${sizeText({ cpu: size.cpu ?? 0, memory: size.memory ?? 0 })}, and the largest task of Fargate has ${sizeText(largestSize)}`,
      'ask for less, or run it on machines of the account: `--set ecs.launch-type=EC2`',
    )
    return
  }
  const pair = fargateSizes.find(({ cpu }) => cpu === size.cpu)
  const memories: readonly number[] = pair?.memory ?? []
  if (isFargate && size.cpu !== undefined && pair === undefined)
    say(['task', 'cpu'], `Fargate has no task with cpu \`${task.cpu}\`: it has ${fargateSizes.map(({ cpu }) => cpu).join(', ')} units`)
  else if (isFargate && size.memory !== undefined && pair !== undefined && !memories.includes(size.memory))
    say(
      ['task', 'memory'],
      `Fargate has no task with cpu \`${task.cpu}\` and memory \`${task.memory}\``,
      `with that cpu it has ${memories[0]} to ${memories.at(-1)} MiB in steps`,
    )
  else if (!isFargate && size.cpu !== undefined && (size.cpu < 128 || size.cpu > 196608))
    say(['task', 'cpu'], `the cpu of a task is 128 to 196608 units; it is ${size.cpu}`)
  for (const [at, { name, memory, memoryReservation }] of containers.entries()) {
    const path = ['task', 'containerDefinitions', at]
    if (memory !== undefined && memoryReservation !== undefined && memory <= memoryReservation)
      say(
        [...path, 'memoryReservation'],
        `\`${name}\` has ${memory} MiB at most, and ${memoryReservation} MiB of it reserved: AWS asks for less than that`,
      )
    if (memory === undefined && memoryReservation === undefined && size.memory === undefined)
      say(path, `\`${name}\` or its task says how much memory it has`, 'say `memory`')
  }
  for (const amount of ['cpu', 'memory'] as const) {
    const room = size[amount]
    const parts = containers.map(({ cpu = 0, memory = 0, memoryReservation = 0 }) => (amount === 'cpu' ? cpu : memory || memoryReservation))
    const sum = parts.reduce((total, part) => total + part, 0)
    if (room === undefined || sum <= room) continue
    const largest = parts.indexOf(Math.max(...parts))
    say(
      ['task', 'containerDefinitions', largest, amount],
      `the containers of the task have ${sum} ${amount === 'cpu' ? 'units' : 'MiB'} together, and their task ${room}`,
      undefined,
      [['task', amount], ...parts.map((_, at) => ['task', 'containerDefinitions', at, amount])],
    )
  }
}

/** Units, or vCPU with the word behind the number (ECS API, RegisterTaskDefinition `cpu`). */
function cpuOf(text: string | undefined): number | undefined {
  const [, number, word] = /^\s*(\d+(?:\.\d+)?)\s*(vcpu)?\s*$/i.exec(text ?? '') ?? []
  return number === undefined ? undefined : Number(number) * (word === undefined ? 1 : 1024)
}

/** MiB, or GB with the word behind the number (ECS API, RegisterTaskDefinition `memory`). */
function memoryOf(text: string | undefined): number | undefined {
  const [, number, word] = /^\s*(\d+(?:\.\d+)?)\s*(gb)?\s*$/i.exec(text ?? '') ?? []
  return number === undefined ? undefined : Number(number) * (word === undefined ? 1 : 1024)
}
