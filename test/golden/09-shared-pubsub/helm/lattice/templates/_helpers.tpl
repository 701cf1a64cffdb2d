{{/* Name and version of the chart, as the value of a label. */}}
{{- define "lattice.chart" -}}
{{- $chart := printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 }}
{{- regexReplaceAll "[^0-9A-Za-z]+$" $chart "" }}
{{- end }}

{{/* Labels of an object besides its own. They change with the release and the version, so no selector and no pod has them. Takes the root and further labels, which win. */}}
{{- define "lattice.labels" -}}
{{- $root := index . 0 -}}
helm.sh/chart: {{ include "lattice.chart" $root | quote }}
app.kubernetes.io/instance: {{ $root.Release.Name | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service | quote }}
{{- with omit (merge (dict) (index . 1) ($root.Values.commonLabels | default dict)) "app.kubernetes.io/name" "app.kubernetes.io/part-of" "app.kubernetes.io/instance" "app.kubernetes.io/version" "app.kubernetes.io/managed-by" "helm.sh/chart" }}
{{ include "lattice.texts" . }}
{{- end }}
{{- end }}

{{/* A map of texts, each in quotes, so that it stays what it is. */}}
{{- define "lattice.texts" -}}
{{- $texts := . }}
{{- range $index, $key := keys . | sortAlpha }}
{{- if $index }}{{ "\n" }}{{ end }}
{{- $key | quote }}: {{ get $texts $key | quote }}
{{- end }}
{{- end }}
