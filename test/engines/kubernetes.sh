#!/bin/bash
# The Kubernetes of the tests under test/engines: a control plane without nodes (pods are made and stay pending), and what reads charts.
#   kubernetes.sh install          build etcd, kube-apiserver, kube-controller-manager, kubectl, helm (3), helm4, kubeconform, kube-score
#                                  and nats-server from their Go modules into ${MC_ENGINES:-~/.cache/mc-engines}/bin; some ten minutes, once; and get the custom
#                                  resource definitions of what charts may ask for, into the folder `definitions` beside
#   kubernetes.sh up DIR [FILE…]   start a control plane with its state in DIR; the manifests (or folders of them) are applied before the
#                                  controllers start, which learn of a later CRD only after half a minute
#   kubernetes.sh env DIR          print the settings by which a shell reaches it: eval "$(kubernetes.sh env DIR)"
#   kubernetes.sh down DIR         stop it and remove its state
# Every step may be repeated. Servers listen on 127.0.0.1 only. Node is needed, and for `install` Go, or else curl and unzip to get it.
set -euo pipefail

here=$(dirname "$(realpath "$0")")
cache=${MC_ENGINES:-$HOME/.cache/mc-engines}
bin=$cache/bin
modules=$here/kubernetes # its go.mod has the versions of Kubernetes and etcd
helm=v3.22.0
helm4=v4.3.1
kubeconform=v0.8.0
kube_score=v1.20.0
nats_server=v2.15.2 # keeps lattices in other tests than those of Kubernetes
gateway=sigs.k8s.io/gateway-api@v1.4.0/config/crd/standard/gateway.networking.k8s.io
keda=github.com/kedacore/keda/v2@v2.18.0/config/crd/bases/keda.sh
external=github.com/external-secrets/external-secrets@v0.20.4/config/crds/bases/external-secrets.io
# custom resource definitions by module, version and file
definitions="${gateway}_gateways ${gateway}_httproutes ${gateway}_grpcroutes ${keda}_scaledobjects ${keda}_triggerauthentications
${external}_externalsecrets ${external}_secretstores ${external}_clustersecretstores"
go=1.26.8 # fetched where no Go, or one too old to fetch another, is there
declare -A go_sum=(
  [amd64]=30c2b1bf7dcc88d3eb0a1364e47ddd9128edb3110a30e8a0ef61cd5856b31de7
  [arm64]=02b36b6787b3ac767668f630e2998df45a3b1f9ffee08d1bf3ef6487cd658d99
)
patience=120 # seconds until a control plane has to be ready

die() {
  echo "kubernetes.sh: $*" >&2
  exit 1
}

# ---- install ----

install_programs() {
  local kube etcd
  kube=$(version_of k8s.io/kubernetes)
  etcd=$(version_of go.etcd.io/etcd/server/v3)
  build etcd go.etcd.io/etcd/server/v3 "$etcd"
  # a server that does not know its version calls itself v0.0.0, which no `kubeVersion` of a chart allows
  for program in kube-apiserver kube-controller-manager kubectl; do
    build $program k8s.io/kubernetes "$kube" cmd/$program "$(says_of k8s.io/component-base/version "$kube") $(says_of k8s.io/client-go/pkg/version "$kube")"
  done
  build helm helm.sh/helm/v3 $helm cmd/helm "-X helm.sh/helm/v3/internal/version.version=$helm"
  build helm4 helm.sh/helm/v4 $helm4 cmd/helm "-X helm.sh/helm/v4/internal/version.version=$helm4"
  build kubeconform github.com/yannh/kubeconform $kubeconform cmd/kubeconform "-X main.version=$kubeconform"
  build kube-score github.com/zegl/kube-score $kube_score cmd/kube-score "-X main.version=$kube_score"
  build nats-server github.com/nats-io/nats-server/v2 $nats_server
  get_definitions
}

