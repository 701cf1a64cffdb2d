# persistently COMMAND…: AWS needs some minutes to see that nothing uses a thing any more
persistently() {
  local times=0
  until run "$@" 2>"$work/refused"; do
    times=$((times + 1))
    [ $times -lt 40 ] || {
      cat "$work/refused" >&2
      die "could not be done: $*"
    }
    sleep 15
  done
}
