import type { ObjectDraft } from './object-draft.js'

/** Reports namespaces that Kubernetes cannot have: those of manifests at their line, and that of the option `namespace`. */
export function checkNamespaces({ applications, context }: ObjectDraft): void {
  const { namespace: everywhere = '' } = context.options
  if (everywhere !== '') {
    if (!isNamespace(everywhere)) report('option', `\`${everywhere}\` is no name for a namespace`, {})
    return
  }
  for (const application of applications.values()) {
    const { namespace } = application
    if (namespace !== undefined && !isNamespace(namespace))
      report('bad-name', `Kubernetes has no namespace with the name \`${namespace}\``, application, 'namespace')
  }

  function report(code: 'option' | 'bad-name', message: string, object: object, key?: string): void {
    const help = 'use at most 63 lower-case letters, digits and `-`, with a letter or digit at both ends'
    context.fault({ code: `target/${code}`, severity: 'error', message, help }, object, key)
  }
}

/** Kubernetes, Object Names and IDs: an RFC 1123 label. */
function isNamespace(name: string): boolean {
  return name.length <= 63 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name)
}
