{{/* What people want to know of the application once it is installed. Takes the root and the folder of the templates. */}}
{{- define "shop-jobs.notes" -}}
{{- $root := index . 0 }}
{{- $folder := index . 1 }}
{{- $namespace := include "shop-jobs.namespace" $root -}}
shop-jobs is installed in the namespace {{ $namespace }}.
To see its pods start:

  kubectl --namespace {{ $namespace }} get pods --selector app.kubernetes.io/part-of=shop-jobs --watch

Its pods wait until these exist:
{{- range list (index $root.Values.migrate.existingSecrets "shop-database") (index $root.Values.nightlyReport.existingSecrets "shop-database") | uniq }}

  kubectl --namespace {{ $namespace }} create secret generic {{ . }} --from-file=password=./password
{{- end }}
{{- end }}
