import type { ConfigProperty, SecretProperty } from '../../generated/application.js'
import { configName, secretName } from '../../language/wadm/compute-component-id.js'
import type { NamedConfig, NamedSecret } from '../plan.js'
import type { Scope } from '../scope.js'

/** Gives named configuration with the key that wadm stores it under; without values it exists already, and keeps its name (wadm 0.21 scaler/convert.rs). */
export function planConfig(scope: Scope, list: readonly ConfigProperty[] = []): readonly NamedConfig[] {
  return list.map((config) =>
    scope.trace.build<NamedConfig>({
      name: scope.required(config, 'name'),
      key: scope.required(config, 'name', () => configName(scope.app.metadata.name, config)),
      properties: scope.from(config, 'properties'),
    }),
  )
}

/** Gives references to secrets, with the backend that their policy names (wadm 0.21 scaler/secretscaler.rs). */
export function planSecrets(scope: Scope, list: readonly SecretProperty[] = []): readonly NamedSecret[] {
  const { trace } = scope
  return list.map((secret) => {
    const { properties } = secret
    // of policies with one name the last counts (wadm 0.21 wadm-types, a map)
    const policy = scope.app.spec.policies?.findLast(({ name }) => name === properties.policy)?.properties
    return trace.build<NamedSecret>({
      name: scope.required(secret, 'name'),
      key: scope.required(secret, 'name', (name) => secretName(scope.app.metadata.name, name)),
      policy: scope.required(properties, 'policy'),
      backend: policy ? scope.from(policy, 'backend', (backend) => (typeof backend === 'string' ? backend : undefined)) : undefined,
      source: trace.build<NamedSecret['source']>({
        key: scope.required(properties, 'key'),
        field: scope.from(properties, 'field'),
        version: scope.from(properties, 'version'),
      }),
    })
  })
}
