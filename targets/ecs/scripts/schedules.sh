# ---- schedules ----

# schedule FOLDER FAMILY NAME GROUPS: as its file says
schedule() {
  # shellcheck disable=SC2034 # a file asks for it
  local SECURITY_GROUPS=${4:-${SECURITY_GROUPS:-}}
  local revision found operation=create-schedule
  register "$1" "$2"
  found=$(is_dry || aws scheduler list-schedules --name-prefix "$3" --query "Schedules[?Name=='$3'].Name" --output text)
  case $found in '' | None) ;; *) operation=update-schedule ;; esac
  run aws scheduler $operation --cli-input-json "$1/schedule.json"
  note "schedule $3 is there"
}
