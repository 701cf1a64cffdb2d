import type { ExposeProperties, GatewayProperties } from '../../../generated/application.js'
import type { Container as ContainerComponent } from '../../../language/is-container.js'
import { traitApplies } from '../../../language/trait-types.js'
import type { KnownTrait } from '../../../lattice/traits-of.js'
import { mergeTexts } from '../../merge-texts.js'
import type { ContainerWorkload, Exposure, Scale } from '../../plan.js'
import { isTrait, type Scope } from '../../scope.js'
import { exposePorts } from '../expose-ports.js'
import { planRoutes } from '../routes.js'
import { planAutoscaler, planCpuscaler, planHpa, planReplicas } from '../scale.js'
import { kubernetesKind } from '../work.js'
import { applyCommand } from './apply-command.js'
import { applyConfigmap } from './apply-configmap.js'
import { applyContainerImage } from './apply-container-image.js'
import { applyContainerPorts } from './apply-container-ports.js'
import { applyEnv } from './apply-env.js'
import { applyHostalias } from './apply-hostalias.js'
import { applyPodsecuritycontext, applyServiceAccount } from './apply-identity.js'
import { applyInitContainer } from './apply-init-container.js'
import { applyLifecycle } from './apply-lifecycle.js'
import { applyNodeAffinity } from './apply-node-affinity.js'
import { applyPvc } from './apply-pvc.js'
import { applyResource } from './apply-resource.js'
import { applyAffinity, applyTopologySpread } from './apply-scheduling.js'
import { applySecuritycontext } from './apply-securitycontext.js'
import { applyServiceBinding } from './apply-service-binding.js'
import { applySidecar } from './apply-sidecar.js'
import { applyStartupProbe } from './apply-startup-probe.js'
import { applyStorage } from './apply-storage.js'
import { applyUpdateStrategy } from './apply-update-strategy.js'

/**
 * Gives the workload with its traits applied one after the other, in the order of the manifest, as KubeVela does.
 * Labels, annotations, links and the `runtime` trait are read elsewhere, for they belong to every kind of workload;
 * a trait that means nothing on this type of component, or that finds nothing to patch, changes nothing and is left for the targets to report.
 */
export function applyTraits(scope: Scope, workload: ContainerWorkload, component: ContainerComponent): ContainerWorkload {
  let applied = workload
  for (const trait of component.traits ?? []) {
    const apply = appliers.get(trait.type)
    if (apply === undefined || !traitApplies(trait.type, component)) continue
    const before = applied
    applied = apply(scope, applied, trait)
    if (applied !== before) scope.decide(trait, 'type')
  }
  return applied
}

type Trait = NonNullable<ContainerComponent['traits']>[number]
type Apply = (scope: Scope, workload: ContainerWorkload, trait: Trait) => ContainerWorkload
type TraitOf<T extends KnownTrait['type']> = Extract<KnownTrait, { type: T }>

const appliers: ReadonlyMap<string, Apply> = new Map([
  on('scaler', (scope, workload, { properties = {} }) => scope.trace.amend(workload, { replicas: planReplicas(scope, properties) })),
  on('autoscaler', (scope, workload, { properties = {} }) => scale(scope, workload, planAutoscaler(scope, properties))),
  on('cpuscaler', (scope, workload, { properties = {} }) =>
    scale(scope, workload, planCpuscaler(scope, properties, kubernetesKind(workload.work))),
  ),
  on('hpa', (scope, workload, { properties = {} }) => scale(scope, workload, planHpa(scope, properties, kubernetesKind(workload.work)))),
  on('gateway', (scope, workload, { properties }) => addRoutes(scope, workload, properties)),
  on('ingress', (scope, workload, { properties }) => addRoutes(scope, workload, properties)),
  on('expose', (scope, workload, { properties = {} }) => expose(scope, workload, properties)),
  on('sidecar', (scope, workload, { properties }) => applySidecar(scope, workload, properties)),
  on('init-container', (scope, workload, { properties }) => applyInitContainer(scope, workload, properties)),
  on('storage', (scope, workload, { properties = {} }) => applyStorage(scope, workload, properties)),
  on('pvc', (scope, workload, { properties }) => applyPvc(scope, workload, properties)),
  on('env', (scope, workload, { properties = {} }) => applyEnv(scope, workload, properties)),
  on('resource', (scope, workload, { properties = {} }) => applyResource(scope, workload, properties)),
  on('command', (scope, workload, { properties = {} }) => applyCommand(scope, workload, properties)),
  on('container-image', (scope, workload, { properties }) => applyContainerImage(scope, workload, properties)),
  on('container-ports', (scope, workload, { properties = {} }) => applyContainerPorts(scope, workload, properties)),
  on('startup-probe', (scope, workload, { properties }) => applyStartupProbe(scope, workload, properties)),
  on('lifecycle', (scope, workload, { properties = {} }) => applyLifecycle(scope, workload, properties)),
  on('hostalias', (scope, workload, { properties }) => applyHostalias(scope, workload, properties)),
  on('securitycontext', (scope, workload, { properties = {} }) => applySecuritycontext(scope, workload, properties)),
  on('podsecuritycontext', (scope, workload, { properties = {} }) => applyPodsecuritycontext(scope, workload, properties)),
  on('service-account', (scope, workload, { properties }) => applyServiceAccount(scope, workload, properties)),
  on('affinity', (scope, workload, { properties = {} }) => applyAffinity(scope, workload, properties)),
  on('topologyspreadconstraints', (scope, workload, { properties }) => applyTopologySpread(scope, workload, properties)),
  on('service-binding', (scope, workload, { properties }) => applyServiceBinding(scope, workload, properties)),
  on('configmap', (scope, workload, { properties }) => applyConfigmap(scope, workload, properties)),
  on('node-affinity', (scope, workload, { properties }) => applyNodeAffinity(scope, workload, properties)),
  on('k8s-update-strategy', (scope, workload, { properties = {} }) => applyUpdateStrategy(scope, workload, properties)),
])

function on<T extends KnownTrait['type']>(
  type: T,
  apply: (scope: Scope, workload: ContainerWorkload, trait: TraitOf<T>) => ContainerWorkload,
): [string, Apply] {
  return [type, (scope, workload, trait) => (isTrait(trait, type) ? apply(scope, workload, trait) : workload)]
}

function scale({ trace }: Scope, workload: ContainerWorkload, planned: Scale): ContainerWorkload {
  return trace.amend<ContainerWorkload>(workload, { scale: planned })
}

function addRoutes(scope: Scope, workload: ContainerWorkload, properties: GatewayProperties): ContainerWorkload {
  const { trace } = scope
  const { routes, ports } = planRoutes(scope, workload.main.ports, properties)
  return trace.amend(workload, { routes: [...workload.routes, ...routes], main: trace.amend(workload.main, { ports }) })
}

/** KubeVela makes a service of its own beside that of `ports[].expose`, under the same name: here the trait has the last word on what both say. */
function expose(scope: Scope, workload: ContainerWorkload, properties: ExposeProperties): ContainerWorkload {
  const { trace } = scope
  const known = workload.exposure
  const exposure = trace.build<Exposure>({
    type: scope.from(properties, 'type') ?? (known && trace.held(known, 'type')) ?? 'ClusterIP',
    annotations: mergeTexts(scope, known?.annotations ?? {}, [properties.annotations]),
    matchLabels: scope.from(properties, 'matchLabels') ?? (known && trace.held(known, 'matchLabels')),
  })
  const main = trace.amend(workload.main, { ports: exposePorts(scope, workload.main.ports, properties) })
  return trace.amend<ContainerWorkload>(workload, { exposure, main })
}
