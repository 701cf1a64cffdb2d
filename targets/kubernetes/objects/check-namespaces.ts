import type { ObjectDraft } from './object-draft.js'

/** Reports a namespace of the option `namespace` that Kubernetes cannot have. */
export function checkNamespaces({ context }: ObjectDraft): void {
  const { namespace = '' } = context.options
  if (namespace === '' || isNamespace(namespace)) return
  const help = 'use at most 63 lower-case letters, digits and `-`, with a letter or digit at both ends'
  context.fault({ code: 'target/option', severity: 'error', message: `\`${namespace}\` is no name for a namespace`, help }, {})
}

/** Tells whether a namespace may have this name (Kubernetes, Object Names and IDs: an RFC 1123 label). */
export function isNamespace(name: string): boolean {
  return name.length <= 63 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name)
}
