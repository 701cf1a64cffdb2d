# ---- stacks of CloudFormation ----

parameters=() fresh=' ' postponed=

# with PARAMETER VARIABLE: a value for the next stack where somebody has said one, else it keeps what it has
with() { [ -z "${!2:-}" ] || parameters+=("$1=${!2}"); }

# valid FILE: CloudFormation can read the template
valid() { run aws cloudformation validate-template --template-body "file://$1"; }

# stack NAME FILE [CAPABILITY]: makes the stack, or changes what has changed
stack() {
  local options=() state=
  if ! is_dry; then
    state=$(state "$1")
    case $state in
      # what a creation leaves that has failed
      ROLLBACK_COMPLETE | ROLLBACK_FAILED) unstack "$1" && fresh+="$1 " ;;
      '') fresh+="$1 " ;;
    esac
  fi
  [ $# -lt 3 ] || options+=(--capabilities "$3")
  [ -z "${TEMPLATE_BUCKET:-}" ] || options+=(--s3-bucket "$TEMPLATE_BUCKET")
  [ ${#parameters[@]} -eq 0 ] || options+=(--parameter-overrides "${parameters[@]}")
  run aws cloudformation deploy --stack-name "$1" --template-file "$2" --no-fail-on-empty-changeset \
    --tags "mc:lattice=$LATTICE_STACK" ${options[@]+"${options[@]}"}
  parameters=()
}

# lattice FILE OUTPUT…: the stack of the lattice. What applications import as they are now stays in it until they are changed.
lattice() {
  local file=$1
  shift
  if ! is_dry && losing "$@" >"$work/losing" && [ -s "$work/losing" ]; then
    note "still imported: $(tr '\n' ' ' <"$work/losing")"
    postponed=yes
    aws cloudformation get-template --stack-name "$LATTICE_STACK" --template-stage Original --query TemplateBody --output text >"$work/before.yaml"
    both "$work/before.yaml" "$file" >"$work/lattice.yaml"
    file=$work/lattice.yaml
  fi
  stack "$LATTICE_STACK" "$file" CAPABILITY_IAM
}

# losing OUTPUT…: outputs that the stack of the lattice has, that are none of these, and that others import
losing() {
  local name found
  found=$(aws cloudformation describe-stacks --stack-name "$LATTICE_STACK" --query 'Stacks[0].Outputs[].OutputKey' --output text 2>/dev/null) || return 0
  for name in $found; do
    case " $* None " in *" $name "*) continue ;; esac
    [ -z "$(aws cloudformation list-imports --export-name "$LATTICE_STACK-$name" --query 'Imports[]' --output text 2>/dev/null)" ] || echo "$name"
  done
}

# both OLD NEW: the new template, and what the old one has besides: entries of sections are two spaces deep in both
both() {
  awk '
    FNR == 1 { file++; section = entry = "" }
    /^[A-Za-z]/ {
      if (file == 2) rest(section)
      section = $1
      if (file == 1 && !(section in known)) { known[section] = 1; sections[++count] = section }
      if (file == 2) seen[section] = 1
      entry = ""
    }
    /^  [^ ]/ { entry = $1 }
    file == 1 { if (entry != "") { if (!((section, entry) in text)) order[section] = order[section] " " entry; text[section, entry] = text[section, entry] $0 "\n" } }
    file == 2 { if (entry != "") had[section, entry] = 1; print }
    END {
      rest(section)
      for (at = 1; at <= count; at++) if (!(sections[at] in seen) && order[sections[at]] != "") { print sections[at]; rest(sections[at]) }
    }
    function rest(of,   list, n, i) {
      n = split(order[of], list, " ")
      for (i = 1; i <= n; i++) if (!((of, list[i]) in had)) printf "%s", text[of, list[i]]
    }
  ' "$1" "$2"
}

# others STACK…: stacks of the lattice that are none of these; PRUNE=1 deletes them
others() {
  local name found
  is_dry && return
  found=$(aws cloudformation describe-stacks --query "Stacks[?Tags[?Key=='mc:lattice' && Value=='$LATTICE_STACK']].StackName" --output text)
  for name in $found; do
    case " $* $LATTICE_STACK None " in *" $name "*) continue ;; esac
    if [ -n "${PRUNE:-}" ]; then unstack "$name"; else note "the lattice no longer has $name: PRUNE=1 deletes it"; fi
  done
}

# settled FILE OUTPUT…: takes from the stack of the lattice what nobody imports any more
settled() {
  local file=$1
  shift
  if [ -z "$postponed" ]; then
    parameters=()
    return
  fi
  losing "$@" >"$work/losing"
  if [ -s "$work/losing" ]; then
    note "left in the stack $LATTICE_STACK, because others import it: $(tr '\n' ' ' <"$work/losing")"
    parameters=()
  else stack "$LATTICE_STACK" "$file" CAPABILITY_IAM; fi
}
