#!/bin/sh
# Runs a command as a Job of Kubernetes runs, or by the clock as those of a CronJob:  sh /.mc/job [NAME=VALUE…] -- COMMAND [ARGUMENT…]
#
#   tries=7        runs at most so often until it succeeds, with 10 s, 20 s, 40 s … up to 6 min between; once by default
#   seconds=60     time for all tries together
#   grace=30       seconds to end before being killed, when the time is over or another run takes its place
#   signal=QUIT    the signal that ends it; TERM by default
# With a clock, which `minute` or `every` asks for:
#   minute=0,30 hour=* day=* month=* weekday=*    numbers with commas between, or *
#   either=yes     the day of the month or the weekday is enough
#   every=5400     seconds from run to run
#   zone=CET-1CEST,M3.5.0,M10.5.0/3               time zone of the clock (POSIX TZ)
#   overlap=allow  or forbid, or replace, where the run before still goes on
#   late=200       a run may start at most so many seconds late
#   suspended=yes  no run begins by the clock
# USR1 begins a run at once: docker compose exec SERVICE /.mc/bin/kill -USR1 1
#
# The command has the environment that this script was given, byte for byte: variables of the script begin with mc_, and what the shell
# adds or leaves out is put right. Everything that a run leaves behind is killed with it. Shells start what runs beside them with INT and
# QUIT ignored, and nothing here can change that: a command without handlers of its own for such a stop signal ends when its grace is over.
set -u
mc_bin=/.mc/bin
mc_tries=1 mc_seconds='' mc_grace=30 mc_signal=TERM
mc_minute='' mc_hour='*' mc_day='*' mc_month='*' mc_weekday='*' mc_either='' mc_every='' mc_zone=UTC0
mc_overlap=allow mc_late='' mc_suspended=''
mc_child='' mc_timer='' mc_sleeper='' mc_asked='' mc_wanted='' mc_running='' mc_count=0 mc_due=''

mc_now() { $mc_bin/date +%s; }

mc_say() { echo "mc: $($mc_bin/date -u +%Y-%m-%dT%H:%M:%SZ) $*" >&2; }

# Sleeps, at most until a signal comes; one that came before the sleeper was known has left a word.
mc_pause() {
  [ "$1" -gt 0 ] || return 0
  $mc_bin/sleep "$1" &
  mc_sleeper=$!
  [ -n "$mc_asked$mc_wanted" ] || wait $mc_sleeper 2>/dev/null
  kill $mc_sleeper 2>/dev/null
  mc_sleeper=''
}

# Passes on the wish to end, and sees to it that it is heard.
mc_end() {
  mc_asked=yes
  [ -z "$mc_sleeper" ] || kill $mc_sleeper 2>/dev/null
  [ -n "$mc_child" ] && [ -z "$mc_timer" ] || return 0
  kill -s "$mc_signal" $mc_child 2>/dev/null
  (
    trap 'kill $!; exit' TERM
    $mc_bin/sleep $mc_grace &
    wait $!
    kill -s KILL -$mc_child 2>/dev/null
  ) &
  mc_timer=$!
}

# Runs the command once; gives its exit code.
mc_try() {
  [ -n "$mc_asked" ] && return 143
  if [ -z "$mc_seconds" ]; then
    $mc_bin/setsid "$@" &
  else
    mc_left=$((mc_deadline - $(mc_now)))
    [ $mc_left -gt 0 ] || return 124
    $mc_bin/setsid $mc_bin/timeout -s "$mc_signal" -k "$mc_grace" $mc_left "$@" &
  fi
  mc_child=$!
  [ -z "$mc_asked" ] || mc_end
  # a signal interrupts `wait`, and the child may live on
  while :; do
    wait $mc_child 2>/dev/null
    mc_code=$?
    kill -0 $mc_child 2>/dev/null || break
  done
  [ -z "$mc_timer" ] || kill $mc_timer 2>/dev/null
  kill -s KILL -$mc_child 2>/dev/null
  mc_child=''
  return $mc_code
}

# Runs the command until it succeeds, as often and as long as it may.
mc_job() {
  trap mc_end TERM $mc_traps
  mc_sleeper='' mc_tried=0 mc_delay=10 mc_begun=$(mc_now)
  [ -z "$mc_seconds" ] || mc_deadline=$((mc_begun + mc_seconds))
  while :; do
    mc_try "$@"
    mc_code=$?
    mc_tried=$((mc_tried + 1))
    [ $mc_code -ne 0 ] && [ -z "$mc_asked" ] && [ $mc_tried -lt $mc_tries ] || break
    mc_wait=$mc_delay
    if [ -n "$mc_seconds" ]; then
      mc_left=$((mc_deadline - $(mc_now)))
      [ $mc_left -gt 0 ] || break
      [ $mc_left -ge $mc_wait ] || mc_wait=$mc_left
    fi
    mc_say "${mc_run}failed with $mc_code, again in $mc_wait s"
    mc_pause $mc_wait
    mc_delay=$((mc_delay * 2))
    [ $mc_delay -le 360 ] || mc_delay=360
  done
  if [ $mc_code -ne 0 ] && [ -n "$mc_seconds" ] && [ "$(mc_now)" -ge $mc_deadline ]; then
    mc_say "${mc_run}had its time of $mc_seconds s"
    mc_code=124
  fi
  return $mc_code
}

