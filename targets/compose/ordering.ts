import type { Id } from '../../src/lattice/lattice.js'
import type { ContainerWorkload, Need, Workload } from '../../src/plan/plan.js'
import type { Dependency } from './compose-file.js'
import { hasHealth } from './container/health.js'
import { hasClock } from './container/runner.js'
import type { Draft } from './draft.js'
import { companionName } from './names.js'
import { isStubbed, stubCondition } from './stub/stub-service.js'
import { manifestsService } from './wasm/manifests-service.js'

type Dependencies = Readonly<Record<string, Dependency>>

/**
 * Gives what a workload waits for (Compose spec, services.depends_on): healthy where there is a health check, ended where it is a task, else started.
 * Workloads that need each other are reported: Compose refuses a circle.
 */
export function dependenciesOf(draft: Draft, workload: Workload): Dependencies {
  const dependencies: Record<string, Dependency> = {}
  for (const need of workload.needs) {
    const target = draft.workloads.get(need.id)
    if (target === undefined) continue
    if (target.kind === 'container' && target.work === 'cron' && (!hasClock(target) || isStubbed(draft, target))) {
      draft.context.fault(
        {
          code: 'target/needs-cron',
          severity: 'warning',
          message: `compose does not start \`${target.id}\` by itself, so \`${workload.id}\` does not wait for it`,
          help: 'let it depend on a task instead',
        },
        need,
        'id',
      )
    } else if ((draft.waves.get(target.id) ?? 0) >= (draft.waves.get(workload.id) ?? 0)) {
      draft.context.fault(
        {
          code: 'target/circle',
          severity: 'warning',
          message: `\`${workload.id}\` and \`${target.id}\` need each other, so under compose \`${workload.id}\` does not wait`,
          help: 'make sure that it tries again until the other answers',
        },
        need,
        'id',
      )
    } else Object.assign(dependencies, readiness(draft, target))
  }
  return dependencies
}

/**
 * Gives what must run before the manifests are handed to wadm: whatever Wasm workloads wait for. wadm itself starts them all together.
 * A container that waits for wasmCloud cannot be among them.
 */
export function substrateDependencies(draft: Draft): Dependencies {
  const dependencies: Record<string, Dependency> = {}
  for (const workload of draft.workloads.values()) {
    if (workload.kind !== 'wasm') continue
    for (const need of workload.needs) {
      const target = draft.workloads.get(need.id)
      if (target === undefined || (target.kind === 'wasm' && need.why === 'link')) continue
      if (target.kind === 'wasm' || needsWasm(draft, target, new Set())) reportLoose(draft, workload, target, need)
      else Object.assign(dependencies, readiness(draft, target))
    }
  }
  return dependencies
}

function reportLoose({ context }: Draft, workload: Workload, target: Workload, need: Need): void {
  context.fault(
    {
      code: 'target/circle',
      severity: 'warning',
      message: `wadm starts all Wasm workloads of the lattice together under compose, so \`${workload.id}\` does not wait for \`${target.id}\``,
    },
    need,
    'id',
  )
}

function needsWasm(draft: Draft, workload: Workload, seen: Set<Id>): boolean {
  if (workload.kind === 'wasm') return true
  if (seen.has(workload.id)) return false
  seen.add(workload.id)
  return workload.needs.some(({ id }) => {
    const target = draft.workloads.get(id)
    return target !== undefined && needsWasm(draft, target, seen)
  })
}

/** Gives what must hold of a workload's services before it counts as running. */
export function readiness(draft: Draft, workload: Workload): Dependencies {
  if (workload.kind === 'wasm') return { [manifestsService]: { condition: 'service_completed_successfully' } }
  const service = draft.serviceOf(workload.id)
  if (isStubbed(draft, workload)) return { [service]: { condition: stubCondition(workload) } }
  if (workload.kind === 'spin') return { [service]: { condition: hasHealth(workload) ? 'service_healthy' : 'service_started' } }
  if (workload.work === 'task') return { [service]: { condition: 'service_completed_successfully' } }
  if (workload.work === 'cron') return { [service]: { condition: 'service_started' } }
  return {
    [service]: { condition: hasHealth(workload.main) ? 'service_healthy' : 'service_started' },
    ...companions(service, workload),
  }
}

function companions(service: string, { sidecars }: ContainerWorkload): Dependencies {
  return Object.fromEntries(
    sidecars.filter(hasHealth).map((sidecar) => [companionName(service, sidecar.name), { condition: 'service_healthy' }]),
  )
}
