# vpc: that of the subnets
vpc() { [ -n "${VPC:-}" ] || learn VPC aws ec2 describe-subnets --subnet-ids "${SUBNETS%%,*}" --query 'Subnets[0].VpcId' --output text; }
