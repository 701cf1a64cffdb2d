import type {
  Component,
  ConfigProperty,
  LinkProperties,
  SecretProperty,
  SpreadscalerProperties,
  Trait,
} from '../../generated/application.js'
import { isWasm, type Wasm } from '../../language/is-wasm.js'
import { sharedAnnotations } from '../../lattice/is-shared.js'
import { traitsOf } from '../../lattice/traits-of.js'
import type { WadmManifest } from '../plan.js'
import { isTrait, type Scope } from '../scope.js'

/**
 * Gives the Wasm part of an application as a manifest for wadm 0.21: old names replaced, `requirements` always there (wadm loses a spread without it),
 * components of other kinds and links to them left out, of which `withConnections` puts in the addresses. Nothing where the application has no Wasm part.
 */
export function planWadmManifest(scope: Scope): WadmManifest | undefined {
  const { app, trace } = scope
  const components = scope.components.filter(isWasm)
  if (components.length === 0) return undefined
  return trace.build<WadmManifest>({
    apiVersion: scope.required(app, 'apiVersion'),
    kind: scope.required(app, 'kind'),
    metadata: entries(scope, {
      name: scope.from(app.metadata, 'name'),
      annotations: annotationsOf(scope),
      labels: scope.from(app.metadata, 'labels'),
    }),
    spec: entries(scope, {
      components: components.map((component) => componentOf(scope, component)),
      policies: policiesOf(scope),
    }),
  })
}

type Plain = Readonly<Record<string, unknown>>

function entries({ trace }: Scope, shape: Plain): Plain {
  return trace.build<Plain>(shape)
}

/** wadm knows sharing by one annotation only; the other name of it is translated. */
function annotationsOf(scope: Scope): Plain {
  const { annotations = {} } = scope.app.metadata
  const [known, plain] = sharedAnnotations
  const kept = Object.keys(annotations).map((key) => [key, scope.from(annotations, key)])
  const isTranslated = annotations[plain] === 'true' && annotations[known] !== 'true'
  return entries(scope, { ...Object.fromEntries(kept), ...(isTranslated && { [known]: scope.from(annotations, plain) }) })
}

function componentOf(scope: Scope, component: Wasm): Plain {
  const { properties } = component
  const traits = (component.traits ?? []).flatMap((trait) => traitOf(scope, component, trait) ?? [])
  const left = traitsOf(component, 'link').filter((trait) => !isWasmLink(scope, component, trait))
  const stored = left.flatMap(({ properties }) => sourceConfig(properties).filter((config) => config.properties === undefined))
  return entries(scope, {
    name: scope.from(component, 'name'),
    type: scope.from(component, 'type', (type) => (type === 'actor' ? 'component' : type)),
    properties: entries(scope, {
      image: scope.from(properties, 'image'),
      application:
        properties.application &&
        entries(scope, {
          name: scope.from(properties.application, 'name'),
          component: scope.from(properties.application, 'component'),
        }),
      id: scope.from(properties, 'id'),
      config: configOf(scope, [...stored, ...(properties.config ?? [])]),
      secrets: secretsOf(scope, [...(properties.secrets ?? []), ...left.flatMap((link) => link.properties.source?.secrets ?? [])]),
    }),
    traits: traits.length === 0 ? undefined : traits,
  })
}

/** What wadm does not understand would lie there as a custom trait without effect. */
function traitOf(scope: Scope, component: Wasm, trait: Trait): Plain | undefined {
  const type = scope.from(trait, 'type')
  if (isTrait(trait, 'link'))
    return isWasmLink(scope, component, trait) ? entries(scope, { type, properties: linkOf(scope, trait.properties) }) : undefined
  if (isTrait(trait, 'spreadscaler') || isTrait(trait, 'daemonscaler'))
    return entries(scope, { type, properties: scalerOf(scope, trait.properties) })
  return undefined
}

function isWasmLink({ lattice, app }: Scope, component: Component, trait: Trait): boolean {
  const edges = lattice.outgoing.get(`${app.metadata.name}/${component.name}`) ?? []
  const target = lattice.nodes.get(edges.find(({ link }) => link === trait)?.resolved ?? '')
  return target !== undefined && isWasm(target.component)
}

function linkOf(scope: Scope, link: LinkProperties): Plain {
  const { target } = link
  const isOld = typeof target === 'string'
  const ownConfig = configOf(scope, sourceConfig(link))
  const ownSecrets = secretsOf(scope, link.source?.secrets)
  return entries(scope, {
    namespace: scope.from(link, 'namespace'),
    package: scope.from(link, 'package'),
    interfaces: scope.from(link, 'interfaces'),
    source: ownConfig || ownSecrets ? entries(scope, { config: ownConfig, secrets: ownSecrets }) : undefined,
    target: entries(scope, {
      name: isOld ? scope.from(link, 'target') : scope.from(target, 'name'),
      config: configOf(scope, isOld ? link.target_config : target.config),
      secrets: isOld ? undefined : secretsOf(scope, target.secrets),
    }),
    name: scope.from(link, 'name'),
  })
}

function sourceConfig({ source, source_config }: LinkProperties): readonly ConfigProperty[] {
  return (source === undefined ? source_config : source.config) ?? []
}

function scalerOf(scope: Scope, scaler: SpreadscalerProperties): Plain {
  return entries(scope, {
    instances: scope.from(scaler, 'instances') ?? scope.from(scaler, 'replicas'),
    spread: scaler.spread?.map((spread) =>
      entries(scope, {
        name: scope.from(spread, 'name'),
        requirements: scope.from(spread, 'requirements') ?? {},
        weight: scope.from(spread, 'weight'),
      }),
    ),
  })
}

function configOf(scope: Scope, list: readonly ConfigProperty[] = []): readonly Plain[] | undefined {
  if (list.length === 0) return undefined
  return list.map((config) => entries(scope, { name: scope.from(config, 'name'), properties: scope.from(config, 'properties') }))
}

function secretsOf(scope: Scope, list: readonly SecretProperty[] = []): readonly Plain[] | undefined {
  if (list.length === 0) return undefined
  return list.map((secret) =>
    entries(scope, {
      name: scope.from(secret, 'name'),
      properties: entries(scope, {
        policy: scope.from(secret.properties, 'policy'),
        key: scope.from(secret.properties, 'key'),
        field: scope.from(secret.properties, 'field'),
        version: scope.from(secret.properties, 'version'),
      }),
    }),
  )
}

/** wadm refuses a policy without a name or with values that are no strings: such a policy belongs to another platform. */
function policiesOf(scope: Scope): readonly Plain[] | undefined {
  const policies = (scope.app.spec.policies ?? []).flatMap((policy) => {
    const { properties } = policy
    if (policy.name === undefined || !properties || !Object.values(properties).every((value) => typeof value === 'string')) return []
    return [
      entries(scope, {
        name: scope.from(policy, 'name'),
        type: scope.from(policy, 'type'),
        properties: scope.from(policy, 'properties'),
      }),
    ]
  })
  return policies.length === 0 ? undefined : policies
}
