{{/* What people want to know of the application once it is installed. Takes the root and the folder of the templates. */}}
{{- define "shop.notes" -}}
{{- $root := index . 0 }}
{{- $folder := index . 1 }}
{{- $namespace := include "shop.namespace" $root -}}
shop is installed in the namespace {{ $namespace }}.
To see its pods start:

  kubectl --namespace {{ $namespace }} get pods --selector app.kubernetes.io/part-of=shop --watch

Its pods wait until these exist:
{{- range list "registry-credentials" | uniq }}

  kubectl --namespace {{ $namespace }} create secret docker-registry {{ . }} --from-file="$HOME/.docker/config.json"
{{- end }}
{{- range list (index $root.Values.storefront.existingSecrets "shop-certificates") | uniq }}

  kubectl --namespace {{ $namespace }} create secret generic {{ . }} --from-file=tls.crt=./tls.crt --from-file=tls.key=./tls.key
{{- end }}
{{- range list (index $root.Values.storefront.existingSecrets "shop-session") | uniq }}

  kubectl --namespace {{ $namespace }} create secret generic {{ . }} --from-file=key=./key
{{- end }}
{{- range list (index $root.Values.storefront.existingConfigMaps "shop-settings") | uniq }}

  kubectl --namespace {{ $namespace }} create configmap {{ . }} --from-file=currency=./currency --from-file=storefront.json=./storefront.json
{{- end }}
{{- range list "shop-tls" | uniq }}

  kubectl --namespace {{ $namespace }} create secret tls {{ . }} --cert=./tls.crt --key=./tls.key
{{- end }}

Addresses:

  storefront
{{- $service := include (print $folder "/storefront/service.yaml") $root | fromYaml }}
{{- $routes := list (include (print $folder "/storefront/ingress-shop-storefront.yaml") $root | fromYaml) (include (print $folder "/storefront/ingress-shop-storefront-assets.yaml") $root | fromYaml) }}
{{- include "shop.address" (list $namespace $service $routes) }}

  catalogue
{{- $service := include (print $folder "/catalogue/service.yaml") $root | fromYaml }}
{{- $routes := list (include (print $folder "/catalogue/ingress.yaml") $root | fromYaml) }}
{{- include "shop.address" (list $namespace $service $routes) }}
{{- end }}

{{/* Where a Service answers: by what routes to it, else as its type says. Takes the namespace, the Service and the routes. */}}
{{- define "shop.address" -}}
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
