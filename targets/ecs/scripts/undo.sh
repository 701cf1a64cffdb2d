# undo FOLDER FAMILY GROUPS CONTAINER: takes back what a task has handed over, while what it was handed to runs yet; FORCE=1 goes on without
undo() {
  [ -z "${FORCE:-}" ] || return 0
  # shellcheck disable=SC2034 # a file asks for it
  local SECURITY_GROUPS=${3:-${SECURITY_GROUPS:-}}
  local revision
  if is_dry; then revision=$2; else
    revision=$(aws ecs list-task-definitions --family-prefix "$2" --status ACTIVE --query 'taskDefinitionArns[-1]' --output text | tail -n 1)
    if [ -z "$revision" ] || [ "$revision" = None ]; then return; fi
  fi
  run_to_end "$1/undo-task.json" "$revision" "$4" 1 ''
}
