{{/* What people want to know of the application once it is installed. Takes the root and the folder of the templates. */}}
{{- define "town-cache.notes" -}}
{{- $root := index . 0 }}
{{- $folder := index . 1 }}
{{- $namespace := include "town-cache.namespace" $root -}}
town-cache is installed in the namespace {{ $namespace }}.
To see its pods start:

  kubectl --namespace {{ $namespace }} get pods --selector app.kubernetes.io/part-of=town-cache --watch

Addresses:

  redis
{{- $service := include (print $folder "/redis/service.yaml") $root | fromYaml }}
{{- $routes := list (include (print $folder "/redis/ingress.yaml") $root | fromYaml) }}
{{- include "town-cache.address" (list $namespace $service $routes) }}
{{- end }}

{{/* Where a Service answers: by what routes to it, else as its type says. Takes the namespace, the Service and the routes. */}}
{{- define "town-cache.address" -}}
{{- $namespace := index . 0 }}
{{- $service := index . 1 }}
{{- $routes := list }}
{{- range index . 2 }}
{{- if .kind }}{{ $routes = append $routes . }}{{ end }}
{{- end }}
{{- range $routes }}
{{- $isOpen := false }}
{{- $gateway := (first (.spec.parentRefs | default (list dict))).name }}
{{- $hosts := .spec.hostnames | default (list "<address>") }}
{{- $secure := list }}
{{- range .spec.tls }}{{ $secure = concat $secure (.hosts | default (list "")) }}{{ end }}
{{- range .spec.rules }}
{{- if .http }}
{{- $scheme := ternary "https" "http" (has (.host | default "") $secure) }}
{{- $host := .host | default "<address>" }}
{{- if not .host }}{{ $isOpen = true }}{{ end }}
{{- range .http.paths }}
    {{ $scheme }}://{{ $host }}{{ .path }}
{{- end }}
{{- else }}
{{- range .matches | default (list dict) }}
{{- $path := (.path | default dict).value | default "/" }}
{{- range $hosts }}
    {{ . }}{{ $path }} through the Gateway {{ $gateway }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- if $isOpen }}
    where <address> is that of the ingress controller: kubectl --namespace {{ $namespace }} get ingress {{ .metadata.name }}
{{- end }}
{{- else }}
{{- $name := $service.metadata.name }}
{{- if eq ($service.spec.type | default "ClusterIP") "LoadBalancer" }}
    kubectl --namespace {{ $namespace }} get service {{ $name }} --output jsonpath='{.status.loadBalancer.ingress[0]}'
{{- else if eq ($service.spec.type | default "ClusterIP") "NodePort" }}
    kubectl --namespace {{ $namespace }} get service {{ $name }} --output jsonpath='{.spec.ports[*].nodePort}'
{{- else }}
{{- range $service.spec.ports }}
{{- if eq (.protocol | default "TCP") "TCP" }}
{{- $port := int .port }}
{{- $local := ternary (add 8000 $port) $port (lt $port 1024) }}
    kubectl --namespace {{ $namespace }} port-forward service/{{ $name }} {{ $local }}:{{ $port }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
