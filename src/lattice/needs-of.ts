import type {
  Component,
  ConfigProperty,
  EnvVar,
  LinkProperties,
  SecretProperty,
  SecretStorage,
  SpinValueSource,
  Volume,
  VolumeMounts,
} from '../generated/application.js'
import { configName, secretName } from '../language/wadm/compute-component-id.js'
import type { Need, Node } from './lattice.js'
import { traitsOf } from './traits-of.js'

type Said = Omit<Need, 'by' | 'via'>

/**
 * Gives the named configuration and the secrets that a component and its links need, in the order of the manifest.
 * wasmCloud stores what has values under wadm's key (wadm 0.21 scaler/convert.rs); containers and Spin applications name ConfigMaps and Secrets as they are.
 */
export function needsOf(node: Node): Need[] {
  const { id: by, component, application } = node
  const own = (via: Need['via'], said: readonly Said[]): Need[] => said.map((need) => ({ by, via, ...need }))
  const links = traitsOf(component, 'link').map(({ properties }) => properties)
  switch (component.type) {
    case 'component':
    case 'actor':
    case 'capability': {
      const { config, secrets } = component.properties
      const named = [...configs(application, config), ...secretsOf(application, secrets)]
      return [
        ...own('component', named),
        ...own(
          'link',
          links.flatMap((link) => linkNeeds(application, link)),
        ),
      ]
    }
    case 'spin': {
      const { variables = [], runtimeConfig } = component.properties
      const options = [
        ...(runtimeConfig?.keyValueStores ?? []),
        ...(runtimeConfig?.sqliteDatabases ?? []),
        ...(runtimeConfig?.llmCompute ? [runtimeConfig.llmCompute] : []),
      ].flatMap((store) => store.options ?? [])
      const file =
        runtimeConfig?.loadFromSecret === undefined
          ? []
          : [external('secret', runtimeConfig, 'loadFromSecret', runtimeConfig.loadFromSecret)]
      return own('component', [...[...variables, ...options].flatMap(({ valueFrom }) => sourceNeeds(valueFrom)), ...file])
    }
    case 'k8s-objects':
      return []
    default: {
      const { env, volumeMounts, volumes } = component.properties
      return own('component', [...envNeeds(env), ...mountNeeds(volumeMounts, volumes), ...traitNeeds(component)])
    }
  }
}

/** wadm reads the deprecated lists only where the new form is absent (wadm 0.21 wadm-types, `LinkProperty`). */
function linkNeeds(application: string, { source, target, source_config, target_config }: LinkProperties): Said[] {
  return [
    ...configs(application, source === undefined ? source_config : source.config),
    ...configs(application, typeof target === 'string' ? target_config : target.config),
    ...secretsOf(application, source?.secrets),
    ...secretsOf(application, typeof target === 'string' ? undefined : target.secrets),
  ]
}

function configs(application: string, list: readonly ConfigProperty[] = []): Said[] {
  return list.map((config) => {
    const { name, properties } = config
    const place = { parent: config, key: 'name' }
    return {
      kind: 'config',
      name,
      key: configName(application, config),
      owned: properties !== undefined,
      ...(properties && { content: properties }),
      place,
    }
  })
}

function secretsOf(application: string, list: readonly SecretProperty[] = []): Said[] {
  return list.map((secret) => ({
    kind: 'secret',
    name: secret.name,
    key: secretName(application, secret.name),
    owned: true,
    content: secret.properties,
    place: { parent: secret, key: 'name' },
  }))
}

function traitNeeds(component: Component): Said[] {
  const containers = traitsOf(component, 'sidecar', 'init-container').flatMap(({ properties }) => envNeeds(properties.env))
  const storage = traitsOf(component, 'storage').flatMap(({ properties = {} }) => [
    ...(properties.configMap ?? []).map((map) => stored('config', map, map.mountOnly ? undefined : map.data)),
    ...(properties.secret ?? []).map((secret) => stored('secret', secret, secret.mountOnly ? undefined : secretData(secret))),
  ])
  const bound = traitsOf(component, 'service-binding').flatMap(({ properties }) =>
    Object.values(properties.envMappings).map((binding) => external('secret', binding, 'secret', binding.secret)),
  )
  const mounted = traitsOf(component, 'configmap').flatMap(({ properties }) =>
    properties.volumes.map((volume) => stored('config', volume, volume.data)),
  )
  return [...containers, ...storage, ...bound, ...mounted]
}

function envNeeds(env: readonly EnvVar[] = []): Said[] {
  return env.flatMap(({ valueFrom }) => sourceNeeds(valueFrom))
}

function sourceNeeds({ secretKeyRef, configMapKeyRef }: SpinValueSource = {}): Said[] {
  return [
    ...(secretKeyRef ? [external('secret', secretKeyRef, 'name', secretKeyRef.name)] : []),
    ...(configMapKeyRef ? [external('config', configMapKeyRef, 'name', configMapKeyRef.name)] : []),
  ]
}

function mountNeeds(mounts: VolumeMounts = {}, volumes: readonly Volume[] = []): Said[] {
  return [
    ...(mounts.configMap ?? []).map((mount) => external('config', mount, 'cmName', mount.cmName)),
    ...(mounts.secret ?? []).map((mount) => external('secret', mount, 'secretName', mount.secretName)),
    ...volumes.flatMap((volume) => [
      ...(volume.cmName === undefined ? [] : [external('config', volume, 'cmName', volume.cmName)]),
      ...(volume.secretName === undefined ? [] : [external('secret', volume, 'secretName', volume.secretName)]),
    ]),
  ]
}

function external(kind: Need['kind'], parent: object, key: string, name: string): Said {
  return { kind, name, key: name, owned: false, place: { parent, key } }
}

/** KubeVela's `storage` trait makes the object itself, unless `mountOnly` says that it is there (KubeVela trait storage). */
function stored(kind: Need['kind'], object: { readonly name: string }, content: object | undefined): Said {
  return {
    kind,
    name: object.name,
    key: object.name,
    owned: content !== undefined,
    ...(content && { content }),
    place: { parent: object, key: 'name' },
  }
}

function secretData({ data, stringData }: SecretStorage): object | undefined {
  return data === undefined && stringData === undefined ? undefined : { ...data, ...stringData }
}
