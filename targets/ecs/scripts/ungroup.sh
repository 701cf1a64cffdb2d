# ungroup: removes the security groups of the lattice, whose rules name each other, as soon as the interfaces of its tasks have gone
ungroup() {
  local of=(--filters "Name=tag:mc:lattice,Values=$NAMESPACE") group ids
  if is_dry; then
    echo "# and the security groups with the tag mc:lattice=$NAMESPACE:"
    learn group aws ec2 describe-security-groups "${of[@]}" --query 'SecurityGroups[0].GroupId' --output text
    run aws ec2 delete-security-group --group-id "$group"
    return
  fi
  ids=$(aws ec2 describe-security-groups "${of[@]}" --query 'SecurityGroups[].GroupId' --output text)
  for group in $ids; do [ "$group" = None ] || without_rules "$group"; done
  for group in $ids; do [ "$group" = None ] || persistently aws ec2 delete-security-group --group-id "$group"; done
}

# without_rules GROUP
without_rules() {
  local direction found
  for direction in ingress egress; do
    found=$(aws ec2 describe-security-group-rules --filters "Name=group-id,Values=$1" --output text \
      --query "SecurityGroupRules[?IsEgress==\`$([ $direction = egress ] && echo true || echo false)\`].SecurityGroupRuleId")
    # shellcheck disable=SC2086 # ids have no spaces
    [ -z "$found" ] || [ "$found" = None ] || run aws ec2 revoke-security-group-$direction --group-id "$1" --security-group-rule-ids $found
  done
}
