# ---- services ----

# service FOLDER NAME GROUPS STRATEGY [CALLEE…]: there as its file says, with tasks that know the endpoints of those it links to
service() {
  # shellcheck disable=SC2034 # a file asks for it
  local SECURITY_GROUPS=${3:-${SECURITY_GROUPS:-}}
  local folder=$1 name=$2 strategy=$4 revision print arn answer state='' now='' found='' past='' balancers='' registries='' connected=''
  shift 4
  register "$folder" "$name"
  printf '%s\n' "$revision" >"$work/revision.$name"
  print=$(print_of "$folder/update-service.json")
  is_dry || {
    answer=$(aws ecs describe-services --cluster "$CLUSTER" --services "$name" --include TAGS --output text --query "services[0].[status, taskDefinition,
      schedulingStrategy, tags[?key=='mc:request'].value | [0], length(loadBalancers || \`[]\`), length(serviceRegistries || \`[]\`),
      deployments[?status=='PRIMARY'].serviceConnectConfiguration.enabled | [0]]")
    read -r state now found past balancers registries connected <<<"$answer"
  }
  if [ "$state" = ACTIVE ] && [ "$found" != "$strategy" ]; then
    [ -n "${REPLACE:-}" ] || die "service $name is there as $found and has to become $strategy, which ECS does not change: REPLACE=1 deletes it and makes it anew"
    run aws ecs delete-service --cluster "$CLUSTER" --service "$name" --force
    state=DRAINING
  fi
  if [ "$state" = DRAINING ]; then
    note "service $name is ending: waiting until it has gone"
    patiently aws ecs wait services-inactive --cluster "$CLUSTER" --services "$name"
  fi
  if [ "$state" != ACTIVE ]; then
    learn arn aws ecs create-service --cli-input-json "$folder/service.json" --task-definition "$revision" --query service.serviceArn --output text
  elif [ "$now" != "$revision" ] || [ "$past" != "$print" ]; then
    # what an update does not name stays as it was
    set --
    is_said "$folder" loadBalancers || [ "$balancers" = 0 ] || set -- "$@" --load-balancers '[]'
    is_said "$folder" serviceRegistries || [ "$registries" = 0 ] || set -- "$@" --service-registries '[]'
    is_said "$folder" serviceConnectConfiguration || [ "$connected" != True ] || set -- "$@" --service-connect-configuration enabled=false
    learn arn aws ecs update-service --cli-input-json "$folder/update-service.json" --task-definition "$revision" "$@" --query service.serviceArn --output text
  else
    note "service $name has not changed"
    again "$name" "$@"
    return
  fi
  note "service $name is deployed"
  run aws ecs tag-resource --resource-arn "$arn" --tags "key=mc:lattice,value=$NAMESPACE" "key=mc:request,value=$print"
}

is_said() { grep -q "^  \"$2\":" "$1/update-service.json"; }

# again NAME CALLEE…: a second deployment where a callee is younger than the tasks, which learn of endpoints only when they start
again() {
  local name=$1 callee younger='' deployed made
  shift
  [ $# -gt 0 ] || return 0
  is_dry || {
    deployed=$(aws ecs describe-services --cluster "$CLUSTER" --services "$name" --query "services[0].deployments[?status=='PRIMARY'].createdAt | [0]" --output text)
    for callee in "$@"; do
      made=$(aws ecs describe-services --cluster "$CLUSTER" --services "$callee" --query "services[?status=='ACTIVE'].createdAt | [0]" --output text)
      [ "$made" = None ] || [[ ! $made > $deployed ]] || younger=$callee
    done
    [ -n "$younger" ] || return 0
    note "service $name is deployed again: $younger is younger than its tasks"
  }
  run aws ecs update-service --cluster "$CLUSTER" --service "$name" --force-new-deployment
}

# stable NAME…: waits until the services run what they have to, and ends here where one does not
stable() { by_ten stable_ten "$@"; }

stable_ten() {
  local answer name now rollout
  patiently aws ecs wait services-stable --cluster "$CLUSTER" --services "$@" || unstable "$@"
  is_dry || {
    answer=$(aws ecs describe-services --cluster "$CLUSTER" --services "$@" --output text \
      --query "services[].[serviceName, taskDefinition, deployments[?status=='PRIMARY'].rolloutState | [0]]")
    while read -r name now rollout; do
      # a deployment that was taken back is stable as well
      if [ "$now" != "$(cat "$work/revision.$name")" ] || [ "$rollout" = FAILED ]; then unstable "$name"; fi
    done <<<"$answer"
  }
}

unstable() {
  aws ecs describe-services --cluster "$CLUSTER" --services "$@" --output text \
    --query 'services[].[serviceName, runningCount, desiredCount, events[:3].message]' >&2 || true
  die "not stable: $*"
}
