{{/* What people want to know of the application once it is installed. Takes the root and the folder of the templates. */}}
{{- define "wasm-sales.notes" -}}
{{- $root := index . 0 }}
{{- $folder := index . 1 }}
{{- $namespace := include "wasm-sales.namespace" $root -}}
wasm-sales is installed in the namespace {{ $namespace }}.
To see what wadm says of its Wasm part:

  kubectl --namespace {{ $namespace }} logs --selector app.kubernetes.io/name=wadm-manifest,app.kubernetes.io/part-of=wasm-sales --tail=-1
{{- end }}
