import type { SpinComponent, SpinProperties, Trait } from '../../generated/application.js'
import type { Node } from '../../lattice/lattice.js'
import { traitsOf } from '../../lattice/traits-of.js'
import { planEnv } from '../container/env.js'
import { exposePorts } from '../container/expose-ports.js'
import { planSpinProbe, spinPort } from '../container/probes.js'
import { planResources } from '../container/resources.js'
import { planRoutes } from '../container/routes.js'
import { planAutoscaler, planCpuscaler, planHpa, planReplicas } from '../container/scale.js'
import { changeResources } from '../container/traits/apply-resource.js'
import { copyEntries } from '../copy-entries.js'
import type { Port, SpinWorkload } from '../plan.js'
import { isTrait, type Scope } from '../scope.js'
import { workloadBase } from '../workload-base.js'
import { planRuntimeConfig } from './runtime-config.js'

/** Gives a Spin application (SpinKube, SpinApp): one copy, started over HTTP on port 80 where nothing else is said, then its traits in the order of the manifest. */
export function planSpin(scope: Scope, node: Node, component: SpinComponent): SpinWorkload {
  const { trace } = scope
  const { properties } = component
  const base = trace.build<SpinWorkload>({
    ...workloadBase(scope, node),
    kind: 'spin',
    image: scope.required(properties, 'image'),
    variables: planEnv(scope, properties.variables),
    triggers: properties.triggers?.map((trigger) => copyEntries(scope, trigger)) ?? [{ type: 'http' }],
    components: scope.from(properties, 'components') ?? [],
    runtimeConfig: properties.runtimeConfig && planRuntimeConfig(scope, properties.runtimeConfig),
    replicas: 1,
    resources: planResources(scope, properties),
    imagePullSecrets: scope.from(properties, 'imagePullSecrets') ?? [],
    livenessProbe: planSpinProbe(scope, properties.livenessProbe),
    readinessProbe: planSpinProbe(scope, properties.readinessProbe),
    routes: [],
    ports: planSpinPorts(properties),
  })
  const planned = (component.traits ?? []).reduce((workload, trait) => applySpinTrait(scope, workload, trait), base)
  if (planned.scale === undefined || traitsOf(component, 'scaler').length > 0) return planned
  // where nothing scales, the least number of copies is the best answer
  return trace.amend(planned, { replicas: trace.join(Math.max(1, planned.scale.min), trace.held(planned.scale, 'min')) })
}

/** Only HTTP is served; the other triggers fetch their work (SpinKube names the port `http-app`). */
function planSpinPorts({ triggers }: SpinProperties): readonly Port[] {
  if (triggers !== undefined && !triggers.some(({ type }) => type === 'http')) return []
  return [{ name: 'http-app', containerPort: spinPort, port: spinPort, protocol: 'TCP', appProtocol: 'http', expose: false }]
}

function applySpinTrait(scope: Scope, workload: SpinWorkload, trait: Trait): SpinWorkload {
  const applied = changeBy(scope, workload, trait)
  if (applied !== workload) scope.decide(trait, 'type')
  return applied
}

function changeBy(scope: Scope, workload: SpinWorkload, trait: Trait): SpinWorkload {
  const { trace } = scope
  if (isTrait(trait, 'scaler')) return trace.amend(workload, { replicas: planReplicas(scope, trait.properties ?? {}) })
  if (isTrait(trait, 'autoscaler')) return trace.amend<SpinWorkload>(workload, { scale: planAutoscaler(scope, trait.properties ?? {}) })
  if (isTrait(trait, 'cpuscaler'))
    return trace.amend<SpinWorkload>(workload, { scale: planCpuscaler(scope, trait.properties ?? {}, scaledKind) })
  if (isTrait(trait, 'hpa')) return trace.amend<SpinWorkload>(workload, { scale: planHpa(scope, trait.properties ?? {}, scaledKind) })
  if (isTrait(trait, 'resource'))
    return trace.amend(workload, { resources: changeResources(scope, workload.resources, trait.properties ?? {}) })
  if (isTrait(trait, 'expose')) return trace.amend(workload, { ports: exposePorts(scope, workload.ports, trait.properties ?? {}) })
  if (isTrait(trait, 'gateway') || isTrait(trait, 'ingress')) {
    const { routes, ports } = planRoutes(scope, workload.ports, trait.properties)
    return trace.amend(workload, { routes: [...workload.routes, ...routes], ports })
  }
  return workload
}

/** What the operator makes of a Spin application (SpinKube, SpinAppExecutor with `createDeployment`). */
const scaledKind = 'Deployment'
