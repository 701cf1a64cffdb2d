#!/bin/sh
# Asks hosts of wasmCloud 2 to start workloads. Arguments for each: the group of its hosts, its id; the request lies in /mc/<id>.json.
# What runs already stays as it is. It speaks the NATS protocol itself, because no image here brings a client.
set -eu
cd /tmp

# seconds until a host must have been heard of, which says so every 15 s, and that a start may take: it pulls the component first
patience=60
start_patience=180

# talk COMMAND: a connection whose answers are in the file `heard`; what the command writes is sent
talk() {
  rm -f request heard
  mkfifo request
  : >heard
  nc "$NATS_HOST" 4222 <request >heard &
  talker=$!
  exec 3>request
  printf 'CONNECT {"verbose":false,"pedantic":false}\r\n' >&3
  "$@" >&3
}

hang_up() {
  exec 3>&-
  kill "$talker" 2>/dev/null || true
  wait
}

# ask SUBJECT FILE SECONDS: sends a file; the answer is then in `answer`, on one line; fails where there is none
ask() {
  talk send "$1" "$2"
  tries=$(($3 * 10))
  until tr -d ' \r\n' <heard | grep -q 'MSG_INBOX.start.*}}$' || [ "$tries" = 0 ]; do
    tries=$((tries - 1))
    sleep 0.1
  done
  hang_up
  tr '\r\n' '  ' <heard | sed 's/.*MSG _INBOX.start//' >answer
  [ "$tries" != 0 ]
}

send() {
  printf 'SUB _INBOX.start 1\r\nPUB %s _INBOX.start %d\r\n' "$1" "$(wc -c <"$2")"
  cat "$2"
  printf '\r\n'
}

listen() { printf 'SUB runtime.operator.heartbeat.> 1\r\n'; }

# hosts: gives the group and the id of every host heard of
hosts() {
  awk 'BEGIN { RS = "\r\n" }
    /^MSG runtime/ { n = split($2, subject, "."); id = subject[n] }
    match($0, /"hostgroup": ?"[^"]*"/) { group = substr($0, RSTART, RLENGTH); sub(/.*: ?"/, "", group); sub(/"$/, "", group); print group, id }' heard
}

# state: gives what the last answer says of the workload
state() { sed -nE 's/.*"workloadState": ?"WORKLOAD_STATE_([A-Z_]*)".*/\1/p' answer; }

# words: gives the last answer's own words
words() { sed -nE 's/.*"message": ?"(([^"\\]|\\.)*)".*/\1/p' answer; }

# find GROUP: sets host to one of that group; of several the one heard of last
find() {
  talk listen
  tries=$((patience * 10))
  while true; do
    host=$(hosts | sed -n "s/^$1 //p" | tail -n 1)
    [ -z "$host" ] || break
    tries=$((tries - 1))
    [ "$tries" != 0 ] || break
    sleep 0.1
  done
  hang_up
  [ -n "$host" ] || {
    echo "no host of the group $1 is heard of" >&2
    exit 1
  }
}

# settle ID: waits until a workload that is starting runs; ends with the host's words where it does not
settle() {
  left=$start_patience
  while [ "$(state)" = STARTING ] && [ "$left" -gt 0 ]; do
    sleep 1
    left=$((left - 1))
    ask "runtime.host.$host.workload.status" status 5 || :
  done
  case $(state) in
    RUNNING | COMPLETED) return ;;
  esac
  echo "$1 does not run; the host says: $(state) $(words)" >&2
  exit 1
}

group=
while [ $# -gt 0 ]; do
  [ "$group" = "$1" ] || find "$1"
  group=$1 id=$2
  shift 2
  printf '{"workloadId":"%s"}' "$id" >status
  # a host may leave a question after what it does not know without an answer
  if ask "runtime.host.$host.workload.status" status 3; then
    case $(state) in
      RUNNING | STARTING)
        settle "$id"
        echo "$id runs, as before"
        continue
        ;;
    esac
  fi
  ask "runtime.host.$host.workload.start" "/mc/$id.json" "$start_patience" || {
    echo "$id: the host does not answer" >&2
    exit 1
  }
  settle "$id"
  echo "$id runs"
done