# Begins a run of its own in the background.
mc_launch() {
  mc_count=$((mc_count + 1))
  (
    mc_run="run $mc_count "
    mc_say "${mc_run}begins"
    mc_job "$@"
    mc_code=$?
    mc_say "${mc_run}ended with $mc_code after $(($(mc_now) - mc_begun)) s"
    exit $mc_code
  ) &
  mc_running="$mc_running $!"
}

# Forgets runs that have ended.
mc_look() {
  jobs >/dev/null
  mc_alive=''
  for mc_pid in $mc_running; do
    if kill -0 "$mc_pid" 2>/dev/null; then mc_alive="$mc_alive $mc_pid"; fi
  done
  mc_running=$mc_alive
}

mc_holds() {
  case ",$1," in
    ,\*, | *",$2,"*) return 0 ;;
    *) return 1 ;;
  esac
}

# Tells whether the schedule names the minute that begins at a time.
mc_matches() {
  set -- $(TZ=$mc_zone $mc_bin/date -d "@$1" '+%M %H %d %m %w')
  mc_holds "$mc_minute" "${1#0}" && mc_holds "$mc_hour" "${2#0}" && mc_holds "$mc_month" "${4#0}" || return 1
  if [ -n "$mc_either" ]; then
    mc_holds "$mc_day" "${3#0}" || mc_holds "$mc_weekday" "$5"
  else
    mc_holds "$mc_day" "${3#0}" && mc_holds "$mc_weekday" "$5"
  fi
}

# Finds the last time that a run is due, after `mc_seen` until now: a machine that slept misses some, and the last of them counts, of one day at most.
mc_find() {
  mc_time=$(mc_now)
  if [ -n "$mc_every" ]; then
    mc_missed=$(((mc_time - mc_seen) / mc_every))
    [ $mc_missed -gt 0 ] || return 0
    mc_seen=$((mc_seen + mc_missed * mc_every))
    mc_due=$mc_seen
    return 0
  fi
  mc_least=$mc_seen
  mc_seen=$((mc_time / 60 * 60))
  [ $((mc_seen - mc_least)) -le 86400 ] || mc_least=$((mc_seen - 86400))
  mc_time=$mc_seen
  while [ $mc_time -gt $mc_least ]; do
    if mc_matches $mc_time; then
      mc_due=$mc_time
      return 0
    fi
    mc_time=$((mc_time - 60))
  done
}

# Begins the run that is due, where it may.
mc_begin() {
  [ -n "$mc_due" ] || return 0
  if [ -n "$mc_late" ] && [ $(($(mc_now) - mc_due)) -gt "$mc_late" ]; then
    mc_say "a run that was due $(($(mc_now) - mc_due)) s ago is left out"
    mc_due=''
    return 0
  fi
  mc_look
  case $mc_overlap in
    forbid) [ -z "$mc_running" ] || return 0 ;;
    replace) for mc_pid in $mc_running; do kill -s TERM "$mc_pid" 2>/dev/null; done ;;
  esac
  mc_due=''
  mc_launch "$@"
}

mc_clock() {
  trap mc_end TERM $mc_traps
  trap 'mc_wanted=yes' USR1
  mc_seen=$(mc_now)
  [ -n "$mc_every" ] || mc_seen=$((mc_seen / 60 * 60))
  while [ -z "$mc_asked" ]; do
    if [ -n "$mc_suspended" ]; then mc_pause 86400; else mc_pause $((mc_seen + ${mc_every:-60} - $(mc_now))); fi
    [ -z "$mc_asked" ] || break
    if [ -n "$mc_wanted" ]; then
      mc_wanted=''
      mc_launch "$@"
    fi
    [ -z "$mc_suspended" ] || continue
    mc_find
    mc_begin "$@"
  done
  mc_look
  for mc_pid in $mc_running; do kill -s TERM "$mc_pid" 2>/dev/null; done
  wait
}

while [ "$1" != -- ]; do
  case ${1%%=*} in
    tries | seconds | grace | signal | minute | hour | day | month | weekday | either | every | zone | overlap | late | suspended)
      eval "mc_${1%%=*}=\${1#*=}"
      ;;
    *)
      echo "mc: job knows no setting ${1%%=*}" >&2
      exit 2
      ;;
  esac
  shift
done
shift
mc_traps=''
[ "$mc_signal" = TERM ] || mc_traps=$mc_signal

# busybox takes commands of its own for those of the image, unless they are named by their path
mc_path=$1
case $mc_path in
  */*) ;;
  *)
    mc_folders=${PATH:-/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin}:
    while [ -n "$mc_folders" ]; do
      mc_folder=${mc_folders%%:*}
      mc_folders=${mc_folders#*:}
      [ -f "${mc_folder:-.}/$1" ] && [ -x "${mc_folder:-.}/$1" ] || continue
      mc_path=${mc_folder:-.}/$1
      break
    done
    ;;
esac
case $mc_path in
  */*) ;;
  *)
    echo "mc: the image has no command $1" >&2
    exit 127
    ;;
esac
shift
set -- "$mc_path" "$@"
while IFS= read -r -d '' mc_entry; do
  case $mc_entry in
    *=*) set -- "$mc_entry" "$@" ;;
  esac
done </proc/$$/environ
set -- $mc_bin/env -i "$@"

mc_run=''
if [ -n "$mc_minute$mc_every" ]; then mc_clock "$@"; else mc_job "$@"; fi
