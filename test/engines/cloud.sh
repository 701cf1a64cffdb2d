#!/bin/bash
# What stands in for AWS in the tests under test/engines: no account, and after `install` no network.
#   cloud.sh install                               AWS CLI, moto and cfn-lint from PyPI into ${MC_ENGINES:-~/.cache/mc-engines}; some minutes, once;
#                                                  with Python 3.9 or later; as root on Debian what is missing of Python and shellcheck too
#   cloud.sh aws-validate SERVICE OPERATION FILE…  the check that the AWS client makes of a request, such as ecs RegisterTaskDefinition
#   cloud.sh fargate-lint FILE…                    cfn-lint's rules for Fargate, on requests of ecs RegisterTaskDefinition
#   cloud.sh cfn-lint FILE…                        cfn-lint, on CloudFormation templates
#   cloud.sh shellcheck FILE…                      shellcheck, every severity
#   cloud.sh moto-up DIR                           start a simulated AWS with its log in DIR, and print the settings by which a client reaches it:
#                                                  export $(cloud.sh moto-up DIR); DIR/bin has an `aws` for it that starts at once
#   cloud.sh moto-down DIR                         stop it
# Every step may be repeated. Servers listen on 127.0.0.1 only. The judges end with 0 where they accept everything, else with another status.
set -euo pipefail

here=$(dirname "$(realpath "$0")")
cache=${MC_ENGINES:-$HOME/.cache/mc-engines}
bin=$cache/bin
venv=$cache/venv
pins=(awscli==1.46.2 'moto[server]==5.2.5' cfn-lint==1.58.0)
export PATH=$bin:$PATH

die() {
  echo "cloud.sh: $*" >&2
  exit 1
}

install_programs() {
  install_packages
  if [ "$(cat "$venv/.pins" 2>/dev/null)" != "${pins[*]}" ]; then
    rm -rf "$venv"
    python3 -m venv "$venv"
    "$venv/bin/pip" install -q --disable-pip-version-check "${pins[@]}"
    echo "${pins[*]}" >"$venv/.pins"
  fi
  mkdir -p "$bin"
  ln -sf "$venv"/bin/{aws,moto_server,cfn-lint} "$bin/"
}

install_packages() {
  local missing=()
  command -v shellcheck >/dev/null || missing+=(shellcheck)
  python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
    die "${missing[*]} are missing, and this script installs them only as root on Debian"
  fi
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}" >/dev/null
}

# need PROGRAM…: every one is there
need() {
  local program
  for program in "$@"; do command -v "$program" >/dev/null || die "$program is not there: cloud.sh install"; done
}

fargate_lint() {
  local folder status=0
  folder=$(mktemp -d)
  "$venv/bin/python" "$here/cloud/respell.py" "$folder" "$@"
  (cd "$folder" && cfn-lint -r us-east-1 --format parseable -- *.template.json) || status=1
  rm -rf "$folder"
  return $status
}

moto_up() {
  local folder address='' settings
  mkdir -p "$1"
  folder=$(realpath "$1")
  if ! runs "$folder" moto; then
    : >"$folder/moto.log" # which the process behind may make only later
    setsid moto_server -H 127.0.0.1 -p 0 >"$folder/moto.log" 2>&1 </dev/null &
    echo $! >"$folder/moto.pid"
  fi
  for _ in $(seq 300); do
    address=$(sed -n 's/.*Running on \(http:[^ ]*\).*/\1/p' "$folder/moto.log")
    [ -z "$address" ] || break
    runs "$folder" moto || die "moto ended: $(tail -n 5 "$folder/moto.log")"
    sleep 0.1
  done
  [ -n "$address" ] || die "moto did not answer within 30 seconds; its log is $folder/moto.log"
  settings=("AWS_ENDPOINT_URL=$address" AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1 AWS_DEFAULT_REGION=us-east-1
    AWS_EC2_METADATA_DISABLED=true AWS_PAGER=)
  aws_up "$folder" "${settings[@]}"
  printf '%s\n' "${settings[@]}"
}

# aws_up DIR SETTING…: an `aws` for these settings that starts at once, in the folder `bin` of DIR
aws_up() {
  local folder=$1
  shift
  if ! runs "$folder" aws; then
    rm -f "$folder/aws.sock"
    mkdir -p "$folder/bin"
    env "$@" setsid "$venv/bin/python" "$here/cloud/serve_aws.py" "$folder/aws.sock" >"$folder/aws.log" 2>&1 </dev/null &
    echo $! >"$folder/aws.pid"
    printf '#!/bin/bash\nexec "%s" -I -S "%s" "%s" "$@"\n' "$venv/bin/python" "$here/cloud/ask_aws.py" "$folder/aws.sock" >"$folder/bin/aws"
    chmod +x "$folder/bin/aws"
  fi
  for _ in $(seq 300); do
    [ ! -S "$folder/aws.sock" ] || return 0
    runs "$folder" aws || die "the AWS CLI ended: $(tail -n 5 "$folder/aws.log")"
    sleep 0.1
  done
  die "the AWS CLI was not loaded within 30 seconds; its log is $folder/aws.log"
}

moto_down() {
  local server process
  for server in aws moto; do
    ! runs "$1" $server || {
      process=$(cat "$1/$server.pid")
      kill "$process"
      for _ in $(seq 100); do
        kill -0 "$process" 2>/dev/null || break
        sleep 0.1
      done
    }
    rm -f "$1/$server.pid"
  done
}

# runs DIR SERVER: that of this folder runs
runs() { [ -s "$1/$2.pid" ] && kill -0 "$(cat "$1/$2.pid")" 2>/dev/null; }

command=${1:-}
[ $# -eq 0 ] || shift
case $command in
  install) install_programs ;;
  aws-validate)
    need aws
    [ $# -ge 3 ] || die 'SERVICE OPERATION FILE… are wanted'
    "$venv/bin/python" "$here/cloud/validate.py" "$@"
    ;;
  fargate-lint)
    need cfn-lint
    fargate_lint "${@:?files are wanted}"
    ;;
  cfn-lint)
    need cfn-lint
    cfn-lint -r us-east-1 --format parseable -- "${@:?files are wanted}"
    ;;
  shellcheck)
    need shellcheck
    shellcheck --format gcc -- "${@:?files are wanted}"
    ;;
  moto-up)
    need moto_server aws
    moto_up "${1:?a folder is wanted}"
    ;;
  moto-down) moto_down "${1:?a folder is wanted}" ;;
  *)
    sed -n '2,13s/^# //p' "$0" >&2
    exit 2
    ;;
esac
