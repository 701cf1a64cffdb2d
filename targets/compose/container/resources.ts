import type { Resources as PlannedResources } from '../../../src/plan/plan.js'
import type { EmitContext } from '../../target.js'
import type { Deploy, Resources } from '../compose-file.js'

/** Least that Docker can limit: a hundredth of a processor, and 6 MiB. */
const leastCpu = 10
const leastMemory = 6

/**
 * Gives limits and reservations (Compose spec, deploy.resources); a request of processor time becomes its weight among containers,
 * as Kubernetes does it itself (1,024 shares to a processor).
 */
export function resourcesOf(
  context: EmitContext,
  resources: PlannedResources,
): { readonly resources: Resources | undefined; readonly shares: number | undefined } {
  const { cpu, memory, gpu } = resources
  const cpus = cpu?.limit === undefined ? undefined : String(atLeast(context, cpu, leastCpu, '10m') / 1000)
  const limit = memory?.limit === undefined ? undefined : bytes(atLeast(context, memory, leastMemory, '6Mi'))
  const reserved = memory?.request === undefined ? undefined : bytes(memory.request)
  const limits = cpus === undefined && limit === undefined ? undefined : { cpus, memory: limit }
  const devices = gpu === undefined || gpu === 0 ? undefined : [{ capabilities: ['gpu'], count: gpu }]
  const reservations: Resources['reservations'] =
    reserved === undefined && devices === undefined ? undefined : { memory: reserved, devices }
  return {
    resources: limits || reservations ? { limits, reservations } : undefined,
    shares: cpu?.request === undefined ? undefined : Math.max(2, Math.floor((cpu.request * 1024) / 1000)),
  }
}

/** Gives the `deploy` section; nothing where all of it would be Compose's default. */
export function deployOf(copies: number, resources: Resources | undefined): Deploy | undefined {
  return copies === 1 && resources === undefined ? undefined : { replicas: copies === 1 ? undefined : copies, resources }
}

/** Gives MiB as Compose writes sizes: its `M` is 1,048,576 bytes (Compose spec, byte values). */
export function bytes(mebibytes: number): string {
  return Number.isInteger(mebibytes) ? `${mebibytes}M` : `${Math.ceil(mebibytes * 1024 * 1024)}b`
}

function atLeast({ fault }: EmitContext, bounds: { readonly limit?: number }, least: number, name: string): number {
  const { limit = least } = bounds
  if (limit >= least) return limit
  fault(
    { code: 'target/limit-too-small', severity: 'warning', message: `compose cannot limit to less than ${name}, so the limit is ${name}` },
    bounds,
    'limit',
  )
  return least
}
