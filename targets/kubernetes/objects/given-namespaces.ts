import type { ApplicationPlan } from '../../../src/plan/plan.js'
import type { EmitContext } from '../../target.js'
import { isNamespace } from './check-namespaces.js'
import { dnsLabel } from './names.js'

/** Gives, by application, the namespace that its manifest names; one that Kubernetes would refuse (RFC 1123 label) is changed, and that is said. */
export function givenNamespaces(applications: readonly ApplicationPlan[], { fault }: EmitContext): ReadonlyMap<string, string> {
  const given = new Map<string, string>()
  for (const application of applications) {
    const { name, namespace } = application
    if (namespace === undefined) continue
    const isRight = isNamespace(namespace)
    given.set(name, isRight ? namespace : dnsLabel(namespace))
    if (isRight) continue
    fault(
      {
        code: 'target/renamed',
        severity: 'warning',
        message: `the namespace \`${namespace}\` becomes \`${dnsLabel(namespace)}\`: Kubernetes takes lower-case letters, digits and \`-\` only`,
        help: 'give it a name that Kubernetes takes',
      },
      application,
      'namespace',
    )
  }
  return given
}
