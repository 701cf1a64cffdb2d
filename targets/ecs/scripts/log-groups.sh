# ---- log groups ----

# log_group NAME: there, and kept for LOG_RETENTION_DAYS where that is said
log_group() {
  local found
  found=$(is_dry || aws logs describe-log-groups --log-group-name-prefix "$1" --query 'logGroups[].logGroupName' --output text | tr '\t' '\n')
  if grep -qxF -- "$1" <<<"$found"; then note "log group $1 is there"; else
    run aws logs create-log-group --log-group-name "$1" --tags "mc:lattice=$NAMESPACE"
  fi
  [ -z "${LOG_RETENTION_DAYS:-}" ] || run aws logs put-retention-policy --log-group-name "$1" --retention-in-days "$LOG_RETENTION_DAYS"
}
