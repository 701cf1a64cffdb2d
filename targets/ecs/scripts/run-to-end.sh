# run_to_end FILE REVISION CONTAINER TRIES DEADLINE: runs the task until the container of each copy has ended with 0; DEADLINE in seconds, or nothing
run_to_end() {
  local at
  for ((at = 1; at <= $4; at++)); do
    run_once "$1" "$2" "$3" "$5" && return
    [ "$at" = "$4" ] || note "try $at of $4 has failed"
  done
  die "task ${2##*/} has failed"
}

run_once() {
  local tasks task answer code reason
  learn tasks aws ecs run-task --cli-input-json "$1" --task-definition "$2" --query '[tasks[].taskArn, failures[].reason][]' --output text || die "task $2 could not be started"
  if is_dry; then
    patiently aws ecs wait tasks-stopped --cluster "$CLUSTER" --tasks "$tasks"
    return
  fi
  for task in $tasks; do
    [[ $task == arn:* ]] || die "not every copy of $2 could be started: $tasks"
  done
  for task in $tasks; do
    if [ -n "$4" ]; then end_after "$4" "$task"; fi
    patiently aws ecs wait tasks-stopped --cluster "$CLUSTER" --tasks "$task" || die "task $task has not ended"
    answer=$(aws ecs describe-tasks --cluster "$CLUSTER" --tasks "$task" --output text --query "tasks[0].[containers[?name=='$3'].exitCode | [0], stoppedReason]") || die "task $task is not to be found"
    read -r code reason <<<"$answer"
    [ "$code" = 0 ] || {
      say "task $task: container $3 ended with ${code/None/no status} ($reason)"
      return 1
    }
    note "task ${task##*/} of ${2##*/} has done its work"
  done
}

# end_after SECONDS TASK: ends it where it takes longer
end_after() {
  local until=$((SECONDS + $1))
  while [ "$(aws ecs describe-tasks --cluster "$CLUSTER" --tasks "$2" --query 'tasks[0].lastStatus' --output text)" != STOPPED ]; do
    [ $SECONDS -lt $until ] || {
      say "task $2 takes longer than $1 seconds: it is ended"
      aws ecs stop-task --cluster "$CLUSTER" --task "$2" --reason 'longer than its deadline' >/dev/null
      return
    }
    sleep 5
  done
}
