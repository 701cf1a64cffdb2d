import type { ObjectDraft } from '../object-draft.js'

/** Gives the namespaces in which the pods run that routes come from (option `gateway-namespace`); with Gateway API the Gateway's own where nothing is said. */
export function gatewayNamespaces({ context: { options } }: ObjectDraft): readonly string[] {
  const named = (options['gateway-namespace'] ?? '').split(',').flatMap((name) => name.trim() || [])
  if (named.length > 0) return named
  const [namespace, name] = (options['gateway-name'] ?? '').split('/')
  return [options['routing'] === 'gateway' && namespace && name ? namespace : 'ingress-nginx']
}
