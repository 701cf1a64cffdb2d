import { failError, type WadmFailure } from './failure.js'
import type { Text, WadmComponent, WadmManifest, WadmSecret } from './manifest.js'

/** Gives rules 5 and 6 of wadm 0.21 (validation.rs, `core_validation`): names and explicit identifiers that repeat, one failure for each repetition. */
export function checkComponents({ spec }: WadmManifest): WadmFailure[] {
  const names = new Set<string>()
  const ids = new Set<string>()
  return spec.components.flatMap(({ name, properties }) => [
    ...failRepeated(names, name, 'Duplicate component name in manifest'),
    ...failRepeated(ids, properties.id, 'Duplicate component identifier in manifest'),
  ])
}

function failRepeated(seen: Set<string>, text: Text | undefined, message: string): WadmFailure[] {
  if (text === undefined) return []
  if (seen.has(text.value)) return [failError(`${message}: ${text.value}`, text)]
  seen.add(text.value)
  return []
}

/** Gives rules 14 to 16 of wadm 0.21 (validation.rs, `validate_policies`): each secret needs a policy of the secret type with a backend. */
export function checkSecretPolicies({ spec }: WadmManifest): WadmFailure[] {
  const policies = new Map(spec.policies.map((policy) => [policy.name.value, policy]))
  return spec.components.flatMap(secretsOf).flatMap((secret) => {
    const wanted = secret.properties.policy
    const mapped = `secret '${secret.name.value}' is mapped to`
    const policy = policies.get(wanted.value)
    if (policy === undefined) return [failError(`${mapped} unknown policy '${wanted.value}'`, wanted)]
    if (policy.type.value !== secretPolicyType) {
      return [failError(`${mapped} policy '${wanted.value}' which is not a secret policy. Expected type '${secretPolicyType}'`, wanted)]
    }
    if (policy.properties.some(({ key }) => key.value === 'backend')) return []
    return [failError(`${mapped} policy '${wanted.value}' which does not include a 'backend' property`, wanted)]
  })
}

const secretPolicyType = 'policy.secret.wasmcloud.dev/v1alpha1'

/** The secrets of the links come first, of each link those of the target (wadm 0.21 lib.rs, `Component::secrets`). */
function secretsOf(component: WadmComponent): WadmSecret[] {
  const linked = (component.traits ?? []).flatMap(({ properties }) =>
    properties.kind === 'link' ? [...properties.link.target.secrets, ...(properties.link.source?.secrets ?? [])] : [],
  )
  return [...linked, ...component.properties.secrets.items]
}

/** Gives rules 19 to 23 of wadm 0.21 (validation.rs, `validate_component_properties`): one of `image` and `application`, and what a shared component may not have; at most one failure a component. */
export function checkComponentProperties({ spec }: WadmManifest): WadmFailure[] {
  return spec.components.flatMap((component) => checkProperties(component) ?? [])
}

function checkProperties({ properties, traits }: WadmComponent): WadmFailure | undefined {
  const { image, application, config, secrets } = properties
  if (image && application) return failError("Component cannot have both 'image' and 'application' properties", image)
  if (image) return undefined
  if (!application) return failError("Component must have either 'image' or 'application' property", properties.head)
  const shared = `Shared component '${application.name.value}' cannot`
  if (config.items.length > 0) return failError(`${shared} specify additional 'config'`, config.head)
  if (secrets.items.length > 0) return failError(`${shared} specify additional 'secrets'`, secrets.head)
  const scaler = traits?.find(({ type }) => type.value === 'spreadscaler' || type.value === 'daemonscaler')
  return scaler && failError(`${shared} include a scaler trait`, scaler.type)
}
