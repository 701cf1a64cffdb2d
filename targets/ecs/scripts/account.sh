# ---- the account ----

# a client of version 1 reads only the older name
: "${AWS_REGION:=${AWS_DEFAULT_REGION:-}}"
export AWS_REGION AWS_DEFAULT_REGION=$AWS_REGION

# account: finds its number where nobody says it
account() {
  value AWS_ACCOUNT_ID id 'number of the account' ''
  [ -n "$AWS_ACCOUNT_ID" ] || learn AWS_ACCOUNT_ID aws sts get-caller-identity --query Account --output text
}

# cluster: it is there
cluster() {
  if is_dry; then run export "AWS_REGION=$AWS_REGION" "AWS_DEFAULT_REGION=$AWS_REGION"; else a_cluster; fi
}

a_cluster() {
  [ "$(aws ecs describe-clusters --clusters "$CLUSTER" --query 'clusters[0].status' --output text)" = ACTIVE ] ||
    die "there is no cluster $CLUSTER in $AWS_REGION: aws ecs create-cluster --cluster-name $CLUSTER"
}
