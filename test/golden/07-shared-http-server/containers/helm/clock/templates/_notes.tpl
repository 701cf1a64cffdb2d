{{/* What people want to know of the application once it is installed. Takes the root and the folder of the templates. */}}
{{- define "clock.notes" -}}
{{- $root := index . 0 }}
{{- $folder := index . 1 }}
{{- $namespace := include "clock.namespace" $root -}}
clock is installed in the namespace {{ $namespace }}.
To see its pods start:

  kubectl --namespace {{ $namespace }} get pods --selector app.kubernetes.io/part-of=clock --watch
{{- end }}
