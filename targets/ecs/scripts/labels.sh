# label VARIABLE GROUP: how scaling calls a target group of a load balancer, where nobody says it
label() {
  local ask ends
  [ -z "${!1}" ] || return 0
  ask=(aws elbv2 describe-target-groups --target-group-arns "${!2}" --query 'TargetGroups[0].[LoadBalancerArns[0], TargetGroupArn]' --output text)
  ends=(sed -e 's|^[^[:space:]]*:loadbalancer/||' -e 's|[[:space:]]\{1,\}[^[:space:]]*:targetgroup/|/targetgroup/|')
  if is_dry; then
    echo "$1=\$($(command_text "${ask[@]}") | $(command_text "${ends[@]}"))"
    printf -v "$1" %s "$begin$1$end"
  else printf -v "$1" %s "$("${ask[@]}" | "${ends[@]}")"; fi
}
