import type { StageExplanation } from './explanations.js'
import { says } from './says.js'

/** What is said of tasks of Amazon ECS, besides what its capability table promises. */
export const ecsTaskExplanations: readonly StageExplanation[] = [
  says(
    'target/assumed-size',
    'info',
    'scratch storage in memory says how large it is',
    'ECS wants a size (Tmpfs). Kubernetes takes as much as the container may use, and so does what is written.',
  ),
  says(
    'target/bad-text',
    'error',
    'a file of configuration holds text',
    'Under ECS a file comes to its container by a variable of the environment, which ends at a NUL.',
  ),
  says(
    'target/label-as-docker-label',
    'info',
    'labels have keys and values that a tag of AWS can hold',
    'A resource of AWS has 50 tags of letters, digits, spaces and `_.:/=+@-`, none that begins with `aws:`. Another label is one of the containers (`dockerLabels`), by which nothing is billed or found.',
  ),
  says(
    'target/mount-propagation',
    'warning',
    'mounts that are made later need not be seen on the other side',
    'ECS has no mount propagation (Kubernetes, `mountPropagation`): a container sees what was mounted when it started.',
  ),
  says(
    'target/ready-once',
    'info',
    'whether a task is ready is asked for as long as it runs',
    'ECS has one health check, and replaces a task that fails it. A readiness probe counts until its first success, for at most 300 seconds; after that only a load balancer leads requests past a task that is not ready.',
  ),
  says(
    'target/single-file',
    'warning',
    'files from configuration and secrets are mounted in a folder of their own',
    'ECS mounts folders. For a single file the folder that it is in is mounted, which hides what the image has there; it is an error where that folder cannot be mounted.',
  ),
  says(
    'target/unchecked-path',
    'warning',
    'nothing is expected of a path of the machine that the platform does not check',
    'ECS mounts whatever the path is. Where nothing is, Docker makes a folder.',
  ),
  says(
    'target/unready-is-replaced',
    'info',
    'a container that is not ready for a while has a liveness probe too',
    'A readiness probe by a command, alone, is the health check of ECS, which replaces a task that fails it. With a liveness probe readiness counts until its first success, and only what does not live is replaced.',
  ),
]
