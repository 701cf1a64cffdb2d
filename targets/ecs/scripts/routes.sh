# ---- routes ----

# routed VARIABLE DESCRIPTION LISTENER…: a target group is given, or else what it can be made for
routed() {
  local name=$1 description=$2 listener
  value "$name" arn "$description" ''
  shift 2
  [ -z "${!name}" ] || return 0
  for listener in "$@"; do
    [ -n "${!listener:-}" ] || complain "$name is not set: $description; it is made where $listener is set instead"
  done
}

# target groups that are not the account's own, by the names of their variables
made=' '

# target_group VARIABLE FILE NAME: as its file says, where the account has no other
target_group() {
  local found print past
  [ -z "${!1}" ] || return 0
  made+="$1 "
  vpc
  print=$(print_of "$2")
  found=$(is_dry || aws elbv2 describe-target-groups --query "TargetGroups[?TargetGroupName=='$3'].TargetGroupArn" --output text)
  if [ -z "$found" ] || [ "$found" = None ]; then
    learn "$1" aws elbv2 create-target-group --cli-input-json "$2" --tags "Key=mc:lattice,Value=$NAMESPACE" "Key=mc:request,Value=$print" \
      --query 'TargetGroups[0].TargetGroupArn' --output text
    return
  fi
  printf -v "$1" %s "$found"
  past=$(balancing_tag "$found" mc:request)
  if [ "$past" = "$print" ]; then note "target group $3 has not changed"; else
    without='Name Protocol ProtocolVersion Port VpcId TargetType' run aws elbv2 modify-target-group --target-group-arn "$found" --cli-input-json "$2"
    run aws elbv2 add-tags --resource-arns "$found" --tags "Key=mc:request,Value=$print"
  fi
}

# listener_rule FILE LISTENER PRIORITY VARIABLE [CERTIFICATE]: leads requests to a target group that is made here
listener_rule() {
  local file=$1 listener=${!2:-} found print certificates
  [[ $made == *" $4 "* ]] || return 0
  if [ -n "${5:-}" ] && [ -n "${!5:-}" ]; then
    certificates=$(is_dry || aws elbv2 describe-listener-certificates --listener-arn "$listener" --query 'Certificates[].CertificateArn' --output text)
    [[ $certificates == *"${!5}"* ]] || run aws elbv2 add-listener-certificates --listener-arn "$listener" --certificates "CertificateArn=${!5}"
  fi
  print=$(print_of "$file")
  found=$(is_dry || aws elbv2 describe-rules --listener-arn "$listener" --query "Rules[?Priority=='$3'].RuleArn" --output text)
  if [ -z "$found" ] || [ "$found" = None ]; then
    run aws elbv2 create-rule --cli-input-json "$file" --tags "Key=mc:lattice,Value=$NAMESPACE" "Key=mc:request,Value=$print"
    return
  fi
  [ "$(balancing_tag "$found" mc:lattice)" = "$NAMESPACE" ] || die "the rule with the priority $3 of $listener is not of this lattice: give $4, or another listener as $2"
  if [ "$(balancing_tag "$found" mc:request)" = "$print" ]; then note "rule $3 has not changed"; else
    without='ListenerArn Priority' run aws elbv2 modify-rule --rule-arn "$found" --cli-input-json "$file"
    run aws elbv2 add-tags --resource-arns "$found" --tags "Key=mc:request,Value=$print"
  fi
}

# listener FILE BALANCER PORT VARIABLE: leads connections to a target group that is made here
listener() {
  local found
  [[ $made == *" $4 "* ]] || return 0
  found=$(is_dry || aws elbv2 describe-listeners --load-balancer-arn "${!2}" --query "Listeners[?Port==\`$3\`].ListenerArn" --output text)
  if [ -z "$found" ] || [ "$found" = None ]; then
    run aws elbv2 create-listener --cli-input-json "$1" --tags "Key=mc:lattice,Value=$NAMESPACE"
  else
    [ "$(balancing_tag "$found" mc:lattice)" = "$NAMESPACE" ] || die "the listener at port $3 of ${!2} is not of this lattice: give $4, or another load balancer as $2"
    note "listener at port $3 is there"
  fi
}

balancing_tag() { aws elbv2 describe-tags --resource-arns "$1" --query "TagDescriptions[0].Tags[?Key=='$2'].Value" --output text; }
