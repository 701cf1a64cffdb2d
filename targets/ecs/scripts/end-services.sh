# ---- the end of services ----

# end_services NAME…: those of them that are there
end_services() { by_ten end_ten "$@"; }

end_ten() {
  local name found=$*
  is_dry || found=$(aws ecs describe-services --cluster "$CLUSTER" --services "$@" --query "services[?status=='ACTIVE'].serviceName" --output text)
  for name in $found; do
    [ "$name" = None ] || run aws ecs delete-service --cluster "$CLUSTER" --service "$name" --force
  done
}

# ended NAME…: waits until their tasks have ended
ended() { by_ten ended_ten "$@"; }

ended_ten() {
  local found=$*
  is_dry || found=$(aws ecs describe-services --cluster "$CLUSTER" --services "$@" --query "services[?status=='DRAINING'].serviceName" --output text)
  # shellcheck disable=SC2086 # names of services have no spaces
  [ -z "$found" ] || [ "$found" = None ] || patiently aws ecs wait services-inactive --cluster "$CLUSTER" --services $found
}
