# vpc: that of the subnets, where nobody says it
vpc() { [ -n "${VPC_ID:-}" ] || learn VPC_ID aws ec2 describe-subnets --subnet-ids "${SUBNETS%%,*}" --query 'Subnets[0].VpcId' --output text; }
