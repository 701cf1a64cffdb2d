import type { Content } from './content.js'
import { member, printJson } from './content-json.js'
import { failError, failWarning, type WadmFailure } from './failure.js'
import { knownInterfaces } from './known-interfaces.js'
import type { Text, WadmComponent, WadmLink, WadmManifest, WadmTrait } from './manifest.js'
import { Panic } from './refusal.js'
import { compareByCodePoint, debugText } from './rust-text.js'

/** Gives rule 7 of wadm 0.21 (validation.rs, `core_validation`): one failure for all link targets that are no component. wadm lists them in random order, this by name. */
export function checkLinkTargets({ spec }: WadmManifest): WadmFailure[] {
  const names = namesOf(spec.components)
  const missing = new Map<string, Text>()
  for (const { properties } of spec.components.flatMap(traitsOf)) {
    if (properties.kind !== 'link') continue
    const target = properties.link.target.name
    if (!names.has(target.value) && !missing.has(target.value)) missing.set(target.value, target)
  }
  const [first] = missing.values()
  if (first === undefined) return []
  const list = [...missing.keys()].sort(compareByCodePoint).map(debugText).join(', ')
  return [failError(`The following capability component(s) are missing from the manifest: [${list}]`, first)]
}

/** Gives rules 8 and 9 of wadm 0.21 (validation.rs, `check_misnamed_interfaces`): unknown packages and interfaces of the known namespaces. */
export function checkInterfaces({ spec }: WadmManifest): WadmFailure[] {
  return spec.components.flatMap(linksOf).flatMap(({ namespace, package: packageName, interfaces }) => {
    const packages = knownInterfaces.get(namespace.value)
    if (packages === undefined) return []
    const known = packages.get(packageName.value) ?? []
    return interfaces
      .filter((item) => !known.includes(item.value))
      .map((item) => failWarning(`unrecognized interface [${namespace.value}:${packageName.value}/${item.value}]`, item))
  })
}

/** Gives rules 10 to 13 of wadm 0.21 (validation.rs, `check_dangling_links`); throws a Panic for rule 29, a link with the properties of a scaler. */
export function checkDanglingLinks({ spec }: WadmManifest): WadmFailure[] {
  const names = namesOf(spec.components)
  return spec.components
    .flatMap(traitsOf)
    .filter(isLink)
    .flatMap((trait) => checkDanglingLink(trait, names))
}

function checkDanglingLink({ type, properties }: WadmTrait, names: ReadonlySet<string>): WadmFailure[] {
  if (properties.kind === 'scaler') {
    throw new Panic('a `link` trait with the properties of a scaler makes wadm crash', type)
  }
  if (properties.kind === 'custom') return checkCustomLink(properties.json, names)
  const { name, target } = properties.link
  if (names.has(target.name.value)) return []
  const identifier = name ? `(name [${name.value}])` : `(target [${target.name.value}])`
  return [failWarning(`link ${identifier} target [${target.name.value}] is not a listed component`, target.name)]
}

function checkCustomLink(json: Content, names: ReadonlySet<string>): WadmFailure[] {
  const target = member(json, 'target')
  if (target === undefined) return [failError("custom link is missing 'target' property", json.head)]
  const name = member(target, 'name')
  if (name?.kind !== 'string') return [failError("custom link is missing 'target' name property", name ?? target)]
  return names.has(name.value) ? [] : [failWarning(`custom link target [${name.value}] is not a listed component`, name)]
}

/** Gives rules 17 and 18 of wadm 0.21 (validation.rs, `ensure_no_custom_traits`), each with our reason and its place: what kept the trait from being read. */
export function checkCustomTraits({ spec }: WadmManifest): WadmFailure[] {
  return spec.components.flatMap(traitsOf).flatMap(({ type, properties }) => {
    if (properties.kind !== 'custom') return []
    const kind = type.value === 'link' ? 'link' : type.value === 'spreadscaler' || type.value === 'daemonscaler' ? 'scaler' : undefined
    if (kind === undefined) return []
    const { message, start, end } = properties.reasons[kind]
    const title = kind === 'link' ? 'Link' : 'Scaler'
    const msg = `${title} trait deserialized as custom trait, ensure fields are correct: ${printJson(properties.json)}`
    return [{ ...failError(msg, { start, end }), reason: { message, start, end } }]
  })
}

/** Gives rule 24 of wadm 0.21 (validation.rs, `check_duplicate_links`): within a component, one failure for each interface that repeats under the same link name, namespace and package. */
export function checkDuplicateLinks({ spec }: WadmManifest): WadmFailure[] {
  return spec.components.flatMap((component) => {
    const seen = new Set<string>()
    return linksOf(component).flatMap(({ name, namespace, package: packageName, interfaces }) => {
      const linkName = name?.value ?? 'default'
      return interfaces.flatMap((item) => {
        const key = JSON.stringify([linkName, namespace.value, packageName.value, item.value])
        if (!seen.has(key)) {
          seen.add(key)
          return []
        }
        const link = `${linkName} (${namespace.value}:${packageName.value}/${item.value})`
        return [failError(`Duplicate link found inside component '${component.name.value}': ${link}`, item)]
      })
    })
  })
}

/** Gives rule 25 of wadm 0.21 (validation.rs, `validate_link_configs`): over the whole manifest, link configurations with `properties` need names of their own. */
export function checkLinkConfigs({ spec }: WadmManifest): WadmFailure[] {
  const seen = new Set<string>()
  const configs = spec.components.flatMap(linksOf).flatMap(({ target, source }) => [...target.config, ...(source?.config ?? [])])
  return configs.flatMap(({ name, properties }) => {
    if (properties === undefined) return []
    if (seen.has(name.value)) return [failError(`Duplicate link config name found: '${name.value}'`, name)]
    seen.add(name.value)
    return []
  })
}

function namesOf(components: readonly WadmComponent[]): ReadonlySet<string> {
  return new Set(components.map(({ name }) => name.value))
}

function traitsOf({ traits }: WadmComponent): readonly WadmTrait[] {
  return traits ?? []
}

function isLink({ type }: WadmTrait): boolean {
  return type.value === 'link'
}

/** The traits of type `link` that were read as links. */
function linksOf(component: WadmComponent): WadmLink[] {
  return traitsOf(component)
    .filter(isLink)
    .flatMap(({ properties }) => (properties.kind === 'link' ? [properties.link] : []))
}
