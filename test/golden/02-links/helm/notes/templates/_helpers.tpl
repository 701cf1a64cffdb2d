{{/* Name and version of the chart, as the value of a label. */}}
{{- define "notes.chart" -}}
{{- $chart := printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 }}
{{- regexReplaceAll "[^0-9A-Za-z]+$" $chart "" }}
{{- end }}

{{/* Labels of an object besides its own. They change with the release and the version, so no selector and no pod has them. Takes the root and further labels, which win. */}}
{{- define "notes.labels" -}}
{{- $root := index . 0 -}}
helm.sh/chart: {{ include "notes.chart" $root | quote }}
app.kubernetes.io/instance: {{ $root.Release.Name | quote }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service | quote }}
{{- with omit (merge (dict) (index . 1) ($root.Values.commonLabels | default dict)) "app.kubernetes.io/name" "app.kubernetes.io/part-of" "app.kubernetes.io/instance" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" "helm.sh/chart" }}
{{ include "notes.texts" . }}
{{- end }}
{{- end }}

{{/* A map of texts, each in quotes, so that it stays what it is. */}}
{{- define "notes.texts" -}}
{{- $texts := . }}
{{- range $index, $key := keys . | sortAlpha }}
{{- if $index }}{{ "\n" }}{{ end }}
{{- $key | quote }}: {{ get $texts $key | quote }}
{{- end }}
{{- end }}

{{/* Namespace of an application: `global.namespaces`, else that of the release. Takes the root and the application. */}}
{{- define "notes.namespaceOf" -}}
{{- $root := index . 0 }}
{{- $global := $root.Values.global | default dict }}
{{- get ($global.namespaces | default dict) (index . 1) | default $root.Release.Namespace }}
{{- end }}

{{/* Namespace of this application. */}}
{{- define "notes.namespace" -}}
{{- include "notes.namespaceOf" (list . "notes") }}
{{- end }}

{{/* Annotations of an object besides its own. Takes the root and further annotations, which win. */}}
{{- define "notes.annotations" -}}
{{- with merge (dict) (index . 1) ((index . 0).Values.commonAnnotations | default dict) }}
{{- include "notes.texts" . }}
{{- end }}
{{- end }}

{{/* Reference of an image; `global.imageRegistry` takes the place of the registry in its repository. Takes the root and the image. */}}
{{- define "notes.image" -}}
{{- $image := index . 1 }}
{{- $repository := $image.repository }}
{{- with ((index . 0).Values.global | default dict).imageRegistry }}
{{- $path := regexReplaceAll "^(localhost|[^/]*[.:][^/]*)/" $repository "" }}
{{- $repository = printf "%s/%s" (trimSuffix "/" .) $path }}
{{- end }}
{{- $repository }}
{{- with $image.tag }}:{{ . }}{{ end }}
{{- with $image.digest }}@{{ . }}{{ end }}
{{- end }}

{{/* Secrets for registries as a list of YAML, those of `global` first. Takes the root and the names for one workload. */}}
{{- define "notes.imagePullSecrets" -}}
{{- $global := (index . 0).Values.global | default dict }}
{{- $secrets := list }}
{{- range concat ($global.imagePullSecrets | default list) (index . 1 | default list) | uniq }}
{{- $secrets = append $secrets (dict "name" .) }}
{{- end }}
{{- with $secrets }}{{ toYaml . }}{{ end }}
{{- end }}