get_definitions() {
  local file module source
  [ "$(cat "$cache/definitions/.from" 2>/dev/null)" != "$definitions" ] || return 0
  get_go
  rm -rf "$cache/definitions"
  mkdir -p "$cache/definitions"
  for file in $definitions; do
    module=${file%%/config/*}
    source=$(cd / && go mod download -json "$module" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')
    install -m 644 "$source/${file#"$module"/}.yaml" "$cache/definitions"
  done
  echo "$definitions" >"$cache/definitions/.from"
}

version_of() { awk -v module="$1" '$1 == module && $2 ~ /^v/ { print $2; exit }' "$modules/go.mod"; }

# says_of PACKAGE VERSION: linker settings by which a program of Kubernetes knows its version
says_of() {
  local minor=${2#v1.}
  echo "-X $1.gitVersion=$2 -X $1.gitMajor=1 -X $1.gitMinor=${minor%%.*} -X $1.gitTreeState=clean"
}

# build NAME MODULE VERSION [PACKAGE [SETTINGS]]: from go.mod beside this script where it names the module, else from the module alone
build() {
  local name=$1 module=$2 version=$3 package=$2${4:+/$4} settings=${5:-} work
  is_built "$name" "$module" "$version" || {
    get_go
    echo "kubernetes.sh: building $name $version" >&2
    mkdir -p "$bin"
    work=$(mktemp -d)
    if [ -n "$(version_of "$module")" ]; then
      (cd "$modules" && CGO_ENABLED=0 nice go build -trimpath -buildvcs=false -ldflags "-s -w $settings" -o "$work/" "$package")
    else
      [ "$module" != helm.sh/helm/v3 ] || settings+=$(helm_3_assumes "$version")
      (cd / && GOBIN=$work CGO_ENABLED=0 nice go install -trimpath -ldflags "-s -w $settings" "$package@$version")
    fi
    mv "$work"/* "$bin/$name"
    rmdir "$work"
  }
}

# is_built NAME MODULE VERSION: a program of Go carries the modules that it was built of
is_built() { [ -x "$bin/$1" ] && grep -aqE "^(mod|dep)"$'\t'"$2"$'\t'"$3(\$|"$'\t'")" "$bin/$1"; }

# Without a cluster Helm 3 takes the version of its own client for the cluster's, but only where its build says so.
helm_3_assumes() {
  local minor package
  minor=$(cd / && go mod download -json "helm.sh/helm/v3@$1" | sed -n 's/^\t"GoMod": "\(.*\)",$/\1/p' | xargs awk '$1 == "k8s.io/client-go" { split($2, part, "."); print part[2]; exit }')
  for package in pkg/chartutil pkg/lint/rules; do printf ' -X helm.sh/helm/v3/%s.k8sVersionMinor=%s' "$package" "$minor"; done
}

get_go() {
  local proxy machine file
  export GOTOOLCHAIN=auto
  [ ! -x "$cache/go/bin/go" ] || PATH=$cache/go/bin:$PATH
  # since 1.21 it fetches the release that a module asks for
  [[ ! $(go env GOVERSION 2>/dev/null) =~ ^go1\.(2[1-9]|[3-9][0-9]) ]] || return 0
  machine=$(uname -m | sed 's/x86_64/amd64/; s/aarch64/arm64/')
  [ -n "${go_sum[$machine]:-}" ] && command -v curl >/dev/null && command -v unzip >/dev/null || die "Go 1.21 or later is needed to build; curl and unzip would get it for amd64 and arm64"
  echo "kubernetes.sh: fetching Go $go" >&2
  mkdir -p "$cache"
  proxy=${GOPROXY:-https://proxy.golang.org}
  file=$cache/go.zip
  curl -sSfL -o "$file" "${proxy%%[,|]*}/golang.org/toolchain/@v/v0.0.1-go$go.linux-$machine.zip"
  echo "${go_sum[$machine]}  $file" | sha256sum --quiet --check >&2 || die "$file is not Go $go"
  unzip -q "$file" -d "$cache/go.part"
  mv "$cache"/go.part/golang.org/toolchain@* "$cache/go"
  rm -r "$file" "$cache/go.part"
  chmod -R u+w "$cache/go"
  chmod +x "$cache"/go/bin/* "$cache"/go/pkg/tool/*/*
  PATH=$cache/go/bin:$PATH
}

# ---- up and down ----

up() {
  local dir=$1 etcd_port kube_port program until=$((SECONDS + patience))
  shift
  for program in etcd kube-apiserver kube-controller-manager kubectl; do [ -x "$bin/$program" ] || die "$program is not there: kubernetes.sh install"; done
  ! runs kube-controller-manager "$dir" || return 0
  down "$dir"
  umask 077
  mkdir -p "$dir"
  read -r etcd_port kube_port < <(prepare "$dir")

  start etcd "$dir" --data-dir="$dir/etcd" --unsafe-no-fsync --log-level=warn --listen-peer-urls=http://127.0.0.1:0 \
    --listen-client-urls="http://127.0.0.1:$etcd_port" --advertise-client-urls="http://127.0.0.1:$etcd_port"
  start kube-apiserver "$dir" --etcd-servers="http://127.0.0.1:$etcd_port" --cert-dir="$dir/certs" \
    --bind-address=127.0.0.1 --secure-port="$kube_port" --advertise-address=127.0.0.1 --endpoint-reconciler-type=none \
    --service-cluster-ip-range=10.96.0.0/16 --allow-privileged --authorization-mode=RBAC --token-auth-file="$dir/tokens.csv" \
    --service-account-issuer=https://kubernetes.default.svc --service-account-key-file="$dir/account.key" \
    --service-account-signing-key-file="$dir/account.key"
  wait_for kube-apiserver "$dir" "$until" get_raw "$dir" /readyz
  for file in "$@"; do of_dir "$dir" apply --server-side -f "$file" >/dev/null || give_up "$dir" "$file was not accepted"; done
  start kube-controller-manager "$dir" --kubeconfig="$dir/kubeconfig" --secure-port=0 --leader-elect=false --use-service-account-credentials \
    --service-account-private-key-file="$dir/account.key" --root-ca-file="$dir/certs/apiserver.crt" --flex-volume-plugin-dir="$dir/flexvolume"
  wait_for kube-controller-manager "$dir" "$until" get_raw "$dir" /api/v1/namespaces/default/serviceaccounts/default
}

# prepare DIR: writes the keys, the token of the only user and the kubeconfig; prints two free ports
prepare() {
  node - "$1" <<'END'
const { generateKeyPairSync, randomBytes } = require('node:crypto')
const { writeFileSync } = require('node:fs')
const { createServer } = require('node:net')
const dir = process.argv[2]
const token = randomBytes(16).toString('hex')
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
writeFileSync(`${dir}/account.key`, privateKey.export({ type: 'pkcs8', format: 'pem' }))
writeFileSync(`${dir}/tokens.csv`, `${token},admin,admin,system:masters\n`)
const servers = [createServer(), createServer()]
const ports = servers.map((server) => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port))))
Promise.all(ports).then(([etcd, kube]) => {
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'tests', cluster: { server: `https://127.0.0.1:${kube}`, 'certificate-authority': `${dir}/certs/apiserver.crt` } }],
    users: [{ name: 'admin', user: { token } }],
    contexts: [{ name: 'tests', context: { cluster: 'tests', user: 'admin' } }],
    'current-context': 'tests',
  }
  writeFileSync(`${dir}/kubeconfig`, JSON.stringify(config, undefined, 2))
  for (const server of servers) server.close()
  console.log(etcd, kube)
})
END
}

