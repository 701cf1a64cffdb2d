# ---- security groups, which equal the graph ----

# group VARIABLE NAME DESCRIPTION [ID]: the id of a group of one's own, unless there is one already or SECURITY_GROUPS are to be those of all
group() {
  local found=${4:-$SECURITY_GROUPS}
  if [ -n "$found" ]; then
    printf -v "$1" %s "$found"
    return
  fi
  vpc
  found=$(is_dry || aws ec2 describe-security-groups --filters "Name=vpc-id,Values=$VPC_ID" "Name=group-name,Values=$2" --query 'SecurityGroups[].GroupId' --output text)
  if [ -n "$found" ] && [ "$found" != None ]; then
    printf -v "$1" %s "$found"
    note "security group $2 is there"
  else
    learn "$1" aws ec2 create-security-group --group-name "$2" --description "$3" --vpc-id "$VPC_ID" \
      --tag-specifications "ResourceType=security-group,Tags=[{Key=Name,Value=$2},{Key=mc:lattice,Value=$NAMESPACE}]" --query GroupId --output text
  fi
}

# rules GROUP RULE…: exactly these; a rule is `ingress|egress PROTOCOL FROM TO PEER DESCRIPTION`, where the peer is a group or a range of addresses
rules() {
  local group=$1 rule answer direction protocol from to peer description wanted='' found='' surplus_ingress='' surplus_egress='' new_ingress='' new_egress=''
  shift
  [ -z "$SECURITY_GROUPS" ] || return 0
  [ "$group" != "${BALANCER_SECURITY_GROUP:-}" ] || return 0
  for rule in "$@"; do
    read -r direction protocol from to peer description <<<"$rule"
    wanted+="$direction $protocol $from $to $peer"$'\n'
  done
  # a new group lets everything out
  answer='True -1 -1 -1 0.0.0.0/0'
  is_dry || answer=$(aws ec2 describe-security-group-rules --filters "Name=group-id,Values=$group" --output text \
    --query 'SecurityGroupRules[].[IsEgress, IpProtocol, FromPort, ToPort, CidrIpv4 || CidrIpv6 || ReferencedGroupInfo.GroupId]')
  while read -r direction protocol from to peer; do
    case $direction in True) direction=egress ;; False) direction=ingress ;; *) continue ;; esac
    [ "$protocol" != -1 ] || from=-1 to=-1
    rule="$direction $protocol $from $to $peer"
    if grep -qxF -- "$rule" <<<"$wanted"; then found+=$rule$'\n'
    elif [ "$direction" = ingress ]; then surplus_ingress+=,$(permission "$rule")
    else surplus_egress+=,$(permission "$rule"); fi
  done <<<"$answer"
  for rule in "$@"; do
    read -r direction protocol from to peer description <<<"$rule"
    if grep -qxF -- "$direction $protocol $from $to $peer" <<<"$found"; then continue; fi
    if [ "$direction" = ingress ]; then new_ingress+=,$(permission "$rule"); else new_egress+=,$(permission "$rule"); fi
  done
  permit authorize-security-group-ingress "$group" "$new_ingress"
  permit authorize-security-group-egress "$group" "$new_egress"
  permit revoke-security-group-ingress "$group" "$surplus_ingress"
  permit revoke-security-group-egress "$group" "$surplus_egress"
}

# permit OPERATION GROUP PERMISSIONS: nothing where there are none
permit() { [ -z "$3" ] || run aws ec2 "$1" --group-id "$2" --ip-permissions "[${3#,}]"; }

# permission RULE: as EC2 takes it
permission() {
  local direction protocol from to peer description ports='' says=''
  read -r direction protocol from to peer description <<<"$1"
  [ "$protocol" = -1 ] || ports=",\"FromPort\":$from,\"ToPort\":$to"
  [ -z "$description" ] || says=",\"Description\":\"$description\""
  case $peer in
    *:*) peer="\"Ipv6Ranges\":[{\"CidrIpv6\":\"$peer\"$says}]" ;;
    */*) peer="\"IpRanges\":[{\"CidrIp\":\"$peer\"$says}]" ;;
    *) peer="\"UserIdGroupPairs\":[{\"GroupId\":\"$peer\"$says}]" ;;
  esac
  printf '{"IpProtocol":"%s"%s,%s}' "$protocol" "$ports" "$peer"
}
