#!/bin/bash
# Brings the images of examples and tests to the Docker engine that answers. An image that is there already stays. What no registry gives
# is made from Debian packages and busybox (NATS from its Go module, because wadm needs a newer one), under the names, users, entry points, volumes and ports of the official images; made once,
# it is kept in ${MC_ENGINES:-~/.cache/mc-engines}/images.
set -euo pipefail

cache=${MC_ENGINES:-$HOME/.cache/mc-engines}/images
debs=$cache/debs
search=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin

# what a stand-in is made of where the tag does not tell, so that a newer one is made anew
declare -A release=([nats:2]=-2.15.2)

# have NAME ALIAS…: gets one image, and gives it its other names
have() {
  local name=$1 file=$cache/${1//:/-}${release[$1]:-}.tar other
  shift
  if ! docker image inspect "$name" >/dev/null 2>&1; then
    if [ -e "$file" ]; then
      docker load -qi "$file" >/dev/null
    elif ! timeout 300 docker pull -q "$name" >/dev/null 2>&1; then
      echo "images.sh: making a stand-in for $name" >&2
      make "$name" "$file"
    fi
  fi
  for other in "$@"; do docker image inspect "$other" >/dev/null 2>&1 || docker tag "$name" "$other"; done
}

make() {
  local context
  context=$(mktemp -d)
  chmod 755 "$context"
  mkdir "$context/root"
  case $1 in
    busybox:*-glibc) stand_in_busybox_with_libraries "$context/root" ;;
    *) "stand_in_${1%%:*}" "$context/root" ;;
  esac >"$context/Dockerfile"
  # as a tar file the owners of the files stay
  tar -C "$context/root" -cf "$context/root.tar" .
  docker build -q -t "$1" -f "$context/Dockerfile" "$context" >/dev/null
  docker save -o "$2.part" "$1"
  mv "$2.part" "$2"
  rm -rf "$context"
}

# Each stand-in fills the folder $1 and prints its Dockerfile.

stand_in_busybox() {
  user_land "$1"
  dockerfile 'CMD ["sh"]'
}

# as the official image is on most machines: a busybox that needs the C library beside it, and nothing else
stand_in_busybox_with_libraries() {
  local name
  mkdir -p "$1"/{usr,tmp,etc}
  chmod 1777 "$1/tmp"
  for name in bin sbin lib lib64; do
    mkdir "$1/usr/$name"
    ln -s "usr/$name" "$1/$name"
  done
  unpack "$1" busybox
  for name in $(busybox --list); do [ -e "$1/bin/$name" ] || ln -s busybox "$1/bin/$name"; done
  dockerfile 'CMD ["sh"]'
}

stand_in_redis() {
  user_land "$1" redis:999:/data
  unpack "$1" redis-server
  mkdir -p "$1/data"
  chown 999:999 "$1/data"
  entrypoint "$1" <<'END'
case "$1" in -* | *.conf) set -- redis-server "$@" ;; esac
if [ "$1" = redis-server ]; then
  set -- "$@" --protected-mode no
  chown redis . 2>/dev/null || true
  as_user redis "$@"
fi
exec "$@"
END
  dockerfile "$entered" 'WORKDIR /data' 'VOLUME /data' 'EXPOSE 6379' 'CMD ["redis-server"]'
}

stand_in_eclipse-mosquitto() {
  user_land "$1" mosquitto:1883:/mosquitto
  unpack "$1" mosquitto mosquitto-clients
  mkdir -p "$1"/mosquitto/{config,data,log}
  chown -R 1883:1883 "$1/mosquitto"
  : >"$1/mosquitto/config/mosquitto.conf"
  printf 'listener 1883\nallow_anonymous true\n' >"$1/mosquitto-no-auth.conf"
  entrypoint "$1" <<<'exec "$@"'
  dockerfile "$entered" 'VOLUME /mosquitto/data /mosquitto/log' 'EXPOSE 1883' 'CMD ["mosquitto", "-c", "/mosquitto/config/mosquitto.conf"]'
}

