# ---- services of Cloud Map, by which DNS knows the tasks of a service ----

# registry VARIABLE NAME: its ARN, found or made where nobody says it
registry() {
  local space found
  [ -z "${!1:-}" ] || return 0
  if is_dry; then learn space aws servicediscovery list-namespaces --query "Namespaces[?Name=='$NAMESPACE'].Id" --output text; else
    space=$(aws servicediscovery list-namespaces --query "Namespaces[?Name=='$NAMESPACE'].Id" --output text)
    found=$(aws servicediscovery list-services --filters "Name=NAMESPACE_ID,Values=$space" --query "Services[?Name=='$2'].Arn" --output text)
    if [ -n "$found" ] && [ "$found" != None ]; then
      printf -v "$1" %s "$found"
      note "registry $2 is there"
      return
    fi
  fi
  learn "$1" aws servicediscovery create-service --name "$2" --namespace-id "$space" --dns-config 'RoutingPolicy=MULTIVALUE,DnsRecords=[{Type=A,TTL=10}]' \
    --health-check-custom-config FailureThreshold=1 --tags "Key=mc:lattice,Value=$NAMESPACE" --query Service.Arn --output text
}
