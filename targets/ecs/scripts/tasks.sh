# ---- tasks that run to their end ----

# task FOLDER FAMILY GROUPS WHEN CONTAINER TRIES DEADLINE: one that has done its work runs again only where it has changed (WHEN is changed) or with RERUN=1
task() {
  # shellcheck disable=SC2034 # a file asks for it
  local SECURITY_GROUPS=${3:-${SECURITY_GROUPS:-}}
  local folder=$1 family=$2 when=$4 revision worked=
  register "$folder" "$family"
  is_dry || worked=$(aws ecs describe-task-definition --task-definition "$revision" --include TAGS --query "tags[?key=='mc:worked'].value | [0]" --output text)
  if [ "$when" = changed ] && [ -z "${RERUN:-}" ] && [ "$worked" = yes ]; then
    note "task $family has done its work before; RERUN=1 runs it again"
    return
  fi
  run_to_end "$folder/run-task.json" "$revision" "$5" "$6" "$7"
  run aws ecs tag-resource --resource-arn "$revision" --tags key=mc:worked,value=yes
}