stand_in_nats() {
  local source module=github.com/nats-io/nats-server/v2@v${release[nats:2]#-}
  user_land "$1"
  source=$(cd / && go mod download -json "$module" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')
  (cd "$source" && CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o "$1/usr/sbin/nats-server" .)
  ln -s usr/sbin/nats-server "$1/nats-server"
  mkdir -p "$1/etc/nats"
  printf 'monitor_port: 8222\n' >"$1/etc/nats/nats-server.conf"
  entrypoint "$1" <<'END'
case "$1" in -*) set -- nats-server "$@" ;; esac
exec "$@"
END
  dockerfile "$entered" 'EXPOSE 4222 6222 8222' 'CMD ["nats-server", "--config", "/etc/nats/nats-server.conf"]'
}

stand_in_nginx() {
  user_land "$1" nginx:101:/nonexistent www-data:33:/nonexistent
  unpack "$1" nginx-light
  mkdir -p "$1"/var/lib/nginx "$1"/var/log/nginx "$1/usr/share/nginx/html"
  ln -sf /dev/stdout "$1/var/log/nginx/access.log"
  ln -sf /dev/stderr "$1/var/log/nginx/error.log"
  echo '<h1>Welcome to nginx!</h1>' >"$1/usr/share/nginx/html/index.html"
  rm -rf "$1"/etc/nginx/{conf.d,sites-*,modules-enabled}
  mkdir "$1/etc/nginx/conf.d"
  printf 'server {\n  listen 80;\n  root /usr/share/nginx/html;\n}\n' >"$1/etc/nginx/conf.d/default.conf"
  printf 'user nginx;\nevents {}\nhttp {\n  include mime.types;\n  access_log /var/log/nginx/access.log;\n  include conf.d/*.conf;\n}\n' >"$1/etc/nginx/nginx.conf"
  entrypoint "$1" <<<'exec "$@"'
  dockerfile "$entered" 'EXPOSE 80' 'STOPSIGNAL SIGQUIT' 'CMD ["nginx", "-g", "daemon off;"]'
}

# Debian's own release of PostgreSQL, whatever the tag says
stand_in_postgres() {
  local programs
  user_land "$1" postgres:70:/var/lib/postgresql
  unpack "$1" postgresql tzdata
  programs=$(cd "$1" && echo usr/lib/postgresql/*/bin)
  mkdir -p "$1"/run/postgresql "$1"/var/lib/postgresql/data "$1/docker-entrypoint-initdb.d"
  chown -R 70:70 "$1"/{run,var/lib}/postgresql
  entrypoint "$1" <<'END'
[ "$1" = postgres ] || exec "$@"
mkdir -p "$PGDATA"
chown -R postgres "$PGDATA" 2>/dev/null || true
as_user postgres docker-entrypoint.sh "$@"
user=${POSTGRES_USER:-postgres}
if [ ! -e "$PGDATA/PG_VERSION" ]; then
  [ -n "$POSTGRES_PASSWORD" ] || { echo 'POSTGRES_PASSWORD is not set' >&2; exit 1; }
  printf '%s\n' "$POSTGRES_PASSWORD" >"$PGDATA.password"
  initdb -U "$user" --pwfile="$PGDATA.password" --auth-host=scram-sha-256 --encoding=UTF8 --locale=C
  rm "$PGDATA.password"
  echo 'host all all all scram-sha-256' >>"$PGDATA/pg_hba.conf"
  pg_ctl -w start -o '-c listen_addresses='
  [ "${POSTGRES_DB:-$user}" = postgres ] || createdb -U "$user" "${POSTGRES_DB:-$user}"
  for script in /docker-entrypoint-initdb.d/*.sql; do
    [ ! -e "$script" ] || psql -v ON_ERROR_STOP=1 -U "$user" -d "${POSTGRES_DB:-$user}" -f "$script"
  done
  pg_ctl -w stop
fi
exec "$@" -c 'listen_addresses=*'
END
  dockerfile "$entered" "ENV PATH=/$programs:$search PGDATA=/var/lib/postgresql/data" 'VOLUME /var/lib/postgresql/data' 'EXPOSE 5432' 'STOPSIGNAL SIGINT' 'CMD ["postgres"]'
}

# the Node that runs here, whatever the tag says
stand_in_node() {
  user_land "$1" node:1000:/home/node
  unpack "$1" libstdc++6 libatomic1
  install "$(node -p process.execPath)" "$1/usr/bin/node"
  mkdir -p "$1/home/node"
  chown 1000:1000 "$1/home/node"
  entrypoint "$1" <<'END'
case "$1" in -*) set -- node "$@" ;; *) command -v "$1" >/dev/null || set -- node "$@" ;; esac
exec "$@"
END
  dockerfile "$entered" 'CMD ["node"]'
}

entered='ENTRYPOINT ["docker-entrypoint.sh"]'

dockerfile() {
  printf '%s\n' 'FROM scratch' 'ADD root.tar /' "ENV PATH=$search" "$@"
}

# user_land ROOT USER:ID:HOME…: the tree of a system, busybox for every command, and users
user_land() {
  local root=$1 name entry
  shift
  mkdir -p "$root"/usr/{bin,sbin,lib,lib64} "$root"/{etc,tmp,run,var,root,proc,sys,dev}
  chmod 1777 "$root/tmp"
  for name in bin sbin lib lib64; do ln -s "usr/$name" "$root/$name"; done
  ln -s /run "$root/var/run"
  install "$(command -v busybox)" "$root/usr/bin/busybox"
  for name in $(busybox --list); do [ -e "$root/usr/bin/$name" ] || ln -s busybox "$root/usr/bin/$name"; done
  for entry in root:0:/root nobody:65534:/nonexistent "$@"; do
    IFS=: read -r name id home <<<"$entry"
    echo "$name:x:$id:$id::$home:/bin/sh" >>"$root/etc/passwd"
    echo "$name:x:$id:" >>"$root/etc/group"
  done
  echo 'hosts: files dns' >"$root/etc/nsswitch.conf"
}

# Packages that only the scripts of other packages need, or that add a hundred megabytes for nothing here
unneeded='^(perl.*|libperl.*|lib[a-z-]*-perl|adduser|debconf|dpkg|tar|passwd|usrmerge|init-system-helpers|sysvinit-utils|lsb-base|libsem.*|libsepol.*|locales|libc-l10n|libllvm.*|libz3.*|postgresql-common|postgresql-client-common|ssl-cert|openssl|iproute2|media-types|libdb5.*|libgdbm.*)$'

# unpack ROOT PACKAGE…: lays Debian packages and all that they depend on over a tree; nothing is configured or started
unpack() {
  local root=$1 needed missing=() package
  shift
  mkdir -p "$debs"
  # what would be installed into a system that has nothing is what belongs to a package
  : >"$debs/no-status"
  needed=$(apt-get install -s -qq -o Dir::State::status="$debs/no-status" -o APT::Install-Recommends=false libc6 "$@" | awk '$1 == "Inst" { print $2 }' | grep -vE "$unneeded")
  for package in $needed; do compgen -G "$debs/${package}_*.deb" >/dev/null || missing+=("$package"); done
  [ ${#missing[@]} -eq 0 ] || (cd "$debs" && apt-get download -qq "${missing[@]}" 2>/dev/null)
  for package in $needed; do
    # a program of a package takes the place of busybox's
    dpkg-deb --fsys-tarfile "$debs/$package"_*.deb | tar -x --keep-directory-symlink -C "$root" \
      --exclude='./usr/share/doc' --exclude='./usr/share/man' --exclude='./usr/share/locale' --exclude='./usr/lib/*/gconv' --exclude='*llvmjit*'
  done
  ldconfig -r "$root"
}

# entrypoint ROOT: makes the script on standard input the entry point; `as_user` goes on as another user, in the same process, where it is root
entrypoint() {
  {
    printf '%s\n' '#!/bin/sh' 'set -e' 'as_user() { [ "$(id -u)" != 0 ] || { name=$1; shift; exec su "$name" -s /bin/sh -c '\''exec "$0" "$@"'\'' -- "$@"; }; }'
    cat
  } >"$1/usr/bin/docker-entrypoint.sh"
  chmod 755 "$1/usr/bin/docker-entrypoint.sh"
}

mkdir -p "$cache"
have busybox:1
have busybox:1-glibc
have redis:7 redis:7-alpine
have eclipse-mosquitto:2
have nats:2 nats:2-alpine
have nginx:1 nginx:1-alpine
have postgres:16 postgres:16-alpine
have node:20 node:20-alpine
