# unschedule NAME…
unschedule() {
  local name found
  for name in "$@"; do
    found=$(is_dry || aws scheduler list-schedules --name-prefix "$name" --query "Schedules[?Name=='$name'].Name" --output text)
    if is_dry || { [ -n "$found" ] && [ "$found" != None ]; }; then run aws scheduler delete-schedule --name "$name"; fi
  done
}
