import type { Target } from '../target.js'
import { capabilities } from './capabilities.js'
import { checkArtifact } from './check-artifact.js'
import { ecsOptions } from './ecs-options.js'
import { emitEcs } from './emit-ecs.js'

/** Amazon ECS: task definitions and services for the AWS CLI, or CloudFormation templates (ECS API 2014-11-13). */
export const ecs: Target = {
  name: 'ecs',
  title: 'Amazon ECS',
  next: 'DRY_RUN=1 {out}/deploy.sh',
  capabilities,
  options: ecsOptions,
  emit: emitEcs,
  check: checkArtifact,
}
