import type { Component, ConfigProperty, LinkProperties, Policy, SecretProperty } from '../generated/application.js'
import { isWasm } from '../language/is-wasm.js'
import { configName, secretName } from '../language/wadm/compute-component-id.js'
import { traitsOf } from '../lattice/traits-of.js'
import { canonicalJson } from '../print/canonical-json.js'

/** Components of one version, and the policies of that version; both may be changed. */
export interface VersionParts {
  readonly version: string
  readonly components: readonly Component[]
  readonly policies: readonly Policy[]
}

/**
 * Joins the components and policies of versions of one application. The first part keeps its names;
 * what a later one means by a name that has another meaning already gets its version behind its name. Of policies of later parts only those in use are taken.
 */
export function keepApart(parts: readonly VersionParts[], application: string): { components: Component[]; policies: Policy[] } {
  const taken = new Map<string, string>()
  const policies: Policy[] = []
  for (const [index, part] of parts.entries()) {
    const { configs, secrets } = namedIn(part.components)
    const fit = (kind: string, name: string, content: unknown, keyOf: (name: string) => string): string => {
      const says = canonicalJson(content)
      for (let count = 0; ; count++) {
        const candidate = [name, ...(count > 0 ? [part.version] : []), ...(count > 1 ? [count] : [])].join('-')
        const key = `${kind} ${keyOf(candidate)}`
        const before = taken.get(key)
        if (before === undefined) taken.set(key, says)
        if (index === 0 || before === undefined || before === says) return candidate
      }
    }
    for (const policy of part.policies) {
      const { name = '', ...content } = policy
      const users = secrets.filter(({ properties }) => properties.policy === name)
      if (index > 0 && users.length === 0) continue
      const fitting = fit('policy', name, content, (word) => word)
      for (const { properties } of users) properties.policy = fitting
      if (!policies.some((other) => other.name === fitting)) policies.push(fitting === name ? policy : { ...policy, name: fitting })
    }
    for (const config of configs)
      if (config.properties !== undefined)
        config.name = fit('config', config.name, config.properties, (name) => configName(application, { ...config, name }))
    for (const secret of secrets) secret.name = fit('secret', secret.name, secret.properties, (name) => secretName(application, name))
  }
  return { components: parts.flatMap(({ components }) => components), policies }
}

interface Named {
  readonly configs: readonly ConfigProperty[]
  readonly secrets: readonly SecretProperty[]
}

/** Gives what wasmCloud stores under a name for these components and their links. */
function namedIn(components: readonly Component[]): Named {
  const all = components
    .filter(isWasm)
    .flatMap((component): Named[] => [
      { configs: component.properties.config ?? [], secrets: component.properties.secrets ?? [] },
      ...traitsOf(component, 'link').map(({ properties }) => namedInLink(properties)),
    ])
  return { configs: all.flatMap(({ configs }) => configs), secrets: all.flatMap(({ secrets }) => secrets) }
}

function namedInLink({ source, target, source_config, target_config }: LinkProperties): Named {
  const end = typeof target === 'string' ? undefined : target
  return {
    configs: [source?.config, end?.config, source_config, target_config].flatMap((list) => list ?? []),
    secrets: [source?.secrets, end?.secrets].flatMap((list) => list ?? []),
  }
}
