import { plainJson } from './content-json.js'
import type {
  TextEntry,
  WadmConfig,
  WadmLink,
  WadmManifest,
  WadmProperties,
  WadmScaler,
  WadmSecret,
  WadmTraitProperties,
} from './manifest.js'

/** Gives the manifest as wadm 0.21 stores it: old names replaced, what is empty or absent left out (lib.rs, `Serialize`). Integers beyond 2^53 lose their last digits. */
export function storeManifest({ apiVersion, kind, metadata, spec }: WadmManifest): object {
  return {
    apiVersion: apiVersion.value,
    kind: kind.value,
    metadata: {
      name: metadata.name.value,
      ...unlessEmpty('annotations', metadata.annotations, storeMap),
      ...unlessEmpty('labels', metadata.labels, storeMap),
    },
    spec: {
      components: spec.components.map((component) => ({
        name: component.name.value,
        type: component.type,
        properties: storeProperties(component.properties),
        ...(component.traits && {
          traits: component.traits.map(({ type, properties }) => ({ type: type.value, properties: storeTrait(properties) })),
        }),
      })),
      ...unlessEmpty('policies', spec.policies, (policies) =>
        policies.map(({ name, properties, type }) => ({ name: name.value, properties: storeMap(properties), type: type.value })),
      ),
    },
  }
}

function storeProperties({ image, application, id, config, secrets }: WadmProperties): object {
  return {
    ...(image && { image: image.value }),
    ...(application && { application: { name: application.name.value, component: application.component.value } }),
    ...(id && { id: id.value }),
    ...storeConfiguration({ config: config.items, secrets: secrets.items }),
  }
}

function storeTrait(properties: WadmTraitProperties): unknown {
  if (properties.kind === 'custom') return plainJson(properties.json)
  return properties.kind === 'link' ? storeLink(properties.link) : storeScaler(properties.scaler)
}

function storeLink({ namespace, package: packageName, interfaces, source, target, name }: WadmLink): object {
  return {
    namespace: namespace.value,
    package: packageName.value,
    interfaces: interfaces.map((item) => item.value),
    ...(source && { source: storeConfiguration(source) }),
    target: { name: target.name.value, ...storeConfiguration(target) },
    ...(name && { name: name.value }),
  }
}

function storeScaler({ instances, spread }: WadmScaler): object {
  return {
    instances: Number(instances),
    ...unlessEmpty('spread', spread, (spreads) =>
      spreads.map(({ name, requirements, weight }) => ({
        name: name.value,
        ...unlessEmpty('requirements', requirements, storeMap),
        ...(weight !== undefined && { weight: Number(weight) }),
      })),
    ),
  }
}

function storeConfiguration({
  config,
  secrets,
}: {
  readonly config: readonly WadmConfig[]
  readonly secrets: readonly WadmSecret[]
}): object {
  return {
    ...unlessEmpty('config', config, (items) => items.map(storeConfig)),
    ...unlessEmpty('secrets', secrets, (items) => items.map(storeSecret)),
  }
}

function storeConfig({ name, properties }: WadmConfig): object {
  return { name: name.value, ...(properties && { properties: storeMap(properties) }) }
}

function storeSecret({ name, properties }: WadmSecret): object {
  const { policy, key, field, version } = properties
  return {
    name: name.value,
    properties: {
      policy: policy.value,
      key: key.value,
      ...(field && { field: field.value }),
      ...(version && { version: version.value }),
    },
  }
}

function storeMap(entries: readonly TextEntry[]): Record<string, string> {
  return Object.fromEntries(entries.map(({ key, value }) => [key.value, value.value]))
}

function unlessEmpty<Item>(key: string, items: readonly Item[], store: (items: readonly Item[]) => unknown): Record<string, unknown> {
  return items.length === 0 ? {} : { [key]: store(items) }
}
