# ---- scaling ----

# scaling FOLDER NAME POLICY…: as the files say; a policy that they do not name goes
scaling() {
  local folder=$1 name=$2 policy file of=(--service-namespace ecs --resource-id "service/$CLUSTER/$2" --scalable-dimension ecs:service:DesiredCount)
  shift 2
  run aws application-autoscaling register-scalable-target --cli-input-json "$folder/scalable-target.json"
  for file in "$folder"/scaling-policy-*.json; do run aws application-autoscaling put-scaling-policy --cli-input-json "$file"; done
  is_dry || for policy in $(aws application-autoscaling describe-scaling-policies "${of[@]}" --query 'ScalingPolicies[].PolicyName' --output text); do
    [[ $policy == None || " $* " == *" $policy "* ]] || run aws application-autoscaling delete-scaling-policy --policy-name "$policy" "${of[@]}"
  done
}
