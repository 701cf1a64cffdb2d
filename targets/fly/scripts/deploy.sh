# A secret of an app: what the variable brings, or what the app has already.
need_secret() {
  if [ -n "$DRY_RUN" ] || [ -n "${!3:-}" ]; then return; fi
  if [ -z "$usable" ] || ! known_secret "$1" "$2"; then lack "$3: secret $2 of app $1"; fi
}

known_secret() {
  local listed
  listed="$(fly secrets list --app "$1" --json 2>/dev/null)" || return 1
  has_line "$(field "$listed" name)" "$2"
}

create_app() {
  if has_app "$1"; then
    echo "app $1 is there"
  else
    run fly apps create "$1" --org "$(value FLY_ORG)"
  fi
}

# Secrets of an app: for each its name, its variable and whether its value is the content of a file. They come to the machines with the next deployment.
set_secrets() {
  local app="$1" lines='' line
  shift
  while [ "$#" -gt 0 ]; do
    if [ -n "$DRY_RUN" ]; then
      show_secret "$app" "$@"
    elif [ -n "${!2:-}" ]; then
      if [ "$3" = file ]; then
        line="$1=$(printf '%s' "${!2}" | base64 | tr -d '\n')"
      elif ! line="$(secret_line "$1" "${!2}")"; then
        set_secret "$app" "$1" "${!2}" "$2"
        line=''
      fi
      if [ "${#line}" -gt 65000 ]; then
        echo "$2: flyctl cannot take a value of more than 64 KiB" >&2
        exit 1
      fi
      if [ -n "$line" ]; then lines="$lines$line
"; fi
    fi
    shift 3
  done
  if [ -n "$lines" ]; then
    echo "fly secrets import --stage --app $app"
    printf '%s' "$lines" | fly secrets import --stage --app "$app"
  fi
}

# Prints how a secret is set, without its value.
show_secret() {
  if [ "$4" = file ]; then
    # shellcheck disable=SC2028 # what is printed is a command
    echo "printf '$2=%s\\n' \"\$(printf '%s' \"\$$3\" | base64 | tr -d '\\n')\" | fly secrets import --stage --app $1"
  else
    # shellcheck disable=SC2028
    echo "printf '$2=\"\"\"%s\"\"\"\\n' \"\$$3\" | fly secrets import --stage --app $1"
  fi
}

# Gives NAME=VALUE in the quotes from which flyctl reads the very value again; fails where there are none.
secret_line() {
  local first before quotes
  first="${2%%$'\n'*}"
  before="${first%%#*}"
  quotes="${before//[^\"]/}"
  case "$2" in
    *$'\r\n'* | *'"""'$'\n'* | *'"""') return 1 ;;
    *$'\n'*)
      if [ "$first" != "$before" ] && [ $((${#quotes} % 2)) -eq 1 ]; then return 1; fi
      printf '%s="""%s"""' "$1" "$2"
      ;;
    *)
      if [ $((${#quotes} % 2)) -eq 1 ]; then printf "%s='%s'" "$1" "$2"; else printf '%s="""%s"""' "$1" "$2"; fi
      ;;
  esac
}

# A value that the lines of flyctl's import cannot hold; read alone it may have everything but blanks at its ends.
set_secret() {
  case "$3" in
    [[:space:]]* | *[[:space:]])
      echo "$4: flyctl cannot take this value: it has blanks at an end beside quotes or carriage returns inside" >&2
      exit 1
      ;;
  esac
  echo "fly secrets set $2=- --stage --app $1"
  printf '%s' "$3" | fly secrets set "$2=-" --stage --app "$1"
}

# Addresses of an app by kind, as fly ips list names them.
allocate() {
  local app="$1" listed='' kind
  shift
  if [ -z "$DRY_RUN" ]; then
    listed="$(fly ips list --app "$app" --json)"
    listed="$(field "$listed" Type)"
  fi
  for kind in "$@"; do
    if has_line "$listed" "$kind"; then
      echo "app $app has an address $kind"
      continue
    fi
    case "$kind" in
      shared_v4) run fly ips allocate-v4 --shared --app "$app" ;;
      v4) run fly ips allocate-v4 --yes --app "$app" ;;
      v6) run fly ips allocate-v6 --app "$app" ;;
      private_v6) run fly ips allocate-v6 --private --app "$app" ;;
    esac
  done
  for kind in v4 shared_v4 v6; do
    case " $* " in
      *" $kind "*) ;;
      *) if has_line "$listed" "$kind"; then echo "note: app $app has an address $kind that nothing here asks for; fly ips release gives it back" >&2; fi ;;
    esac
  done
}

