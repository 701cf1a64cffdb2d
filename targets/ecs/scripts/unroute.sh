# unroute NAME…: removes the target groups that deploy.sh has made, and the rules and listeners that lead to them
unroute() {
  local name group balancer listener rule
  for name in "$@"; do
    if is_dry; then
      learn group aws elbv2 describe-target-groups --names "$name" --query 'TargetGroups[0].TargetGroupArn' --output text
      echo '# after the rules and listeners that lead there:'
      run aws elbv2 delete-target-group --target-group-arn "$group"
      continue
    fi
    group=$(aws elbv2 describe-target-groups --query "TargetGroups[?TargetGroupName=='$name'].TargetGroupArn" --output text)
    if [ -z "$group" ] || [ "$group" = None ]; then continue; fi
    if [ "$(aws elbv2 describe-tags --resource-arns "$group" --query "TagDescriptions[0].Tags[?Key=='mc:lattice'].Value" --output text)" != "$NAMESPACE" ]; then
      note "target group $name was there before, and stays"
      continue
    fi
    for balancer in $(aws elbv2 describe-target-groups --target-group-arns "$group" --query 'TargetGroups[0].LoadBalancerArns' --output text); do
      [ "$balancer" != None ] || continue
      for listener in $(aws elbv2 describe-listeners --load-balancer-arn "$balancer" --query 'Listeners[].ListenerArn' --output text); do
        for rule in $(aws elbv2 describe-rules --listener-arn "$listener" --query "Rules[?!IsDefault && Actions[?TargetGroupArn=='$group']].RuleArn" --output text); do
          [ "$rule" = None ] || run aws elbv2 delete-rule --rule-arn "$rule"
        done
      done
      for listener in $(aws elbv2 describe-listeners --load-balancer-arn "$balancer" --query "Listeners[?DefaultActions[?TargetGroupArn=='$group']].ListenerArn" --output text); do
        [ "$listener" = None ] || run aws elbv2 delete-listener --listener-arn "$listener"
      done
    done
    persistently aws elbv2 delete-target-group --target-group-arn "$group"
  done
}
