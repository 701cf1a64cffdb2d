#!/bin/sh
# Runs the probes of a container as Kubernetes does, in any image: it needs nothing but what lies beside it, and keeps its counts in /dev/shm.
#   probe [relaxed|task] PROBE…   the health check of a container: 0 when it is ready
#   probe start SECONDS ACTION    a request after the start, made until it succeeds
#   probe stop SECONDS ACTION     a request before the stop, made once; whatever comes of it, the stop goes on
# A PROBE is one word, and then as many more as it says:
#   `network|startup|liveness|readiness delay=S period=S timeout=S successes=N failures=N [grace=S signal=NAME] words=N` ACTION
# An ACTION is one of
#   exec COMMAND…   http|https HOST PORT PATH HEADER…   tcp HOST PORT   grpc HOST PORT SERVICE   network
# where an empty HOST is the container's own address. `relaxed` is for debuggers: nothing is restarted, and what was ready once stays ready.
# `task` is for platforms that replace what is not healthy: nothing is restarted here, and what was ready once is well as long as it lives.
set -uf
bin=${0%/*}/bin
cr=$(printf '\r')
nl='
'

main() {
  relaxed= task=
  case $1 in
    start | stop) request "$@" ;;
    talk) shift && "talk_$@" ;;
    relaxed) relaxed=1 && shift && check "$@" ;;
    task) task=1 && shift && check "$@" ;;
    *) check "$@" ;;
  esac
}

fail() {
  say "$1"
  exit 1
}

# standard output may be a connection
say() { echo "$1" >&2; }

# ---- when a probe runs, and what follows ----

# check PROBE…: the last one decides whether the container is ready
check() {
  open_state
  [ ! -e "$state/stopping" ] || fail 'the container is being restarted'
  [ -z "$relaxed" ] || [ ! -e "$state/ready" ] || exit 0
  while [ $# -gt 0 ]; do
    describe "$1"
    action= index=2
    while [ "$index" -le $((words + 1)) ]; do
      action="$action \"\${$index}\"" index=$((index + 1))
    done
    is_last=
    [ $# -gt $((words + 1)) ] || is_last=1
    if [ "$task:$kind" = 1:readiness ] && [ -e "$state/ready" ]; then level=up; else eval "judge $action"; fi
    shift $((words + 1))
    [ "$kind:$level" != liveness:down ] || fail 'it does not live'
    [ "$kind:$level" = startup:up ] || [ "$kind" != startup ] || fail 'not started yet'
  done
  case $kind:$level in
    *:new | readiness:tried | readiness:down) fail 'not ready' ;;
  esac
  : >"$state/ready"
}

# Counts begin anew with the container: they have the tick in their name at which its first process started.
open_state() {
  read -r stat </proc/1/stat || stat=
  # the name of the process comes before, and may hold anything
  set -- ${stat##*) }
  shift 19 2>/dev/null
  state=/dev/shm/.mc-${1:-0}
  # hundredths of a second; `1` and `- 100` because a leading zero would make it octal
  read -r uptime _ </proc/uptime
  now=$((${uptime%.*} * 100 + 1${uptime#*.} - 100))
  # the first check comes a second after the start
  ! "$bin/mkdir" -m 700 "$state" 2>/dev/null || echo $((now - 100)) >"$state/start"
  [ -O "$state" ] || fail "cannot keep counts in $state"
  read -r begun <"$state/start"
}

# describe WORD: sets kind, delay, period, timeout, successes, failures, grace, signal and words
describe() {
  kind=${1%% *} grace=30 signal=TERM
  for field in ${1#* }; do
    case $field in
      delay=*) delay=${field#*=} ;;
      period=*) period=${field#*=} ;;
      timeout=*) timeout=${field#*=} ;;
      successes=*) successes=${field#*=} ;;
      failures=*) failures=${field#*=} ;;
      grace=*) grace=${field#*=} ;;
      signal=*) signal=${field#*=} ;;
      words=*) words=${field#*=} ;;
    esac
  done
}

# judge ACTION: does it where its time has come, and counts. `level` is `new` until the first success, `tried` until there are enough, then `up` or `down`.
judge() {
  next=$((begun + delay * 100)) level=new good=0 bad=0
  [ ! -e "$state/$kind" ] || read -r next level good bad <"$state/$kind"
  # Docker's checks do not come on the dot, so half a second early is in time
  is_due=
  [ "$now" -lt $((next - 50)) ] || is_due=1
  # Until its first success a probe runs at each check, so that what waits starts at once; its failures count once in a period.
  # A liveness probe that stands for readiness does so from the start, because its delay is there to spare failures.
  case $kind:$level in
    startup:up) return ;;
    liveness:new) [ -n "$is_due$is_last" ] || [ "$now" -ge $((begun + delay * 100)) ] || return ;;
    *:new) [ -n "$is_due" ] || [ "$now" -ge $((begun + delay * 100)) ] || return ;;
    *) [ -n "$is_due" ] || return ;;
  esac
  if act "$@"; then
    bad=0 good=$((good + 1))
    [ "$level" != new ] || level=tried is_due=1 next=$now
    [ "$good" -lt "$successes" ] || level=up
  else
    good=0
    [ -z "$is_due" ] || bad=$((bad + 1))
    [ "$bad" -lt "$failures" ] || exhaust
  fi
  if [ -n "$is_due" ]; then
    next=$((next + period * 100))
    [ "$next" -gt "$now" ] || next=$((now + period * 100))
  fi
  echo "$next $level $good $bad" >"$state/$kind"
}

# Failed too often: what is not ready waits, what does not live or start is restarted.
exhaust() {
  if [ "$kind" = readiness ]; then
    [ "$level" = new ] || level=down
  elif [ -n "$task" ]; then
    level=down
  elif [ -z "$relaxed" ]; then
    : >"$state/stopping"
    # the restart policy starts again what ends; the check does not wait for the end
    (
      kill -s "$signal" 1 || kill 1
      "$bin/sleep" "$grace"
      kill -s KILL -1
    ) </dev/null >/dev/null 2>&1 &
    fail "$kind failed $bad times: the container is restarted"
  fi
}

# request start|stop SECONDS ACTION
request() {
  when=$1 left=$2 timeout=$2
  shift 2
  until act "$@"; do
    [ "$when" = start ] || return 0
    left=$((left - 1))
    [ "$left" -gt 0 ] || return 1
    "$bin/sleep" 1
  done
}

# ---- actions ----

act() {
  case $1 in
    exec)
      shift
      execute "$@"
      ;;
    network) has_network ;;
    tcp)
      find_address "$2"
      connect "$3" "$bin/true"
      ;;
    grpc)
      find_address "$2"
      connect "$3" "$bin/sh" "$0-grpc" "$address:$3" "$4"
      ;;
    *)
      find_address "$2"
      protocol=$1 port=$3
      shift 3
      connect "$port" "$bin/sh" "$0" talk "$protocol" "$address" "$port" "$@"
      ;;
  esac
  status=$?
  [ "$status" != 137 ] || say "no answer within $timeout s"
  return "$status"
}

# execute COMMAND…: a command of the image with the environment of the container. The shell has commands of its own, which must not stand in
# for those of the image, and it neither passes on every name of a variable nor leaves alone those that it uses itself.
execute() {
  program=$1
  shift
  case $program in
    */*) ;;
    *)
      name=$program
      IFS=:
      for folder in ${PATH:-}; do
        program=${folder:-.}/$name
        [ ! -f "$program" ] || [ ! -x "$program" ] || break
      done
      unset IFS
      ;;
  esac
  {
    "$bin/cat" "/proc/$$/environ"
    printf '%s\0' "$bin/timeout" -s KILL "$timeout" "$program" "$@"
  } | "$bin/xargs" -0 -x -s 1000000 "$bin/env" -i >"$state/output" 2>&1 && return
  "$bin/head" -c 1000 "$state/output"
  return 1
}

