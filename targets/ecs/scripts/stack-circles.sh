# ---- circles ----

# again STACKS SERVICE…: deploys services a second time that link to each other, where one of the stacks is new: the first could not know the endpoints of the last
again() {
  local stacks=$1 name is_fresh=
  shift
  for name in $stacks; do case $fresh in *" $name "*) is_fresh=yes ;; esac; done
  if [ -z "$is_fresh" ] && ! is_dry; then return; fi
  for name in "$@"; do run aws ecs update-service --cluster "$CLUSTER" --service "$name" --force-new-deployment; done
  by_ten stable_ten "$@"
}

stable_ten() { patiently aws ecs wait services-stable --cluster "$CLUSTER" --services "$@"; }