# Certificates of an app by host.
certify() {
  local app="$1" listed='' host
  shift
  if [ -z "$DRY_RUN" ]; then
    listed="$(fly certs list --app "$app" --json)"
    listed="$(field "$listed" hostname)"
  fi
  for host in "$@"; do
    if has_line "$listed" "$host"; then echo "app $app has a certificate for $host"; else run fly certs add "$host" --app "$app"; fi
  done
}

# Volumes of an app: name, size in GB, how many, and the regions over which they are spread.
create_volumes() {
  local app="$1" name="$2" size="$3" count="$4" listed='' region have wanted index=0
  shift 4
  if [ -z "$1" ]; then set -- "$(value PRIMARY_REGION)"; fi
  if [ -z "$DRY_RUN" ]; then listed="$(fly volumes list --app "$app" --json)"; fi
  for region in "$@"; do
    wanted=$(((count + $# - 1 - index) / $#))
    index=$((index + 1))
    have="$(count_volumes "$listed" "$name" "$region")"
    if [ "$have" -ge "$wanted" ]; then
      if [ "$wanted" -gt 0 ]; then echo "app $app has its volumes $name in $region"; fi
    else
      run fly volumes create "$name" --size "$size" --region "$region" --count $((wanted - have)) --yes --app "$app"
    fi
  done
}

count_volumes() {
  local line name='' count=0
  while IFS= read -r line; do
    case "$line" in
      '        "name": "'*) name="${line#*'": "'}" && name="${name%%'"'*}" ;;
      '        "region": "'"$3"'"'*) if [ "$name" = "$2" ]; then count=$((count + 1)); fi ;;
    esac
  done <<<"$1"
  echo "$count"
}

# Deploys the app of a folder, in a region where its fly.toml names none; addresses, volumes and counts are those of this script.
deploy_app() {
  if [ -z "${2:-}" ]; then
    run fly deploy "$1" --ha=false --no-public-ips --yes
  else
    run fly deploy "$1" --ha=false --no-public-ips --yes --primary-region "$2"
  fi
}

# Machines of an app by process group (app=2), after the regions over which they are spread, by commas; flyctl changes nothing where they are there.
scale_app() {
  local app="$1" regions="$2"
  shift 2
  if [ -z "$regions" ]; then
    run fly scale count "$@" --yes --app "$app"
  else
    run fly scale count "$@" --region "$regions" --yes --app "$app"
  fi
}

# Runs a task to its end as often as it has copies (app, folder, copies, seconds that it may take, region, image, arguments); what an earlier run left behind goes first.
run_task() {
  local app="$1" folder="$2" count="$3" limit="${4:-$TASK_TIMEOUT}" listed id name
  shift 4
  if has_app "$app"; then
    listed="$(machines "$app")"
    while read -r id name; do
      if [ -n "$id" ]; then run fly machine destroy "$id" --app "$app" --force; fi
    done <<<"$listed"
  fi
  while [ "$count" -gt 0 ]; do
    TASK_TIMEOUT="$limit" run_machine "$app" "$folder" "task-$count" "$@"
    count=$((count - 1))
  done
}

# Makes the machine that Fly.io starts by the clock (app, folder, name, region, image); its name tells whether it is the one that is meant.
schedule_task() {
  local app="$1" folder="$2" name="$3" listed id other kept=''
  shift 3
  if has_app "$app"; then
    listed="$(machines "$app")"
    while read -r id other; do
      if [ "$other" = "$name" ]; then
        kept="$id"
      elif [ -n "$id" ]; then
        run fly machine destroy "$id" --app "$app" --force
      fi
    done <<<"$listed"
  fi
  if [ -n "$kept" ]; then echo "app $app has its machine $name"; else start_machine "$app" "$folder" "$name" "$@"; fi
}
