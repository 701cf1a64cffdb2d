import type { StageExplanation } from './explanations.js'
import { says } from './says.js'

/** What targets say of the sizes and limits of platforms that somebody else runs. */
export const cloudExplanations: readonly StageExplanation[] = [
  says(
    'target/limit',
    'error',
    'what is written is within the limits of the platform',
    'Clouds bound the form and length of names, the range of numbers, the length of lists and the size of definitions, and some fields depend on each other. They would refuse it when it is deployed, often after half of it is; so all of it is looked at before anything is written. Where a `runtime` patch brings it in, the patch is shown.',
  ),
  says(
    'target/needs-machines',
    'error',
    'what asks for its machine runs on a machine of the account',
    'Fargate shows nothing of the machines that it runs tasks on (Amazon ECS Developer Guide, Task definition differences for Fargate).',
  ),
  says(
    'target/other-architecture',
    'error',
    'all images of a workload run on one processor',
    'Containers of a task share a machine; an image that is built for another architecture does not start there.',
  ),
  says(
    'target/outside-aws',
    'error',
    'what runs on machines outside AWS asks for nothing that AWS has only inside',
    'ECS knows neither Service Connect and other names nor load balancers, file systems and scaling for machines of one’s own (Amazon ECS Developer Guide, ECS Anywhere, Considerations).',
  ),
  says(
    'target/rights-left-out',
    'warning',
    'the rights of an account are those of the platform',
    'Rules of Kubernetes speak of its API, which another platform does not have; what programs may do there an IAM role says.',
  ),
  says(
    'target/rounded',
    'info',
    'an amount is one that the platform has',
    'Fargate has tasks of a few sizes only, and clouds take times and numbers in steps and between bounds. The next one that does at least what the manifest asks is taken.',
  ),
  says(
    'target/too-large',
    'error',
    'a workload fits the largest size that the platform has',
    'Nothing larger can be had there: the platform would refuse it, or never find a place for it.',
  ),
]
