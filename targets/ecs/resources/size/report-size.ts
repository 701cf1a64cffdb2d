import type { Container, ContainerWorkload } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import { defaultMemory, leastMemory, units } from './container-size.js'
import type { TaskSize } from './fargate-sizes.js'
import { proxySize } from './proxy-size.js'
import { memoryText, sizeText, unitsText } from './size-text.js'

/** Says what became of the amounts that a manifest asks for, each once for a workload: defaults, the size that Fargate has in their place, and what it cannot bound. */
export function reportSize(draft: EcsDraft, workload: ContainerWorkload, asked: TaskSize, size: TaskSize | undefined): void {
  const isProxied = proxySize(draft, workload).memory > 0
  const containers = [workload.main, ...workload.sidecars, ...workload.initContainers]
  reportDefaults(draft, workload, containers, size)
  for (const container of containers) {
    reportTooSmall(draft, container)
    reportCpuLimit(draft, container, size)
  }
  if (size !== undefined) reportRounded(draft, workload, containers, asked, size, isProxied)
}

const amounts = ['cpu', 'memory'] as const

function reportDefaults(
  { context }: EcsDraft,
  workload: ContainerWorkload,
  containers: readonly Container[],
  size: TaskSize | undefined,
): void {
  const open = containers.flatMap((container) => {
    const missing = amounts.filter((amount) => said(container, amount) === undefined)
    return missing.length === 0 ? [] : [`\`${container.name}\` (${missing.join(', ')})`]
  })
  if (open.length === 0) return
  const instead =
    size === undefined
      ? `on machines ${memoryText(defaultMemory)} are kept for a container`
      : `it counts nothing, and the task has ${sizeText(size)}`
  context.fault(
    {
      code: 'target/default-resources',
      severity: 'info',
      message: `what ${open.join(', ')} ${open.length === 1 ? 'needs' : 'need'} is left open: ${instead}`,
      help: 'say `cpu` and `memory`',
    },
    workload,
    'name',
  )
}

function reportTooSmall({ context }: EcsDraft, { name, resources: { memory } }: Container): void {
  for (const key of ['request', 'limit'] as const) {
    const amount = memory?.[key]
    if (memory === undefined || amount === undefined || amount >= leastMemory) continue
    if (key === 'limit' && memory.request === amount) continue
    context.fault(
      {
        code: 'target/limit-too-small',
        severity: 'warning',
        message: `the memory of \`${name}\` is raised from ${memoryText(amount)} to ${leastMemory} MiB, the least that ECS takes`,
      },
      memory,
      key,
    )
  }
}

/** The shares of a container count where its neighbours want as much; nothing stops it from taking what they leave. */
function reportCpuLimit({ context }: EcsDraft, { name, resources: { cpu } }: Container, size: TaskSize | undefined): void {
  if (cpu?.limit === undefined || cpu.request === undefined || cpu.limit === cpu.request) return
  const bound = size === undefined ? 'its machine' : `the ${unitsText(size.cpu)} of its task`
  context.fault(
    {
      code: 'target/cpu-limit',
      severity: 'warning',
      message: `\`${name}\` may use ${bound}: ECS bounds the cpu of no container, so the limit of ${unitsText(units(cpu.limit))} has no effect`,
      help: 'the size of the task counts what is requested; request what is needed',
    },
    cpu,
    'limit',
  )
}

function reportRounded(
  { context }: EcsDraft,
  { id }: ContainerWorkload,
  containers: readonly Container[],
  asked: TaskSize,
  size: TaskSize,
  isProxied: boolean,
): void {
  const place = amounts.flatMap((amount) => (size[amount] === asked[amount] ? [] : (firstSaid(containers, amount) ?? [])))
  if (place[0] === undefined) return
  context.fault(
    {
      code: 'target/rounded',
      severity: 'info',
      message: `\`${id}\` gets ${sizeText(size)} for ${sizeText(asked)}${isProxied ? ', which the proxy of Service Connect is counted in' : ''}: Fargate has no smaller size that holds them`,
      ...(isProxied && { help: '`ecs.proxy-size` counts the proxy' }),
    },
    place[0].object,
    place[0].key,
  )
}

/** Gives the entry of the first container that says the amount. */
function firstSaid(
  containers: readonly Container[],
  amount: 'cpu' | 'memory',
): { readonly object: object; readonly key: string } | undefined {
  return containers.map((container) => said(container, amount)).find((place) => place !== undefined)
}

/** What is requested counts of cpu, and of memory the limit. */
function said({ resources }: Container, amount: 'cpu' | 'memory'): { readonly object: object; readonly key: string } | undefined {
  const bounds = resources[amount]
  const key = (amount === 'cpu' ? (['request', 'limit'] as const) : (['limit', 'request'] as const)).find(
    (bound) => bounds?.[bound] !== undefined,
  )
  return bounds === undefined || key === undefined ? undefined : { object: bounds, key }
}
