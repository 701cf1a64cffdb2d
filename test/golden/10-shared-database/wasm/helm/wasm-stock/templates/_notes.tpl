{{/* What people want to know of the application once it is installed. Takes the root and the folder of the templates. */}}
{{- define "wasm-stock.notes" -}}
{{- $root := index . 0 }}
{{- $folder := index . 1 }}
{{- $namespace := include "wasm-stock.namespace" $root -}}
wasm-stock is installed in the namespace {{ $namespace }}.
To see what wadm says of its Wasm part:

  kubectl --namespace {{ $namespace }} logs --selector app.kubernetes.io/name=wadm-manifest,app.kubernetes.io/part-of=wasm-stock --tail=-1
{{- end }}
