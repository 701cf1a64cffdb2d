# Everything below runs in the folder of this script. DRY_RUN=1 prints the commands and calls none of them.
cd "$(dirname "${BASH_SOURCE[0]}")"
DRY_RUN="${DRY_RUN:-}"
FLY_ORG="${FLY_ORG:-}"
PRIMARY_REGION="${PRIMARY_REGION:-}"
missing=''
usable=''
apps=''

# A word of a printed command that stands for a variable begins with this character.
mark="$(printf '\001')"

# Prints a command so that it can be pasted into a shell.
show() {
  local word line=''
  for word in "$@"; do
    case "$word" in
      "$mark"*) line="$line \"\$${word#"$mark"}\"" ;;
      *) line="$line $(printf '%q' "$word")" ;;
    esac
  done
  printf '%s\n' "${line# }"
}

# Runs a command that changes something.
run() {
  show "$@"
  if [ -z "$DRY_RUN" ]; then "$@"; fi
}

# Gives the value of a variable, or its name where a dry run does not have it.
value() {
  if [ -n "${!1}" ] || [ -z "$DRY_RUN" ]; then printf '%s' "${!1}"; else printf '%s%s' "$mark" "$1"; fi
}

# Notes what is missing, so that all of it is said at once.
lack() {
  missing="$missing
  $1"
}

need_tools() {
  local tool
  if [ -n "$DRY_RUN" ]; then return; fi
  for tool in fly base64 sed; do
    if ! command -v "$tool" >/dev/null; then
      if [ "$tool" = fly ] && command -v flyctl >/dev/null; then
        fly() { flyctl "$@"; }
      else
        lack "$tool: not found on the PATH"
      fi
    fi
  done
  if [ -n "$missing" ]; then return; fi
  if fly auth whoami >/dev/null 2>&1; then usable=1; else lack 'a session of fly: run fly auth login, or set FLY_API_TOKEN'; fi
}

# A variable that has to be set: its name and what it is.
need() {
  if [ -z "$DRY_RUN" ] && [ -z "${!1:-}" ]; then lack "$1: $2"; fi
}

# Ends the script where something is missing; after that the apps that are there are known.
check() {
  if [ -n "$missing" ]; then
    printf 'missing:%s\n' "$missing" >&2
    exit 2
  fi
  if [ -n "$usable" ]; then apps="$(fly apps list --org "$FLY_ORG" --quiet | sed 's/[[:space:]]//g')"; fi
}

has_app() {
  [ -z "$DRY_RUN" ] && has_line "$apps" "$1"
}

# Tells whether a text has a line.
has_line() {
  case "
$1
" in
    *"
$2
"*) return 0 ;;
  esac
  return 1
}

# Gives the texts of a field of the objects in a list, as flyctl prints JSON: one field on each line, eight blanks before it.
field() {
  sed -n 's/^ \{8\}"'"$2"'": "\(.*\)",\{0,1\}$/\1/p' <<<"$1"
}

# Gives the ids of the machines of an app, with their names.
machines() {
  local listed id='' line
  listed="$(fly machine list --app "$1" --json)"
  while IFS= read -r line; do
    case "$line" in
      '        "id": "'*) id="${line#*'": "'}" && id="${id%%'"'*}" ;;
      '        "name": "'*) line="${line#*'": "'}" && printf '%s %s\n' "$id" "${line%%'"'*}" ;;
    esac
  done <<<"$listed"
}

# Creates a machine from machine.json of a folder and starts it: app, folder, name, region (that of flyctl where it is empty), image and arguments. Its id is in $machine.
start_machine() {
  local app="$1" folder="$2" name="$3" region="$4" created
  shift 4
  local words=(fly machine create --app "$app" --name "$name" --machine-config machine.json)
  if [ -n "$region" ]; then words+=(--region "$region"); fi
  words+=(-- "$@")
  printf '(cd %q && %s)\n' "$folder" "$(show "${words[@]}")"
  if [ -n "$DRY_RUN" ]; then
    show fly machine start "${mark}machine" --app "$app"
    return
  fi
  created="$(cd "$folder" && "${words[@]}")"
  printf '%s\n' "$created"
  machine="$(sed -n 's/^ *Machine ID: *\([^ ]*\).*$/\1/p' <<<"$created")"
  if [ -z "$machine" ]; then
    echo "$app: flyctl did not say which machine it created" >&2
    exit 1
  fi
  run fly machine start "$machine" --app "$app"
}

# Runs a machine to its end, and removes it where that was a success.
run_machine() {
  local app="$1" waited=0 status state code
  start_machine "$@"
  if [ -n "$DRY_RUN" ]; then
    show fly machine status "${mark}machine" --app "$app"
    show fly machine destroy "${mark}machine" --app "$app" --force
    return
  fi
  while :; do
    status="$(fly machine status "$machine" --app "$app")"
    state="$(sed -n 's/^State: *\([a-z]*\).*$/\1/p' <<<"$status")"
    case "$state" in
      stopped | failed | destroyed)
        # a machine that is to be started again stops for a moment
        sleep "$POLL"
        status="$(fly machine status "$machine" --app "$app")"
        if [ "$state" = "$(sed -n 's/^State: *\([a-z]*\).*$/\1/p' <<<"$status")" ]; then break; fi
        ;;
    esac
    if [ "$waited" -ge "$TASK_TIMEOUT" ]; then
      run fly machine stop "$machine" --app "$app"
      echo "$app: not at its end after $TASK_TIMEOUT seconds, and stopped; fly logs --app $app shows what it did" >&2
      exit 1
    fi
    sleep "$POLL"
    waited=$((waited + POLL))
  done
  # the newest event comes first
  code="$(sed -n '/exit_code=/{s/.*exit_code=\(-\{0,1\}[0-9]*\).*/\1/p;q;}' <<<"$status")"
  if [ "${code:-1}" != 0 ]; then
    echo "$app: ended with status ${code:-unknown}; fly logs --app $app shows why, and machine $machine is still there" >&2
    exit 1
  fi
  run fly machine destroy "$machine" --app "$app" --force
}

POLL="${POLL:-2}"
TASK_TIMEOUT="${TASK_TIMEOUT:-3600}"
machine=''
