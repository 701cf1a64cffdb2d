import type { Feature } from '../../src/plan/features.js'
import type { Capability } from '../target.js'

const native = (note: string): Capability => ({ support: 'native', note })
const emulated = (note: string): Capability => ({ support: 'emulated', note })
const partial = (note: string): Capability => ({ support: 'partial', note })
const refused = (note: string): Capability => ({ support: 'refused', note })

/** What Amazon ECS makes of each feature of the language. */
export const capabilities: Readonly<Record<Feature, Capability>> = {
  image: native('`image`'),
  build: partial(
    'the published image of `mc.images.json`; without a record the name that it will have, in the registry of the option `registry`',
  ),
  command: native('`entryPoint`'),
  args: native('`command`'),
  'working-dir': native('`workingDirectory`'),
  env: native('`environment`'),
  'env-secret': native('`secrets`: a field of a secret of Secrets Manager, or a parameter of SSM'),
  'env-config': native('the value where a manifest has it, else `secrets` with a parameter of SSM'),
  'env-field': partial(
    'labels, annotations, the names of namespace and account; what is known at run time only a program asks the task metadata endpoint for',
  ),
  link: native(
    'name and port of a Service Connect endpoint, as environment; what runs to its end finds the tasks by DNS; security groups let through what is linked, and nothing else',
  ),
  port: native('`portMappings`'),
  udp: native('`protocol` of the port mapping; links over UDP are refused'),
  sctp: refused('ECS has TCP and UDP'),
  'app-protocol': native('`appProtocol`'),
  expose: native('an endpoint of Service Connect'),
  'expose-type': native('a target group of a Network Load Balancer for each exposed port'),
  'node-port': refused('a task of Fargate has an address of its own; with `launch-type=EC2` a `hostPort` on the bridge of the machine'),
  'exec-probe': native('`healthCheck`; with other probes or thresholds, by a script in the container'),
  'http-probe': emulated(
    '`healthCheck` by a script that needs nothing of the image; over HTTPS the refusal of a server that wants newer TLS counts as a success, which a warning says',
  ),
  'tcp-probe': emulated('`healthCheck` by a script that needs nothing of the image'),
  'grpc-probe': emulated('`healthCheck` by a script that needs nothing of the image'),
  'liveness-probe': native('`healthCheck`: a service replaces the task; a sidecar is ended, and started again'),
  'readiness-probe': emulated(
    'the health check succeeds once it does, 300 seconds after the start at the latest; after that the load balancer of a route asks, and nobody else; a command alone is the health check itself, which replaces the task',
  ),
  'startup-probe': emulated('the health check asks it first; `startPeriod` of at most 300 seconds'),
  'success-threshold': emulated('the health check counts'),
  cpu: native(
    'cpu of the task: the least size of Fargate that holds the requests of all containers; of each its share. A limit above the request has no effect',
  ),
  memory: native(
    'memory of the task: the least size of Fargate that holds the limits of all containers; `memory` and `memoryReservation` of each',
  ),
  gpu: refused('Fargate has none; with `launch-type=EC2` a resource requirement'),
  replicas: native('`desiredCount`'),
  'autoscale-cpu': native('target tracking of Application Auto Scaling, in percent of what the whole task has'),
  'autoscale-memory': native('target tracking of Application Auto Scaling, in percent of what the whole task has'),
  'autoscale-concurrency': partial('requests in a minute to each copy, as an Application Load Balancer counts them'),
  'autoscale-custom': partial('metrics of CloudWatch alone, where the option `metric-namespace` says in which namespace they are'),
  sidecar: native('a container that is not essential, started before the main one and again when it ends'),
  'init-container': native('a container that is not essential, on whose `SUCCESS` the next depends'),
  'volume-claim': native('an EFS file system, or an access point of one (option `claims`), by its id'),
  'volume-claim-settings': partial('EFS has no size, class or device; `ReadOnlyMany` is read-only, and every task may mount it'),
  'volume-empty': native('a volume of the task, writable for all; `tmpfs` where the medium is memory'),
  'volume-size': partial('the limit holds for scratch storage in memory; on disk all volumes of the task share its storage'),
  'volume-config': emulated('a container that runs first writes the files into a volume; what no manifest carries is a parameter of SSM'),
  'volume-secret': emulated(
    'a container that runs first writes the files into a volume, from a secret of Secrets Manager or a parameter of SSM',
  ),
  'file-mode': emulated('set by the container that writes the files'),
  'volume-host': refused('Fargate has no machines; with `launch-type=EC2` a bind mount'),
  'volume-host-type': refused('Fargate has no machines; with `launch-type=EC2` nothing checks what the path is, which a warning says'),
  'sub-path': emulated('a volume of its own; of a claim a folder that must exist, or an access point'),
  route: native('target groups of an Application Load Balancer, and its listener rules by host and path'),
  'route-tls': emulated('a listener of HTTPS; the certificate is one of AWS Certificate Manager'),
  'route-rewrite': native('a transform of the listener rule (`url-rewrite`)'),
  'route-class': partial('one load balancer serves all classes; annotations for the controller of an Ingress have no effect'),
  labels: native('tags of the task definition; what no tag can hold, `dockerLabels`'),
  annotations: native('`dockerLabels`'),
  'image-pull-policy': partial('Fargate pulls the image for each task; elsewhere the agent of the machine decides'),
  'image-pull-secret': native('`repositoryCredentials`: a secret of Secrets Manager'),
  'host-alias': partial('a task has no entries of its own; let a private hosted zone of Route 53 lead the name to the address'),
  lifecycle: partial('ECS runs nothing around the start and stop of a container'),
  'lifecycle-request': partial('ECS asks nothing around the start and stop of a container'),
  'stop-signal': partial('the signal is that of the image (`STOPSIGNAL`)'),
  'grace-period': native('`stopTimeout` of each container, 2 to 120 seconds on Fargate'),
  'security-context': partial(
    '`user`, `readonlyRootFilesystem`, capabilities; on Fargate setuid stays possible, and no capability is added but SYS_PTRACE',
  ),
  'run-as-non-root': partial('certain where the manifest names the user; nothing checks that of the image'),
  'pod-security-context': partial('`user` of all containers; volumes have the group, processes do not'),
  'service-account': native('`taskRoleArn`: the ARN that the name is, or that of a variable; rights of Kubernetes are none of IAM'),
  affinity: partial(
    'Fargate chooses machines itself; with `launch-type=EC2` required labels of machines and copies apart are placement constraints',
  ),
  'topology-spread': partial(
    'Fargate spreads tasks over the zones of their subnets; with `launch-type=EC2` a placement strategy, without bounds',
  ),
  'update-strategy': native('`minimumHealthyPercent` and `maximumPercent`, of the number of copies'),
  daemon: refused('Fargate has no machines; with `launch-type=EC2` a service with the strategy DAEMON'),
  stateful: emulated('a service of which one copy ends before its successor starts; copies have no names of their own'),
  task: emulated('`deploy.sh` runs it in its wave (RunTask), waits, and starts it again where it fails'),
  'task-limits': partial('`deploy.sh` ends what takes too long, as long as it waits for it; nobody ends runs by the clock'),
  cron: native('a schedule of EventBridge Scheduler'),
  ordering: emulated('`deploy.sh` waits for each wave until it is stable; what stands in a circle is deployed a second time'),
  develop: partial('`mc dev` does it under Compose; nothing on ECS follows sources'),
  debug: partial('`mc dev` does it under Compose; with `exec=enabled`, `aws ecs execute-command` opens a shell in a container'),
  runtime: native(
    'a JSON merge patch of a `TaskDefinition`, `ContainerDefinition`, `Service`, `RunTask`, `Schedule`, `ScalableTarget` or `ScalingPolicy`, in the words of the AWS API',
  ),
  wasm: emulated(
    'services for NATS with JetStream, wadm and wasmCloud hosts; a task of each application hands its manifest to wadm and ends when it is deployed',
  ),
  'wasm-spread': emulated('hosts for each set of requirements, which carry its labels; wadm divides the instances'),
  'wasm-daemon': emulated('hosts for each set of requirements; with `daemon-hosts=daemon` one on every EC2 machine'),
  'wasm-link': emulated('wadm makes it'),
  'wasm-config': emulated('wadm stores it'),
  'wasm-secret': partial('no secrets backend runs beside wasmCloud; option `secrets-topic` names the NATS topic of one that you run'),
  'wasm-container-link': emulated(
    'containers reach a component at the hosts of its HTTP server; components get the Service Connect name of a container by configuration',
  ),
  spin: emulated('the Spin CLI in a container'),
  'spin-variable': emulated('`SPIN_VARIABLE_<NAME>`'),
  'spin-secret': emulated('`SPIN_VARIABLE_<NAME>`, from the secret'),
  'spin-trigger': partial('the application itself says what it waits for; variables that it names there have their values'),
  'spin-component': emulated('`--component-id`'),
  'spin-runtime-config': emulated('a file that the Spin CLI reads; one with secrets is written before it starts'),
  objects: partial('they are left out: they mean nothing to ECS'),
  namespace: partial('all applications share one namespace of Cloud Map; names begin with that of the application'),
  'application-metadata': native('tags of task definitions, services and tasks; what no tag can hold is a label of the containers'),
}
