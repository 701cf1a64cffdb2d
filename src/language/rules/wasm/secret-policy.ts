import type { Policy, SecretProperty } from '../../../generated/application.js'
import { traitsOf } from '../../../lattice/traits-of.js'
import { replaceScalar } from '../../edits/replace-scalar.js'
import { isWasm, type Wasm } from '../../is-wasm.js'
import { candidates, listWords, nearest } from '../../suggest.js'
import { components } from '../example.js'
import type { ManifestRule } from '../rule.js'

const policyType = 'policy.secret.wasmcloud.dev/v1alpha1'

const withPolicy = (policy: string): string =>
  components(
    `
    - name: store
      type: capability
      properties:
        image: ghcr.io/acme/store:1.0.0
        secrets:
          - name: password
            properties:
              policy: ${policy}
              key: store/password
  `,
    `
  policies:
    - name: vault
      type: ${policyType}
      properties:
        backend: vault
  `,
  )

/** A secret names a policy that says where secrets are kept (wadm 0.21 validation.rs rules 14 to 16). */
export const secretPolicy: ManifestRule = {
  code: 'wasm/secret-policy',
  severity: 'error',
  scope: 'manifest',
  summary: `a secret names a policy of the type \`${policyType}\` with a \`backend\``,
  why: 'wadm 0.21 refuses the manifest (validation.rs rules 14 to 16): nobody would know where to fetch the secret.',
  bad: withPolicy('valut'),
  good: withPolicy('vault'),
  check({ app, document }, say) {
    const policies = new Map(
      (app.spec.policies ?? []).flatMap((policy) => (policy.name === undefined ? [] : [[policy.name, policy] as const])),
    )
    for (const { name, properties } of app.spec.components.filter(isWasm).flatMap(secretsOf)) {
      const policy = policies.get(properties.policy)
      const span = document.at(properties, 'policy')
      if (policy === undefined) {
        const known = [...policies.keys()]
        const near = nearest(properties.policy, known)
        const hint =
          near === undefined
            ? helpFor(properties.policy, known)
            : { label: `did you mean \`${near}\`?`, edits: [replaceScalar(span, near)] }
        say({ message: `secret \`${name}\` names the policy \`${properties.policy}\`, which the application does not have`, span, ...hint })
        continue
      }
      const fault = faultOf(policy)
      if (fault === undefined) continue
      say({
        message: `secret \`${name}\` names the policy \`${properties.policy}\`, which ${fault.message}`,
        span,
        related: [{ span: document.at(policy, fault.key), message: `\`${properties.policy}\` is defined here` }],
        help: fault.help,
      })
    }
  },
}

function secretsOf(component: Wasm): SecretProperty[] {
  const links = traitsOf(component, 'link').flatMap(({ properties: { source, target } }) => [
    ...(source?.secrets ?? []),
    ...((typeof target === 'string' ? undefined : target.secrets) ?? []),
  ])
  return [...(component.properties.secrets ?? []), ...links]
}

function helpFor(policy: string, known: readonly string[]): { help: string } {
  return {
    help:
      known.length === 0
        ? `add a policy of the type \`${policyType}\` to \`spec.policies\``
        : `the application has ${listWords(candidates(policy, known).length > 0 ? candidates(policy, known) : known.slice(0, 3))}`,
  }
}

function faultOf({ type, properties }: Policy): { message: string; key: 'type' | 'properties'; help: string } | undefined {
  if (type !== policyType)
    return { message: `has the type \`${type}\``, key: 'type', help: `a policy for secrets has the type \`${policyType}\`` }
  if (typeof properties?.['backend'] !== 'string')
    return {
      message: 'has no `backend`',
      key: 'properties',
      help: 'add the property `backend`, the name of the secrets backend, to the policy',
    }
  return undefined
}
