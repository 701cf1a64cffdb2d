import type { EcsDraft } from './ecs-draft.js'
import { regionName } from './region.js'
import { use } from './use-variable.js'

/** Gives the name of the cluster; not its ARN, because the names of what scales have it in them (Application Auto Scaling, `ResourceId`). */
export function clusterName(draft: EcsDraft): string {
  return use(draft, { name: 'CLUSTER', kind: 'text', description: 'name of the ECS cluster' })
}

/** Gives the beginning of the ARN of something of ECS in the account that deploys, with the `:` at its end. */
export function ecsArn(draft: EcsDraft): string {
  const partition = use(draft, {
    name: 'AWS_PARTITION',
    kind: 'text',
    description: 'partition of AWS, such as aws-cn in China',
    default: 'aws',
  })
  const region = regionName(draft)
  const account = use(draft, {
    name: 'AWS_ACCOUNT_ID',
    kind: 'text',
    description: 'number of the account; that of who deploys where nothing is said',
  })
  return `arn:${partition}:ecs:${region}:${account}:`
}
