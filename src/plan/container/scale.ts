import type { AutoscalerProperties, CpuscalerProperties, HpaMetric, HpaProperties, ScalerProperties } from '../../generated/application.js'
import { parseCpu, parseMemory } from '../../language/quantities.js'
import type { Scale } from '../plan.js'
import type { Scope } from '../scope.js'
import type { Traced } from '../trace.js'

/** Gives the number of copies of a `scaler` trait (KubeVela: 1 where none is said). */
export function planReplicas(scope: Scope, properties: ScalerProperties): Traced<number> {
  return scope.from(properties, 'replicas') ?? scope.trace.join(1)
}

/** Gives the bounds and goals of an `autoscaler` trait: from 1 to 10 copies, and no goal that is not said. */
export function planAutoscaler(scope: Scope, properties: AutoscalerProperties): Scale {
  return scope.trace.build<Scale>({
    ...boundsOf(scope, properties),
    cpu: scope.from(properties, 'cpu'),
    memory: scope.from(properties, 'memory'),
    concurrency: scope.from(properties, 'concurrency'),
  })
}

/** Gives the bounds and the goal of a `cpuscaler` trait (KubeVela: from 1 to 10 copies, 50 percent). */
export function planCpuscaler(scope: Scope, properties: CpuscalerProperties, kind: string): Scale {
  settleTarget(scope, properties, kind)
  return scope.trace.build<Scale>({ ...boundsOf(scope, properties), cpu: scope.from(properties, 'cpuUtil') ?? 50 })
}

/** Gives the bounds and goals of an `hpa` trait (KubeVela: from 1 to 10 copies, 50 percent of cpu always counts); a goal that is no percentage is in cores or bytes there, in millicores or MiB here. */
export function planHpa(scope: Scope, properties: HpaProperties, kind: string): Scale {
  settleTarget(scope, properties, kind)
  const { cpu = {}, mem } = properties
  return scope.trace.build<Scale>({
    ...boundsOf(scope, properties),
    ...goalOf(scope, cpu, 'cpu', 'cpuValue', parseCpu),
    ...(mem && goalOf(scope, mem, 'memory', 'memoryValue', parseMemory)),
    podMetrics: scope.from(properties, 'podCustomMetrics'),
  })
}

function boundsOf(scope: Scope, properties: { readonly min?: number; readonly max?: number }) {
  return { min: scope.from(properties, 'min') ?? 1, max: scope.from(properties, 'max') ?? 10 }
}

function goalOf(
  scope: Scope,
  metric: HpaMetric,
  percent: 'cpu' | 'memory',
  value: 'cpuValue' | 'memoryValue',
  parse: (amount: number) => number | undefined,
): Partial<Record<keyof Scale, Traced<number>>> {
  if (metric.type !== undefined) scope.decide(metric, 'type')
  const isPercent = metric.type !== 'AverageValue'
  const goal = isPercent ? scope.from(metric, 'value') : scope.from(metric, 'value', parse)
  return { [isPercent ? percent : value]: goal ?? scope.trace.join(isPercent ? 50 : (parse(50) ?? 50)) }
}

/** What is scaled follows from the type of the component; an entry that says the same is right, and one that says something else does nothing. */
export function settleTarget(
  scope: Scope,
  properties: { readonly targetAPIVersion?: string; readonly targetKind?: string },
  kind: string,
): void {
  if (properties.targetKind === kind) scope.decide(properties, 'targetKind')
  if (properties.targetAPIVersion === 'apps/v1') scope.decide(properties, 'targetAPIVersion')
}
