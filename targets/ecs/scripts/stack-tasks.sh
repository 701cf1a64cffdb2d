# ---- tasks that run to their end ----

# task_of FOLDER REVISION WHEN CONTAINER TRIES DEADLINE: one that has done its work runs again only where it has changed (WHEN is changed) or with RERUN=1
task_of() {
  local worked=
  is_dry || worked=$(aws ecs describe-task-definition --task-definition "$2" --include TAGS --query "tags[?key=='mc:worked'].value | [0]" --output text)
  if [ "$3" = changed ] && [ -z "${RERUN:-}" ] && [ "$worked" = yes ]; then
    note "task ${2##*/} has done its work before; RERUN=1 runs it again"
    return
  fi
  run_to_end "$1/run-task.json" "$2" "$4" "$5" "$6"
  run aws ecs tag-resource --resource-arn "$2" --tags key=mc:worked,value=yes
}