# start NAME DIR ARGUMENT…: in the background; its process id and what it says lie in DIR
start() {
  local name=$1 dir=$2
  shift 2
  setsid "$bin/$name" "$@" >"$dir/$name.log" 2>&1 </dev/null &
  echo $! >"$dir/$name.pid"
  # until then the process has the command line of this script
  for _ in $(seq 500); do
    ! runs "$name" "$dir" || return 0
    kill -0 $! 2>/dev/null || break
    sleep 0.01
  done
  give_up "$dir" "$name does not start"
}

# runs NAME DIR: the process that was started as NAME for DIR still runs; one that has ended and waits to be collected has no command line
runs() {
  local pid
  pid=$(cat "$2/$1.pid" 2>/dev/null) && tr '\0' ' ' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF -- "$bin/$1 " && tr '\0' '\n' <"/proc/$pid/cmdline" 2>/dev/null | grep -qF -- "=$2/"
}

# wait_for NAME DIR SECOND COMMAND…: until the command succeeds, while the program runs
wait_for() {
  local name=$1 dir=$2 until=$3
  shift 3
  until "$@" >/dev/null 2>&1; do
    runs "$name" "$dir" || give_up "$dir" "$name has ended"
    [ $SECONDS -lt "$until" ] || give_up "$dir" "$name is not ready after $patience seconds"
    sleep 0.1
  done
}

# give_up DIR REASON: shows the ends of the logs, because the folder is removed
give_up() {
  tail -n 5 "$1"/*.log >&2 || true
  down "$1"
  die "$2"
}

of_dir() {
  local dir=$1
  shift
  KUBECACHEDIR=$dir/cache "$bin/kubectl" --kubeconfig "$dir/kubeconfig" --request-timeout=10s "$@"
}

get_raw() { of_dir "$1" get --raw "$2"; }

print_env() {
  printf 'export PATH=%q KUBECONFIG=%q KUBECACHEDIR=%q HELM_CACHE_HOME=%q HELM_CONFIG_HOME=%q HELM_DATA_HOME=%q\n' \
    "$bin:$PATH" "$1/kubeconfig" "$1/cache" "$1/helm/cache" "$1/helm/config" "$1/helm/data"
}

# The clients of a server end before it.
down() {
  local dir=$1 name pid
  for name in kube-controller-manager kube-apiserver etcd; do
    runs "$name" "$dir" || continue
    pid=$(cat "$dir/$name.pid")
    kill "$pid"
    for turn in $(seq 200); do
      runs "$name" "$dir" || break
      [ "$turn" -lt 150 ] || kill -KILL "$pid" 2>/dev/null || true
      sleep 0.1
    done
    ! runs "$name" "$dir" || die "$name with the process id $pid does not stop"
  done
  rm -rf "$dir"/{etcd,certs,cache,helm,flexvolume,kubeconfig,tokens.csv,account.key} "$dir"/*.{pid,log}
}

[ $# -lt 2 ] || dir=$(realpath -m "$2")
case ${1:-}:${dir:+dir} in
  install:) install_programs ;;
  up:dir) up "$dir" "${@:3}" ;;
  env:dir) print_env "$dir" ;;
  down:dir) down "$dir" ;;
  *)
    sed -n '2,11s/^# //p' "$0" >&2
    exit 2
    ;;
esac
