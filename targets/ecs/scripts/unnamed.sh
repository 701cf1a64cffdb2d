# unnamed: removes the namespace where deploy.sh has made it, and what Cloud Map knows in it
unnamed() {
  local space arn service found tagged
  if is_dry; then
    echo "# and the namespace $NAMESPACE, where it has the tag mc:lattice:"
    learn space aws servicediscovery list-namespaces --query "Namespaces[?Name=='$NAMESPACE'].Id" --output text
    run aws servicediscovery delete-namespace --id "$space"
    return
  fi
  found=$(aws servicediscovery list-namespaces --query "Namespaces[?Name=='$NAMESPACE'].[Id, Arn]" --output text)
  read -r space arn <<<"$found"
  [ -n "$space" ] && [ "$space" != None ] || return 0
  tagged=$(aws servicediscovery list-tags-for-resource --resource-arn "$arn" --query "Tags[?Key=='mc:lattice'].Value" --output text)
  if [ "$tagged" != "$NAMESPACE" ]; then
    note "namespace $NAMESPACE was there before, and stays"
    return
  fi
  found=$(aws servicediscovery list-services --filters "Name=NAMESPACE_ID,Values=$space" --query 'Services[].Id' --output text)
  for service in $found; do [ "$service" = None ] || persistently aws servicediscovery delete-service --id "$service"; done
  persistently aws servicediscovery delete-namespace --id "$space"
}
