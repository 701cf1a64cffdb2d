# forget_logs NAME…: KEEP_LOGS=1 keeps them
forget_logs() {
  local name found
  [ -z "${KEEP_LOGS:-}" ] || return 0
  for name in "$@"; do
    found=$(is_dry || aws logs describe-log-groups --log-group-name-prefix "$name" --query 'logGroups[].logGroupName' --output text | tr '\t' '\n')
    if is_dry || grep -qxF -- "$name" <<<"$found"; then run aws logs delete-log-group --log-group-name "$name"; fi
  done
}
