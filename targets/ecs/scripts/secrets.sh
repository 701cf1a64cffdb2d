# ---- secrets ----

# secret NAME STORE SECRET DESCRIPTION: the ARN, looked up by name where nobody says it; never a value
secret() {
  local name=$1 store=$2 secret=$3 found
  found=${!name:-}
  if [ -n "$found" ]; then fits "$name" arn "$found"; else
    case $store in
      ssm) set -- aws ssm get-parameter --name "$secret" --query Parameter.ARN --output text ;;
      *) set -- aws secretsmanager describe-secret --secret-id "$secret" --query ARN --output text ;;
    esac
    if is_dry; then
      learn "$name" "$@"
      found=${!name}
    elif found=$("$@" 2>"$work/secret"); then fits "$name" arn "$found"; else
      complain "$name is not set, and nothing is found by that name: $4: $(tr -s '\n' ' ' <"$work/secret")"
    fi
  fi
  known "$name" arn "$found"
}
