# ---- what the lattice no longer has ----

# gone NAME…: services that this lattice once had and that are not among these; PRUNE=1 removes them
gone() {
  local listed found name names=()
  if is_dry; then return; fi
  listed=$(aws ecs list-services --cluster "$CLUSTER" --query 'serviceArns[]' --output text)
  for name in $listed; do [ "$name" = None ] || names+=("${name##*/}"); done
  found=$(by_ten ours ${names[@]+"${names[@]}"})
  for name in $found; do
    [[ $name != None && " $* " != *" $name "* ]] || continue
    if [ -n "${PRUNE:-}" ]; then
      unscale "$name"
      end_services "$name"
      ended "$name"
    else say "service $name is no longer in the lattice: PRUNE=1 removes it"; fi
  done
}

ours() {
  aws ecs describe-services --cluster "$CLUSTER" --services "$@" --include TAGS --output text \
    --query "services[?status=='ACTIVE' && tags[?key=='mc:lattice' && value=='$NAMESPACE']].serviceName"
}
