import { goText } from '../values/values.js'
import type { ChartDraft } from './chart-parts.js'

/** Gives `_helpers.tpl`. Names of definitions are global in an umbrella chart, so each begins with the chart's. */
export function helpers({ name, application }: ChartDraft): string {
  const definitions = {
    labels: [
      'helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}',
      'app.kubernetes.io/instance: {{ .Release.Name }}',
      ...(application?.version === undefined ? [] : ['app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}']),
      'app.kubernetes.io/managed-by: {{ .Release.Service }}',
      '{{- with .Values.commonLabels }}',
      '{{ toYaml . }}',
      '{{- end }}',
    ],
    namespaceOf: ['{{- $root := index . 0 }}', '{{- index $root.Values.global.namespaces (index . 1) | default $root.Release.Namespace }}'],
    namespace: [`{{- include "${name}.namespaceOf" (list . ${goText(application?.name ?? name)}) }}`],
    host: [
      '{{- $root := index . 0 }}',
      `{{- $namespace := include "${name}.namespaceOf" (list $root (index . 1)) }}`,
      `{{- if eq $namespace (include "${name}.namespace" $root) }}`,
      '{{- index . 2 }}',
      '{{- else }}',
      '{{- printf "%s.%s.svc" (index . 2) $namespace }}',
      '{{- end }}',
    ],
    image: [
      '{{- $image := index . 1 }}',
      '{{- with (index . 0).Values.global.imageRegistry }}{{ . }}/{{ end }}',
      '{{- $image.repository }}',
      '{{- if $image.digest }}@{{ $image.digest }}{{ else if $image.tag }}:{{ $image.tag }}{{ end }}',
    ],
  }
  return Object.entries(definitions)
    .map(([part, lines]) => `{{- define "${name}.${part}" -}}\n${lines.join('\n')}\n{{- end }}\n`)
    .join('\n')
}