# connect PORT COMMAND…: the connection is the command's standard input and output
connect() {
  port=$1
  shift
  "$bin/timeout" -s KILL "$timeout" "$bin/nc" "$address" "$port" -e "$@"
}

# find_address HOST: sets address; without a host to the container's own, because Kubernetes does not ask the loopback either
find_address() {
  address=$1
  [ -z "$address" ] || return
  read -r name </proc/sys/kernel/hostname
  while read -r ip names; do
    for known in $names; do
      [ "$known" != "$name" ] || address=${address:-$ip}
    done
  done </etc/hosts
  address=${address:-127.0.0.1}
}

# has_network: the routes that were there once are still there; they go when the container that owns the network ends
has_network() {
  if { read -r _ && read -r _; } </proc/net/route; then
    : >"$state/connected"
  else
    [ ! -e "$state/connected" ]
  fi
}

# ---- HTTP ----

# talk_http ADDRESS PORT PATH HEADER…
talk_http() {
  write_request "$@"
  exec 3<&0
  read_status || return
  # a server may log an error when nobody reads what it says
  "$bin/timeout" 1 "$bin/head" -c 10240 <&3 >/dev/null 2>&1 &
}

# talk_https ADDRESS PORT PATH HEADER…: the certificate is not checked, as Kubernetes does not. Servers with OpenSSL 3 refuse
# the TLS of busybox; one that does so by the protocol has answered.
talk_https() {
  exec 3<&0
  case $1 in
    *:* | *[!0-9.]*) server=$1 ;;
    *) server= ;;
  esac
  answer=$({
    write_request "$@" | "$bin/ssl_client" -s 3 ${server:+-n "$server"} 2>&4 | { read_status 2>&4 && echo success >&4; }
  } 4>&1)
  case $answer in
    *success) ;;
    *'alert code'*) ;;
    *) fail "$answer" ;;
  esac
}

write_request() {
  host=$1:$2 path=$3 agent='User-Agent: kube-probe/mc' accept='Accept: */*'
  case $1 in *:*) host=[$1]:$2 ;; esac
  host="Host: $host"
  shift 3
  headers=
  for header; do
    case $header in
      [Hh][Oo][Ss][Tt]:*) host=$header && continue ;;
      [Uu][Ss][Ee][Rr]-[Aa][Gg][Ee][Nn][Tt]:*) agent=$header && continue ;;
      [Aa][Cc][Cc][Ee][Pp][Tt]:*) accept=$header && continue ;;
    esac
    headers=$headers$header$cr$nl
  done
  printf '%s' "GET $path HTTP/1.1$cr$nl$host$cr$nl$agent$cr$nl$accept$cr$nl${headers}Connection: close$cr$nl$cr$nl"
}

# read_status: a status from 200 to 399 is a success; redirects are not followed
read_status() {
  while read -r version status _; do
    case $version:$status in
      HTTP/1.?:1??*) while read -r line && [ "$line" != "$cr" ]; do :; done ;;
      HTTP/1.?:[23]??*) return ;;
      *) break ;;
    esac
  done
  say "answered ${version%"$cr"} ${status%"$cr"}"
  return 1
}

main "$@"
