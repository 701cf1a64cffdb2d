# Data that goes with an app has to be given up by name.
need_consent() {
  if [ -z "$DRY_RUN" ] && [ "${DESTROY_VOLUMES:-}" != 1 ]; then lack "DESTROY_VOLUMES=1: the volumes of app $1, and what they hold, go with it"; fi
}

# Runs what takes back the work of an app, before anything goes that it needs.
undo() {
  if [ -z "$DRY_RUN" ] && ! has_app "$1"; then return; fi
  run_machine "$@"
}

# Machines, volumes, addresses, certificates and secrets go with their app.
destroy_app() {
  if [ -n "$DRY_RUN" ] || has_app "$1"; then run fly apps destroy "$1" --yes; else echo "app $1 is gone"; fi
}
