# region: in a dry run the client is told of it too
region() { if is_dry; then run export "AWS_REGION=$AWS_REGION" "AWS_DEFAULT_REGION=$AWS_REGION"; fi; }

# state STACK: its status, or nothing where there is none
state() { aws cloudformation describe-stacks --stack-name "$1" --query 'Stacks[0].StackStatus' --output text 2>/dev/null || true; }

# there STACK: without it there is nothing to do
there() {
  is_dry || [ -n "$(state "$1")" ] || {
    say "there is no stack $1: nothing to do"
    exit 0
  }
}

# output VARIABLE KIND STACK OUTPUT: a value that a stack gives
output() {
  learn "$1" aws cloudformation describe-stacks --stack-name "$3" --query "Stacks[0].Outputs[?OutputKey=='$4'].OutputValue | [0]" --output text
  known "$1" "$2" "${!1}"
}

# unstack STACK: deletes a stack, with all that it has made
unstack() {
  if ! is_dry && [ -z "$(state "$1")" ]; then return; fi
  run aws cloudformation delete-stack --stack-name "$1"
  patiently aws cloudformation wait stack-delete-complete --stack-name "$1"
}
