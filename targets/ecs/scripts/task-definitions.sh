# ---- task definitions ----

# register FOLDER FAMILY: puts the ARN of the revision into $revision, a new one where the file or a value in it has changed
register() {
  local file=$1/taskdef.json print found
  print=$(print_of "$file")
  revision=$(is_dry || aws ecs list-task-definitions --family-prefix "$2" --status ACTIVE --query 'taskDefinitionArns[-1]' --output text | tail -n 1)
  if [ -n "$revision" ] && [ "$revision" != None ]; then
    found=$(aws ecs describe-task-definition --task-definition "$revision" --include TAGS --query "tags[?key=='mc:request'].value | [0]" --output text)
    if [ "$found" = "$print" ]; then
      note "task definition ${revision##*/} has not changed"
      return
    fi
  fi
  learn revision aws ecs register-task-definition --cli-input-json "$file" --query taskDefinition.taskDefinitionArn --output text
  note "task definition ${revision##*/} is new"
  run aws ecs tag-resource --resource-arn "$revision" --tags "key=mc:lattice,value=$NAMESPACE" "key=mc:request,value=$print"
}
