import { block, expression, joined } from '../template/nodes.js'
import { printTemplate } from '../template/print-template.js'

/** Gives the template of the namespaces that applications have of their own. Helm makes them first, and leaves them there: claims that stay are in them. */
export function namespaceTemplate(umbrella: string): string {
  const namespace = printTemplate({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: {
      name: expression('$namespace | quote'),
      labels: joined(
        {
          'pod-security.kubernetes.io/enforce': expression('$.Values.podSecurityLevel'),
          'pod-security.kubernetes.io/warn': 'restricted',
          'pod-security.kubernetes.io/audit': 'restricted',
        },
        block(`include "${umbrella}.labels" (list $ dict)`),
      ),
      annotations: { 'helm.sh/resource-policy': 'keep' },
    },
  })
  return [
    '{{- if .Values.createNamespaces }}',
    '{{- $namespaces := values .Values.global.namespaces | uniq | sortAlpha }}',
    '{{- range $namespace := without $namespaces "" .Release.Namespace }}',
    '---',
    `${namespace}{{- end }}`,
    '{{- end }}',
    '',
  ].join('\n')
}
