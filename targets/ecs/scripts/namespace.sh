# ---- the namespace in which services find each other ----

# namespace KIND: http, or dns where names have to be found by DNS too, which one of either kind carries for Service Connect
namespace() {
  local found operation state=
  found=$(is_dry || aws servicediscovery list-namespaces --query "Namespaces[?Name=='$NAMESPACE'].Type" --output text)
  case $found in
    *DNS_P*) ;;
    *HTTP*) [ "$1" = http ] || die "the namespace $NAMESPACE is for HTTP alone, and tasks that link to services need DNS: give another NAMESPACE, or delete it" ;;
  esac
  if [ -n "$found" ] && [ "$found" != None ]; then
    note "namespace $NAMESPACE is there"
    return
  fi
  if [ "$1" = http ]; then
    learn operation aws servicediscovery create-http-namespace --name "$NAMESPACE" --tags "Key=mc:lattice,Value=$NAMESPACE" --query OperationId --output text
  else
    vpc
    learn operation aws servicediscovery create-private-dns-namespace --name "$NAMESPACE" --vpc "$VPC_ID" --tags "Key=mc:lattice,Value=$NAMESPACE" --query OperationId --output text
  fi
  is_dry || for _ in $(seq 60); do
    state=$(aws servicediscovery get-operation --operation-id "$operation" --query Operation.Status --output text)
    case $state in
      SUCCESS) return ;;
      FAIL) die "the namespace $NAMESPACE was not made: $(aws servicediscovery get-operation --operation-id "$operation" --query Operation.ErrorMessage --output text)" ;;
    esac
    sleep 2
  done
  is_dry || die "the namespace $NAMESPACE is not ready after two minutes"
}
