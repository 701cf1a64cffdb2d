{{/* What people want to know of the application once it is installed. Takes the root and the folder of the templates. */}}
{{- define "report.notes" -}}
{{- $root := index . 0 }}
{{- $folder := index . 1 }}
{{- $namespace := include "report.namespace" $root -}}
report is installed in the namespace {{ $namespace }}.
To see its pods start:

  kubectl --namespace {{ $namespace }} get pods --selector app.kubernetes.io/part-of=report --watch
{{- end }}
