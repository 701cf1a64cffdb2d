#!/bin/bash
# wadm and the wasmCloud host of the tests under test/engines.
#   wasmcloud.sh install   build both from their crates (wasmcloud/) into ${MC_ENGINES:-~/.cache/mc-engines}; some ten minutes, once; with Rust
#   wasmcloud.sh images    bring ghcr.io/wasmcloud/wasmcloud and ghcr.io/wasmcloud/wadm to the Docker engine that answers: from the registry,
#                          or else made of what `install` has built, without a shell or anything else beside the program
# Every step may be repeated.
set -euo pipefail

here=$(dirname "$(realpath "$0")")
cache=${MC_ENGINES:-$HOME/.cache/mc-engines}
built=$cache/wasmcloud

say() { echo "wasmcloud.sh: $*" >&2; }

# the programs are those of these sources
sources() { cat "$here"/wasmcloud/Cargo.* "$here"/wasmcloud/src/bin/* | sha256sum; }

install_programs() {
  [ "$(cat "$built/sources" 2>/dev/null)" != "$(sources)" ] || return 0
  command -v cargo >/dev/null || {
    say 'cargo (Rust) is needed to build wadm and the wasmCloud host'
    exit 1
  }
  say 'building wadm and the wasmCloud host, which takes some ten minutes'
  mkdir -p "$built"
  CARGO_TARGET_DIR=$cache/wasmcloud-target nice cargo build --quiet --release --locked --manifest-path "$here/wasmcloud/Cargo.toml"
  install "$cache"/wasmcloud-target/release/{wadm,wasmcloud} "$built"
  rm -rf "$cache/wasmcloud-target"
  sources >"$built/sources"
}

# have NAME PROGRAM
have() {
  local name=$1 program=$2 context library
  ! docker image inspect "$name" >/dev/null 2>&1 || return 0
  ! timeout 60 docker pull -q "$name" >/dev/null 2>&1 || return 0
  [ -x "$built/$program" ] || {
    say "no registry gives $name, and its program is not built: wasmcloud.sh install"
    exit 1
  }
  context=$(mktemp -d)
  mkdir -p "$context"/tree/{usr/local/bin,etc/ssl/certs,tmp}
  chmod 1777 "$context/tree/tmp"
  install "$built/$program" "$context/tree/usr/local/bin"
  for library in $(ldd "$built/$program" | grep -o '/[^ ]*'); do install -D "$library" "$context/tree$library"; done
  [ ! -s /etc/ssl/certs/ca-certificates.crt ] || cp -L /etc/ssl/certs/ca-certificates.crt "$context/tree/etc/ssl/certs"
  printf 'hosts: files dns\n' >"$context/tree/etc/nsswitch.conf"
  printf '%s\n' 'FROM scratch' 'COPY tree /' 'USER 65534:65534' "ENTRYPOINT [\"/usr/local/bin/$program\"]" >"$context/Dockerfile"
  docker build -q -t "$name" "$context" >/dev/null
  rm -rf "$context"
}

case "${1:-}" in
  install) install_programs ;;
  images)
    have ghcr.io/wasmcloud/wadm:v0.21.1 wadm
    have ghcr.io/wasmcloud/wasmcloud:1.9.2 wasmcloud
    ;;
  *)
    sed -n '2,7s/^# //p' "$0" >&2
    exit 2
    ;;
esac
