import { labelValue } from '../../kubernetes/objects/names.js'
import { goText } from '../values/values.js'
import type { ChartDraft } from './chart-parts.js'

/**
 * Gives `templates/_helpers.tpl`: what several templates of a chart say alike, as far as `texts`, the templates, use it. Named templates are global
 * to an umbrella, so each begins with the name of its chart (Helm, named templates).
 */
export function helpers({ name, chart, application }: ChartDraft, texts: readonly string[]): string {
  const define = definer(name)
  const call = (part: string, argument: string): string => `include "${name}.${part}" ${argument}`
  const definitions = [
    ...labelDefinitions(name, application?.version),
    define(
      'namespaceOf',
      'Namespace of an application: `global.namespaces`, else that of the release. Takes the root and the application.',
      '{{- $root := index . 0 }}',
      '{{- $global := $root.Values.global | default dict }}',
      '{{- get ($global.namespaces | default dict) (index . 1) | default $root.Release.Namespace }}',
    ),
    define('namespace', 'Namespace of this application.', `{{- ${call('namespaceOf', `(list . ${goText(chart)})`)} }}`),
    define(
      'host',
      'Host of a Service as the pods of an application see it. Takes the root, that application, and the application and the name of the Service.',
      '{{- $root := index . 0 }}',
      `{{- $namespace := ${call('namespaceOf', '(list $root (index . 2))')} }}`,
      `{{- if eq $namespace (${call('namespaceOf', '(list $root (index . 1))')}) }}`,
      '{{- index . 3 }}',
      '{{- else }}',
      '{{- printf "%s.%s.svc" (index . 3) $namespace }}',
      '{{- end }}',
    ),
    define(
      'otherNamespace',
      'Namespace of another application where it is not that of this one. Takes the root and the application.',
      `{{- $namespace := ${call('namespaceOf', '.')} }}`,
      `{{- if ne $namespace (${call('namespace', '(index . 0)')}) }}{{ $namespace }}{{ end }}`,
    ),
    define(
      'annotations',
      'Annotations of an object besides its own. Takes the root and further annotations, which win.',
      '{{- with merge (dict) (index . 1) ((index . 0).Values.commonAnnotations | default dict) }}',
      `{{- ${call('texts', '.')} }}`,
      '{{- end }}',
    ),
    define(
      'image',
      'Reference of an image; `global.imageRegistry` takes the place of the registry in its repository. Takes the root and the image.',
      '{{- $image := index . 1 }}',
      '{{- $repository := $image.repository }}',
      '{{- with ((index . 0).Values.global | default dict).imageRegistry }}',
      '{{- $path := regexReplaceAll "^(localhost|[^/]*[.:][^/]*)/" $repository "" }}',
      '{{- $repository = printf "%s/%s" (trimSuffix "/" .) $path }}',
      '{{- end }}',
      '{{- $repository }}',
      '{{- with $image.tag }}:{{ . }}{{ end }}',
      '{{- with $image.digest }}@{{ . }}{{ end }}',
    ),
    define(
      'imagePullSecrets',
      'Secrets for registries as a list of YAML, those of `global` first. Takes the root and the names for one workload.',
      '{{- $global := (index . 0).Values.global | default dict }}',
      '{{- $secrets := list }}',
      '{{- range concat ($global.imagePullSecrets | default list) (index . 1 | default list) | uniq }}',
      '{{- $secrets = append $secrets (dict "name" .) }}',
      '{{- end }}',
      '{{- with $secrets }}{{ toYaml . }}{{ end }}',
    ),
  ]
  return usedOf(definitions, texts).join('\n')
}

/** Gives the definitions that a text uses, and those that these use, in the same order. */
function usedOf(definitions: readonly string[], texts: readonly string[]): readonly string[] {
  const names = definitions.map((definition) => /define ("[^"]*")/.exec(definition)?.[1] ?? '')
  const used = new Set<string>()
  const waiting = [...texts]
  for (let text = waiting.pop(); text !== undefined; text = waiting.pop()) {
    for (const [at, definition] of definitions.entries()) {
      if (used.has(definition) || !text.includes(`include ${names[at]}`)) continue
      used.add(definition)
      waiting.push(definition)
    }
  }
  return definitions.filter((definition) => used.has(definition))
}

/** Gives the named templates `chart`, `labels` and `texts` alone; `version` is that of what runs. */
export function labelHelpers(name: string, version: string | undefined): string {
  return labelDefinitions(name, version).join('\n')
}

function labelDefinitions(name: string, version: string | undefined): readonly string[] {
  const define = definer(name)
  return [
    define(
      'chart',
      'Name and version of the chart, as the value of a label.',
      '{{- $chart := printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 }}',
      '{{- regexReplaceAll "[^0-9A-Za-z]+$" $chart "" }}',
    ),
    define(
      'labels',
      'Labels of an object besides its own. They change with the release and the version, so no selector and no pod has them. Takes the root and further labels, which win.',
      '{{- $root := index . 0 -}}',
      `helm.sh/chart: {{ include "${name}.chart" $root | quote }}`,
      'app.kubernetes.io/instance: {{ $root.Release.Name | quote }}',
      ...versionLabel(version),
      'app.kubernetes.io/managed-by: {{ $root.Release.Service | quote }}',
      `{{- with omit (merge (dict) (index . 1) ($root.Values.commonLabels | default dict)) ${fixedLabels.map((label) => `"${label}"`).join(' ')} }}`,
      `{{ include "${name}.texts" . }}`,
      '{{- end }}',
    ),
    define(
      'texts',
      'A map of texts, each in quotes, so that it stays what it is.',
      '{{- $texts := . }}',
      '{{- range $index, $key := keys . | sortAlpha }}',
      '{{- if $index }}{{ "\\n" }}{{ end }}',
      '{{- $key | quote }}: {{ get $texts $key | quote }}',
      '{{- end }}',
    ),
  ]
}

function definer(chart: string): (part: string, comment: string, ...lines: readonly string[]) => string {
  return (part, comment, ...lines) => [`{{/* ${comment} */}}`, `{{- define "${chart}.${part}" -}}`, ...lines, '{{- end }}', ''].join('\n')
}

/** Labels that `commonLabels` does not replace: selectors and policies go by them. */
const fixedLabels = [
  'app.kubernetes.io/name',
  'app.kubernetes.io/part-of',
  'app.kubernetes.io/instance',
  'app.kubernetes.io/version',
  'app.kubernetes.io/managed-by',
  'helm.sh/chart',
]

/** The version of what runs; cut as labels demand where it is not one as it stands. */
function versionLabel(version: string | undefined): readonly string[] {
  if (version === undefined) return []
  const label = labelValue(version)
  return [`app.kubernetes.io/version: ${label === version ? '{{ $root.Chart.AppVersion | quote }}' : JSON.stringify(label)}`]
}
