import type { CronTaskProperties, ServiceProperties, TaskProperties } from '../../generated/application.js'
import type { Container as ContainerComponent } from '../../language/is-container.js'
import type { Node } from '../../lattice/lattice.js'
import { traitsOf } from '../../lattice/traits-of.js'
import type { Container, ContainerWorkload, Exposure, Port, Schedule, TaskPolicy } from '../plan.js'
import type { Scope } from '../scope.js'
import { workloadBase } from '../workload-base.js'
import { addVolumes } from './add-volumes.js'
import { planBuild } from './build.js'
import { planCommand } from './command.js'
import { planDebug } from './debug.js'
import { planDevelop } from './develop.js'
import { planEnv } from './env.js'
import { planPorts } from './ports.js'
import { milliseconds, planProbe } from './probes.js'
import { planResources } from './resources.js'
import { planHostAliases } from './traits/apply-hostalias.js'
import { applyTraits } from './traits/apply-traits.js'
import { planVolumes } from './volumes.js'
import { workOf } from './work.js'

/** Gives a container workload: KubeVela's meaning of the component (webservice, worker, task, cron-task, daemon, statefulset), then its traits in the order of the manifest. */
export function planContainer(scope: Scope, node: Node, component: ContainerComponent): ContainerWorkload {
  const { trace } = scope
  const { properties } = component
  const main = planMain(scope, component)
  const isRun = component.type === 'task' || component.type === 'cron-task'
  const base = trace.build<ContainerWorkload>({
    ...workloadBase(scope, node),
    kind: 'container',
    work: scope.required(component, 'type', workOf),
    main,
    sidecars: [],
    initContainers: [],
    volumes: [],
    replicas: component.type === 'daemon' ? undefined : ((isRun ? scope.from(component.properties, 'count') : undefined) ?? 1),
    schedule: component.type === 'cron-task' ? planSchedule(scope, component.properties) : undefined,
    task: isRun ? planTask(scope, component.properties) : undefined,
    routes: [],
    exposure: planExposure(scope, properties, main.ports),
    hostAliases: planHostAliases(scope, properties.hostAliases),
    terminationGracePeriod: scope.from(properties, 'terminationGracePeriodSeconds', milliseconds),
    imagePullSecrets: scope.from(properties, 'imagePullSecrets') ?? [],
  })
  const planned = addDebug(scope, applyTraits(scope, addVolumes(scope, base, planVolumes(scope, properties)), component), properties)
  if (planned.scale === undefined || traitsOf(component, 'scaler').length > 0) return planned
  // where nothing scales, the least number of copies is the best answer
  return trace.amend(planned, { replicas: trace.join(Math.max(1, planned.scale.min), trace.held(planned.scale, 'min')) })
}

function planMain(scope: Scope, component: ContainerComponent): Container {
  const { trace } = scope
  const { properties } = component
  const ports = planPorts(scope, properties)
  return trace.build<Container>({
    name: scope.required(component, 'name'),
    image: scope.from(properties, 'image'),
    build: properties.build && planBuild(scope, properties.build),
    imagePullPolicy: scope.from(properties, 'imagePullPolicy'),
    ...planCommand(scope, properties),
    workingDir: scope.from(properties, 'workingDir'),
    stopSignal: scope.from(properties, 'stopSignal'),
    env: planEnv(scope, properties.env),
    ports,
    resources: planResources(scope, properties),
    livenessProbe: planProbe(scope, properties.livenessProbe, ports),
    readinessProbe: planProbe(scope, properties.readinessProbe, ports),
    startupProbe: planProbe(scope, properties.startupProbe, ports),
    mounts: [],
    develop: planDevelop(scope, properties),
  })
}

/** A debugger runs the command that the traits have left. */
function addDebug(scope: Scope, workload: ContainerWorkload, { debug }: ServiceProperties): ContainerWorkload {
  if (debug === undefined) return workload
  const { main } = workload
  return scope.trace.amend(workload, { main: scope.trace.amend(main, { debug: planDebug(scope, debug, main) }) })
}

function planExposure(scope: Scope, properties: ServiceProperties, ports: readonly Port[]): Exposure | undefined {
  if (!ports.some(({ expose }) => expose)) return undefined
  return scope.trace.build<Exposure>({ type: scope.from(properties, 'exposeType') ?? 'ClusterIP', annotations: {} })
}

function planTask(scope: Scope, properties: TaskProperties): TaskPolicy {
  return scope.trace.build<TaskPolicy>({
    restart: scope.from(properties, 'restart') ?? 'Never',
    backoffLimit: scope.from(properties, 'backoffLimit') ?? 6,
    activeDeadline: scope.from(properties, 'activeDeadlineSeconds', milliseconds),
    ttlAfterFinished: scope.from(properties, 'ttlSecondsAfterFinished', milliseconds),
  })
}

function planSchedule(scope: Scope, properties: CronTaskProperties): Schedule {
  return scope.trace.build<Schedule>({
    cron: scope.required(properties, 'schedule'),
    timeZone: scope.from(properties, 'timeZone'),
    suspend: scope.from(properties, 'suspend') ?? false,
    concurrencyPolicy: scope.from(properties, 'concurrencyPolicy') ?? 'Allow',
    startingDeadline: scope.from(properties, 'startingDeadlineSeconds', milliseconds),
    successfulJobsHistoryLimit: scope.from(properties, 'successfulJobsHistoryLimit') ?? 3,
    failedJobsHistoryLimit: scope.from(properties, 'failedJobsHistoryLimit') ?? 1,
  })
}
