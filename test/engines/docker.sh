#!/bin/bash
# The Docker engine of the tests under test/engines.
#   docker.sh install       get an engine, Compose and buildx into ${MC_ENGINES:-~/.cache/mc-engines}; as root on Debian, with Go
#   docker.sh start [DIR]   start that engine in the background, with its state in DIR (default: the folder `run` beside the programs)
#   docker.sh env [DIR]     print the settings by which a shell reaches it: eval "$(docker.sh env)"
#   docker.sh images        get the images that examples and tests use; without a registry, stand-ins are made (images.sh)
#   docker.sh stop [DIR]    stop the engine of DIR and remove its state
# Where a Docker engine with Compose 2.40 or later answers already, that one is used: install, start and env do nothing then.
# Every step may be repeated.
set -euo pipefail

here=$(dirname "$(realpath "$0")")
cache=${MC_ENGINES:-$HOME/.cache/mc-engines}
bin=$cache/bin
suite=trixie # its engine speaks the API that this Compose asks for; older suites do not
compose=v5.5.1
buildx=v0.36.1

say() { echo "docker.sh: $*" >&2; }
die() {
  say "$@"
  exit 1
}

# answers: a Docker engine answers, and Compose knows every field that mc writes
answers() {
  docker info >/dev/null 2>&1 && docker compose version --short 2>/dev/null | sed 's/^v//' | awk -F. '{ exit !($1 > 2 || $1 == 2 && $2 >= 40) }'
}

# reach DIR: settings for the engine of DIR
reach() {
  export PATH=$bin:$PATH:/usr/sbin:/sbin DOCKER_CONFIG=$cache/config DOCKER_HOST=unix://$1/docker.sock
}

# folder [DIR]: the engine's folder as an absolute path
folder() { realpath -m "${1:-$cache/run}"; }

# ---- install ----

install_engine() {
  ! answers || return 0
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && command -v go >/dev/null || die 'no Docker engine with Compose 2.40 or later answers, and this script installs one only as root on Debian with Go'
  mkdir -p "$bin" "$cache/config/cli-plugins"
  export PATH=$PATH:/usr/sbin:/sbin
  install_packages
  "$bin/dockerd" --version >/dev/null 2>&1 || install_dockerd
  [[ $("$bin/docker-compose" version 2>/dev/null) == *"$compose"* ]] || build docker-compose github.com/docker/compose/v5 "$compose" ./cmd internal.Version
  [[ $("$bin/docker-buildx" version 2>/dev/null) == *"$buildx"* ]] || build docker-buildx github.com/docker/buildx "$buildx" ./cmd/buildx version.Version
  ln -sf "$bin/docker-compose" "$bin/docker-buildx" "$cache/config/cli-plugins/"
}

install_packages() {
  local missing=()
  command -v runc >/dev/null || missing+=(runc)
  command -v iptables >/dev/null || missing+=(iptables)
  command -v tini-static >/dev/null || missing+=(tini)
  # the user land of the stand-in images: it must not need libraries
  ldd "$(command -v busybox || echo /bin/sh)" >/dev/null 2>&1 && missing+=(busybox-static)
  [ ${#missing[@]} -eq 0 ] && return
  say "installing ${missing[*]}"
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null
}

# Takes the engine's programs out of the packages of a newer suite, because installing those would drag in that suite's libc.
install_dockerd() {
  local work mirror file
  work=$(mktemp -d)
  chmod 755 "$work"
  [ -n "$(apt-get indextargets 'Created-By: Packages')" ] || apt-get update -qq
  mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1)
  mkdir -p "$work"/{sources,state/lists/partial,archives/partial,debs,root}
  chown -R _apt "$work"/{state,archives,debs}
  echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main" >"$work/sources/newer.list"
  cat >"$work/apt.conf" <<END
Dir::Etc::SourceList "$work/none";
Dir::Etc::SourceParts "$work/sources";
Dir::State::Lists "$work/state/lists";
Dir::Cache "$work";
END
  say "fetching the engine of Debian $suite"
  APT_CONFIG=$work/apt.conf apt-get update -qq
  (cd "$work/debs" && APT_CONFIG=$work/apt.conf apt-get download -qq docker.io docker-cli containerd)
  for file in "$work"/debs/*.deb; do dpkg-deb --extract "$file" "$work/files"; done
  install "$work"/files/usr/sbin/{dockerd,docker-proxy} "$work"/files/usr/bin/{containerd,containerd-shim-runc-v2,docker} "$bin"
  ln -sf "$(command -v tini-static)" "$bin/docker-init"
  rm -rf "$work"
}

# build NAME MODULE VERSION PACKAGE VARIABLE: builds a program of a Go module with the checksums that the module itself carries
build() {
  say "building $1 $3, which takes some minutes"
  local sources
  sources=$(cd / && go mod download -json "$2@$3" | node -p 'JSON.parse(require("node:fs").readFileSync(0, "utf8")).Dir')
  (cd "$sources" && CGO_ENABLED=0 nice go build -trimpath -ldflags "-s -w -X $2/$5=$3" -o "$bin/$1" "$4")
}

# ---- start and stop ----

start() {
  ! answers || return 0
  local dir pid
  dir=$(folder "${1:-}")
  [ ${#dir} -le 60 ] || die "$dir is too long for the engine's sockets: 60 characters at most"
  [ -x "$bin/dockerd" ] && [ -e "$cache/config/cli-plugins/docker-compose" ] || die 'nothing is installed: docker.sh install'
  mkdir -p "$dir"
  reach "$dir"
  ! docker info >/dev/null 2>&1 || return 0
  setsid dockerd --host "$DOCKER_HOST" --data-root "$dir/data" --exec-root "$dir/exec" --pidfile "$dir/pid" --shutdown-timeout 5 \
    >"$dir/log" 2>&1 </dev/null &
  pid=$!
  for _ in $(seq 200); do
    if docker info >/dev/null 2>&1; then return 0; fi
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.3
  done
  tail -n 5 "$dir/log" >&2
  die "the engine does not answer; its log is $dir/log"
}

print_env() {
  ! answers || return 0
  reach "$(folder "${1:-}")"
  printf 'export PATH=%q DOCKER_CONFIG=%q DOCKER_HOST=%q\n' "$PATH" "$DOCKER_CONFIG" "$DOCKER_HOST"
}

# runs PID DIR: the process is the engine of DIR; one that has ended and waits to be collected has no command line any more
runs() { [ -n "$1" ] && tr '\0' ' ' <"/proc/$1/cmdline" 2>/dev/null | grep -qF -- "--pidfile $2/pid "; }

stop() {
  local dir pid
  dir=$(folder "${1:-}")
  pid=$(cat "$dir/pid" 2>/dev/null || true)
  if runs "$pid" "$dir"; then
    kill "$pid"
    for _ in $(seq 100); do
      runs "$pid" "$dir" || break
      sleep 0.2
    done
    ! runs "$pid" "$dir" || die "the engine with the process id $pid does not stop"
  fi
  # what a killed engine has left mounted
  awk -v prefix="$dir/" 'index($2, prefix) == 1 { print $2 }' /proc/mounts | sort -r | xargs -r umount
  rm -rf "$dir"/{data,exec,pid,docker.sock,log}
}

case "${1:-}" in
  install) install_engine ;;
  start) start "${2:-}" ;;
  env) print_env "${2:-}" ;;
  images) MC_ENGINES=$cache exec "$here/images.sh" ;;
  stop) stop "${2:-}" ;;
  *)
    sed -n '2,9s/^# //p' "$0" >&2
    exit 2
    ;;
esac
