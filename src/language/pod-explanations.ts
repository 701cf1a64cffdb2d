import type { StageExplanation } from './explanations.js'
import { says } from './says.js'

/** What targets say of containers: their rights, their resources, and the names that they use. */
export const podExplanations: readonly StageExplanation[] = [
  says(
    'target/added-capabilities',
    'warning',
    'a container keeps no capability of the kernel',
    'All are dropped where nothing is said. The Pod Security level `restricted` admits NET_BIND_SERVICE alone, which a port above 1023 does not need.',
  ),
  says(
    'target/bad-name',
    'error',
    'configuration, secrets, claims, their keys and variables have names that Kubernetes takes',
    'Others refer to them by the same name, so that it cannot be changed on the way (RFC 1123; Kubernetes API, ConfigMap `data`).',
  ),
  says(
    'target/config-too-large',
    'error',
    'the values of a ConfigMap have at most 1 MiB together',
    'The API server refuses more (Kubernetes, ConfigMap).',
  ),
  says(
    'target/cpu-limit',
    'warning',
    'a container has a cpu limit of its own only where the platform knows one',
    'In a task of Amazon ECS the cpu of a container is its share (ECS API, ContainerDefinition `cpu`): the task as a whole is bounded, and what its neighbours leave it may take.',
  ),
  says(
    'target/default-resources',
    'info',
    'a container says how much cpu and memory it requests and may use',
    'One without bounds can starve its neighbours, so it gets defaults: charts have them as values, Amazon ECS counts them for the size of the task.',
  ),
  says(
    'target/host-path',
    'warning',
    'a container mounts nothing of the machine',
    'Who can write to the machine can take it over, and the data stays behind when the pod moves. The Pod Security levels `baseline` and `restricted` refuse such pods.',
  ),
  says(
    'target/host-port',
    'warning',
    'a container takes no port of the machine',
    'Only one copy fits on a machine, and the Pod Security levels `baseline` and `restricted` refuse such pods.',
  ),
  says(
    'target/needs-privileged',
    'error',
    'what shows its mounts to the machine is privileged',
    'The API server refuses `Bidirectional` mounts of other containers (Kubernetes API, VolumeMount `mountPropagation`).',
  ),
  says(
    'target/no-tcp-hook',
    'warning',
    'hooks around the start and stop of a container run a command or make an HTTP request',
    'Kubernetes takes `tcpSocket` there and fails at run time (Kubernetes API, LifecycleHandler): after the start that would end the container each time.',
  ),
  says(
    'target/privilege-escalation',
    'warning',
    'a process gains no more rights than its parent',
    'A setuid program in the image could otherwise become root. The Pod Security level `restricted` refuses such pods.',
  ),
  says(
    'target/privileged',
    'warning',
    'a container is not privileged',
    'A privileged one has all rights of the machine. The Pod Security levels `baseline` and `restricted` refuse such pods.',
  ),
  says(
    'target/runs-as-root',
    'warning',
    'a container runs as a user other than root',
    'User 10001 runs it where nothing is said. Root in a container is one fault of the kernel away from root of the machine, and the Pod Security level `restricted` refuses it.',
  ),
  says(
    'target/unconfined',
    'warning',
    'seccomp and AppArmor limit the system calls and files of a container',
    'The profile of the container runtime counts where nothing is said. The Pod Security levels `baseline` and `restricted` refuse pods without one.',
  ),
  says(
    'target/unknown-field',
    'error',
    'a variable takes a field of the pod that Kubernetes offers',
    'The API server refuses other paths (Kubernetes, downward API).',
  ),
  says(
    'target/writable-root',
    'warning',
    'a container writes to volumes alone',
    'The root file system is read-only where nothing is said, so that nobody can change the program. Scratch storage (`volumeMounts.emptyDir`) is there for what has to be written.',
  ),
]
