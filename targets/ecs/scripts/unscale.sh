# ---- services that do not scale ----

# unscaled NAME…: services of which the lattice says a fixed number scale no more
unscaled() { is_dry || by_ten unscale "$@"; }

# unscale NAME…: where they scale
unscale() {
  local resource found resources=()
  for resource in "$@"; do resources+=("service/$CLUSTER/$resource"); done
  found="${resources[*]}"
  is_dry || found=$(aws application-autoscaling describe-scalable-targets --service-namespace ecs --resource-ids "${resources[@]}" --query 'ScalableTargets[].ResourceId' --output text)
  for resource in $found; do
    [ "$resource" = None ] || run aws application-autoscaling deregister-scalable-target --service-namespace ecs --resource-id "$resource" \
      --scalable-dimension ecs:service:DesiredCount
  done
}
