# find_group VARIABLE NAME: the id of a group of the lattice, unless SECURITY_GROUPS were those of all
find_group() {
  if [ -n "$SECURITY_GROUPS" ]; then
    printf -v "$1" %s "$SECURITY_GROUPS"
    return
  fi
  vpc
  learn "$1" aws ec2 describe-security-groups --filters "Name=vpc-id,Values=$VPC_ID" "Name=group-name,Values=$2" --query 'SecurityGroups[].GroupId' --output text
}
