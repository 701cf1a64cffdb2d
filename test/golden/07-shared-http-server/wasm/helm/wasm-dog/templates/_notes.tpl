{{/* What people want to know of the application once it is installed. Takes the root and the folder of the templates. */}}
{{- define "wasm-dog.notes" -}}
{{- $root := index . 0 }}
{{- $folder := index . 1 }}
{{- $namespace := include "wasm-dog.namespace" $root -}}
wasm-dog is installed in the namespace {{ $namespace }}.
To see what wadm says of its Wasm part:

  kubectl --namespace {{ $namespace }} logs --selector app.kubernetes.io/name=wadm-manifest,app.kubernetes.io/part-of=wasm-dog --tail=-1
{{- end }}
