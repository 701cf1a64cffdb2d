#!/bin/sh
# Hands manifests to wadm.
#   manifests.sh deploy NAME VERSION…      puts each manifest, deploys it and waits until wadm says that it is deployed, in the order given:
#                                          those that others need come first. What is deployed already stays as it is.
#   manifests.sh deploy-all NAME VERSION…  where nobody else deploys to the lattice: deletes besides what an earlier run has put and this one
#                                          does not name, and tells wadm of hosts that ended without a word
#   manifests.sh undeploy NAME…            deletes each with what runs of it
# VERSION is {"version": …}; the manifest is /mc/NAME.json, of which an annotation gets a sum of the content. AFTER names applications that must be deployed before.
# It speaks the NATS protocol itself, because the images of the server and of wadm bring no client.
set -eu
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT

port=${NATS_PORT:-4222}
# of its own: others that ask at the same time would hear its answers
inbox=_INBOX.$(cat /proc/sys/kernel/random/uuid)
# seconds that a manifest may take, and that wadm may call it failed without a change
patience=${PATIENCE:-180}
hopeless=${HOPELESS:-30}

# send SUBJECT FILE SIGN SECONDS: sends a file; what comes back until a line has the sign is then in the file `answer`; fails where none has
send() {
  rm -f request answer
  mkfifo request
  nc "$NATS_HOST" "$port" <request >answer &
  exec 3>request
  printf 'CONNECT {"verbose":false,"pedantic":false}\r\nSUB %s 1\r\nPUB %s %s %d\r\n' "$inbox" "$1" "$inbox" "$(wc -c <"$2")" >&3
  cat "$2" >&3
  printf '\r\n' >&3
  tries=$(($4 * 10))
  until grep -qE "$3" answer || [ "$tries" = 0 ]; do
    tries=$((tries - 1))
    sleep 0.1
  done
  exec 3>&-
  kill $! 2>/dev/null || true
  wait
  [ "$tries" != 0 ]
}

# ask OPERATION FILE: asks wadm
ask() { send "wadm.api.$LATTICE.model.$1" "$2" '"result"' 10; }

# answered RESULT…: tells whether wadm's last answer was one of these
answered() {
  for result in "$@"; do
    ! grep -q "\"result\":\"$result\"" answer || return 0
  done
  return 1
}

# fail WHAT: ends with wadm's last answer
fail() {
  echo "$1: $(grep '"result"' answer || echo 'wadm does not answer')" >&2
  exit 1
}

# state: gives the type of an application's status and wadm's words, of wadm's last answer
state() {
  sed -nE 's/.*"status":\{"status":\{"type":"([a-z]+)"(,"message":"(([^"\\]|\\.)*)")?.*/\1: \3/p' answer
}

# is_deployed NAME: tells whether this version with this content is deployed already; VERSION and CONTENT say which
is_deployed() {
  ask "get.$1" version && grep -qF "\"manifest-compiler.dev/content\":\"$content\"" answer || return 1
  ask "versions.$1" nothing && grep -qF "$deployed_version" answer || return 1
  ask "status.$1" nothing || return 1
  case "$(state)" in deployed*) return 0 ;; esac
  return 1
}

# await NAME: waits until wadm says that it is deployed
await() {
  began=$(date +%s)
  since=$began
  last=
  while true; do
    ask "status.$1" nothing || fail "status of $1"
    now=$(date +%s)
    words=$(state)
    case "$words" in deployed*) return ;; esac
    if [ "$words" != "$last" ]; then
      [ -z "$words" ] || echo "$1 is $words"
      last=$words
      since=$now
    fi
    case "$words" in failed*) [ $((now - since)) -lt "$hopeless" ] || break ;; esac
    [ $((now - began)) -lt "$patience" ] || break
    sleep 0.3
  done
  echo "$1 is not deployed after $((now - began)) s; wadm says: ${last:-nothing}" >&2
  exit 1
}

# withdraw NAME…: deletes what an earlier run has put, but for the names given
withdraw() {
  ask get nothing || fail 'list of applications'
  grep -oE '\{"name":"[^"]*","version":' answer | cut -d '"' -f 4 >known
  while read -r name; do
    case " $* " in *" $name "*) continue ;; esac
    ask "get.$name" nothing && grep -qF '"manifest-compiler.dev/content":' answer || continue
    ask "del.$name" nothing && answered deleted || fail "delete $name"
    echo "$name is deleted"
  done <known
}

# hosts: gives the ids of hosts in standard input
hosts() { grep -oE '"N[A-Z2-7]{55}"' | tr -d '"' | sort -u; }

# forget_hosts: tells wadm of hosts that ended without a word, as after a crash of the machine: it would believe for a minute and more
# that they run what is deployed
forget_hosts() {
  printf '{"last_by_subj":"$KV.wadm_state.host_%s"}' "$LATTICE" >key
  send '$JS.API.STREAM.MSG.GET.KV_wadm_state' key '"(data|error)":' 2 || return 0
  sed -n 's/.*"data": *"\([^"]*\)".*/\1/p' answer | base64 -d | hosts >believed
  [ -s believed ] || return 0
  send "wasmbus.ctl.v1.$LATTICE.host.ping" nothing 'no such line' 1 || :
  hosts <answer >alive
  for host in $(grep -vxFf alive believed); do
    printf '{"specversion":"1.0","id":"%s","source":"%s","type":"com.wasmcloud.lattice.host_stopped","datacontenttype":"application/json","data":{"id":"%s","labels":{}}}' "$host-gone" "$host" "$host" >event
    send "wasmbus.evt.$LATTICE.host_stopped" event 'no such line' 1 || :
  done
}

# names NAME VERSION…: gives the names
names() {
  while [ $# -gt 0 ]; do
    echo "$1"
    shift 2
  done
}

# deploy NAME VERSION…
deploy() {
  for name in ${AFTER:-}; do await "$name"; done
  while [ $# -gt 0 ]; do
    name=$1
    printf '%s' "$2" >version
    deployed_version="${2%\}},\"deployed\":true"
    content=$(sha256sum <"/mc/$name.json")
    content=${content%% *}
    sed "s|\(\"manifest-compiler.dev/content\": \"\)[^\"]*|\1$content|" "/mc/$name.json" >manifest
    shift 2
    if is_deployed "$name"; then
      echo "$name is deployed, as before"
      continue
    fi
    ask put manifest || fail "put $name"
    if ! answered created newversion; then
      grep -q 'already exists' answer || fail "put $name"
      ask "get.$name" version || fail "get $name"
      if ! grep -qF "\"manifest-compiler.dev/content\":\"$content\"" answer; then
        ask "del.$name" version && ask put manifest && answered created newversion || fail "replace $name"
      fi
    fi
    ask "deploy.$name" version || fail "deploy $name"
    answered acknowledged || fail "deploy $name"
    await "$name"
    echo "$name is deployed"
  done
}

# undeploy NAME…
undeploy() {
  for name in "$@"; do
    ask "del.$name" nothing && answered deleted noop notfound || fail "delete $name"
    echo "$name is deleted"
  done
}

: >nothing
began=$(date +%s)
until ask get nothing; do
  [ $(($(date +%s) - began)) -lt "$patience" ] || fail 'waiting for wadm'
done

operation=$1
shift
case "$operation" in
  deploy) deploy "$@" ;;
  deploy-all)
    forget_hosts
    withdraw $(names "$@")
    deploy "$@"
    ;;
  undeploy) undeploy "$@" ;;
esac
