# ---- what is run, and in a dry run printed ----

export AWS_PAGER=
case ${DRY_RUN:-} in 0 | no | false) DRY_RUN= ;; esac

say() { echo "$*" >&2; }
die() {
  say "$0: $*"
  exit 1
}
is_dry() { [ -n "${DRY_RUN:-}" ]; }

# around the name of a variable that stands for itself
begin=$'\005' end=$'\006'

# section TITLE: says what comes next
section() {
  if is_dry; then printf '\n# %s\n' "$1"; else say "== $1"; fi
}

# note TEXT: says what is left as it is, or why something is done
note() { is_dry || say "   $*"; }

# run COMMAND…: what follows --cli-input-json is a file of this folder, in which values are filled in
run() {
  if is_dry; then
    command_text "$@"
    echo
  else really "$@" >/dev/null; fi
}

# learn NAME COMMAND…: puts what a command answers into a variable, which in a dry run stands for itself
learn() {
  local name=$1 answer
  shift
  if is_dry; then
    echo "$name=\$($(command_text "$@"))"
    answer=$begin$name$end
  else answer=$(really "$@") || return; fi
  printf -v "$name" %s "$answer"
}

really() {
  local words=() word before=
  for word in "$@"; do
    if [ "$before" = --cli-input-json ]; then
      filled "$word" >"$work/request.json"
      word=file://$work/request.json
    fi
    words+=("$word")
    before=$word
  done
  "${words[@]}"
}

# command_text COMMAND…: the command as it can be pasted into a shell
command_text() {
  local word before='' line=''
  for word in "$@"; do
    if [ "$before" = --cli-input-json ]; then
      edit "$word"
      line+=" \"\$(sed$(words_text ${edits[@]+"${edits[@]}"} "$word"))\""
    else line+=$(words_text "$word"); fi
    before=$word
  done
  printf %s "${line# }"
}

# words_text WORD…: each after a space, quoted where it has to be
words_text() {
  local LC_ALL=C word rest text
  for word in "$@"; do
    case $word in
      '' | [=~]* | *[!A-Za-z0-9_./:@%+,=-]*)
        rest=$word text=
        while [[ $rest == *\'* ]]; do
          text+=${rest%%\'*}"'\\''"
          rest=${rest#*\'}
        done
        text="'$text$rest'"
        while [[ $text == *$begin* ]]; do
          rest=${text#*"$begin"}
          text="${text%%"$begin"*}'\"\$${rest%%"$end"*}\"'${rest#*"$end"}"
        done
        text=${text#"''"}
        printf ' %s' "${text%"''"}"
        [ -n "$word" ] || printf "''"
        ;;
      *) printf ' %s' "$word" ;;
    esac
  done
}

# patiently COMMAND…: a wait of the AWS CLI gives up after ten minutes; PATIENCE of them, three where nothing is said
patiently() {
  local times=1
  if is_dry; then run "$@"; else
    until really "$@" 2>"$work/wait"; do
      if ! grep -q 'Max attempts exceeded' "$work/wait" || [ $times -ge "${PATIENCE:-3}" ]; then
        cat "$work/wait" >&2
        return 1
      fi
      times=$((times + 1))
    done
  fi
}

# by_ten FUNCTION NAME…: calls the function with ten names at a time, the most that ECS takes
by_ten() {
  local call=$1
  shift
  while [ $# -gt 10 ]; do
    "$call" "${@:1:10}"
    shift 10
  done
  [ $# -eq 0 ] || "$call" "$@"
}

# ---- values that only the account knows ----

names=() kinds=() spellings=() complaints=

complain() { complaints+="  $*"$'\n'; }

# value NAME KIND DESCRIPTION [DEFAULT]: an environment variable; one with a default need not be there
value() {
  local name=$1 kind=$2 given
  given=${!name:-}
  [ -n "$given" ] || given=${4:-}
  [ "$kind" != ids ] || given=${given// /}
  if [ -z "$given" ]; then
    [ $# -gt 3 ] || complain "$name is not set: $3"
  else fits "$name" "$kind" "$given"; fi
  known "$name" "$kind" "$given"
}

# known NAME KIND VALUE: stands in files for ${NAME}
known() {
  printf -v "$1" %s "$3"
  names+=("$1") kinds+=("$2") spellings+=("\${$1}")
}

# spelled NAME SPELLING: what files have for it in place of ${NAME}
spelled() {
  local at
  for ((at = 0; at < ${#names[@]}; at++)); do [ "${names[at]}" != "$1" ] || spellings[at]=$2; done
}

# fits NAME KIND VALUE: nothing that JSON or sed would take for something else
fits() {
  local LC_ALL=C pattern
  case $2 in
    arn | role) pattern='^arn:[a-zA-Z0-9-]+:[a-zA-Z0-9-]+:[a-zA-Z0-9-]*:[0-9]*:[][a-zA-Z0-9_.:/@=+,!#*(){}-]+$' ;;
    id) pattern='^[a-zA-Z0-9-]+$' ;;
    ids) pattern='^[a-zA-Z0-9-]+(,[a-zA-Z0-9-]+)*$' ;;
    *) pattern='^[a-zA-Z0-9 _.:/@=+,#()*-]+$' ;;
  esac
  [[ $3 =~ $pattern ]] || complain "$1 is \`$3\`, which no value of this kind ($2) can be"
}

# given: ends here, with all that is amiss, unless everything is there
given() {
  local program
  is_dry || for program in aws sed grep mktemp; do command -v "$program" >/dev/null || complain "$program is not there: it is needed"; done
  command -v sha256sum >/dev/null || command -v shasum >/dev/null || complain 'sha256sum or shasum is not there: one is needed'
  satisfied
}

satisfied() {
  [ -z "$complaints" ] || {
    printf '%s: cannot go on\n%s' "$0" "$complaints" >&2
    exit 1
  }
}

# edit FILE: makes the arguments for sed that fill in the values, and leave out the keys that $without names
edit() {
  local at name value text key join='","'
  edits=()
  text=$(cat "$1")
  for ((at = 0; at < ${#names[@]}; at++)); do
    [[ $text == *"${spellings[at]}"* ]] || continue
    name=${names[at]}
    value=${!name}
    [ "${kinds[at]}" != ids ] || value=${value//,/$join}
    case ${kinds[at]} in
      role) edits+=(-e "s|\"${spellings[at]}\"|\"$value\"|g") ;;
      *) edits+=(-e "s|[\$]${spellings[at]#"$"}|$value|g") ;;
    esac
  done
  for key in ${without:-}; do edits+=(-e "/^  \"$key\":/d"); done
}

filled() {
  edit "$1"
  sed ${edits[@]+"${edits[@]}"} -e '' "$1"
}

# print_of FILE…: tells whether what is sent is what was sent before
print_of() {
  local file
  for file in "$@"; do filled "$file"; done | if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -c 1-64
}

cd "$(dirname "$0")" || exit
if is_dry; then
  echo '# Every command, none of which is run now. From this folder:'
  command_text cd "$PWD"
  echo
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
