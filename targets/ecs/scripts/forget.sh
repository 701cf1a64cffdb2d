# ---- undoing ----

# stop_tasks FAMILY: those that run yet
stop_tasks() {
  local task found
  found=$(is_dry || aws ecs list-tasks --cluster "$CLUSTER" --family "$1" --desired-status RUNNING --query 'taskArns[]' --output text)
  for task in $found; do
    [ "$task" = None ] || run aws ecs stop-task --cluster "$CLUSTER" --task "$task" --reason 'the lattice is taken down'
  done
}

# forget FAMILY…: deletes every revision of a task definition
forget() {
  local family revision found
  for family in "$@"; do
    stop_tasks "$family"
    if is_dry; then
      learn revision aws ecs list-task-definitions --family-prefix "$family" --status ACTIVE --query 'taskDefinitionArns[0]' --output text
      run aws ecs deregister-task-definition --task-definition "$revision"
      run aws ecs delete-task-definitions --task-definitions "$revision"
      continue
    fi
    found=$(aws ecs list-task-definitions --family-prefix "$family" --status ACTIVE --query 'taskDefinitionArns[]' --output text)
    for revision in $found; do
      [ "$revision" = None ] || run aws ecs deregister-task-definition --task-definition "$revision"
    done
    found=$(aws ecs list-task-definitions --family-prefix "$family" --status INACTIVE --query 'taskDefinitionArns[]' --output text)
    # shellcheck disable=SC2086 # ARNs have no spaces
    [ -z "$found" ] || [ "$found" = None ] || by_ten delete_revisions $found
  done
}

delete_revisions() { run aws ecs delete-task-definitions --task-definitions "$@"; }
