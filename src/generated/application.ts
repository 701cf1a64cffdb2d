/* Generated from schema/application.schema.json by `npm run generate`. Do not edit. */

/**
 * One part of the application; `type` says what it is.
 */
export type Component =
  | WasmComponent
  | ActorComponent
  | CapabilityComponent
  | WebserviceComponent
  | WorkerComponent
  | TaskComponent
  | CronTaskComponent
  | DaemonComponent
  | StatefulsetComponent
  | SpinComponent
  | K8SObjectsComponent
/**
 * Something added to a component; `type` says what.
 */
export type Trait =
  | LinkTrait
  | SpreadscalerTrait
  | DaemonscalerTrait
  | ScalerTrait
  | AutoscalerTrait
  | HpaTrait
  | CpuscalerTrait
  | GatewayTrait
  | IngressTrait
  | ExposeTrait
  | SidecarTrait
  | InitContainerTrait
  | StorageTrait
  | EnvTrait
  | LabelsTrait
  | AnnotationsTrait
  | ResourceTrait
  | CommandTrait
  | ContainerImageTrait
  | ContainerPortsTrait
  | StartupProbeTrait
  | LifecycleTrait
  | HostaliasTrait
  | ServiceAccountTrait
  | SecuritycontextTrait
  | PodsecuritycontextTrait
  | AffinityTrait
  | TopologyspreadconstraintsTrait
  | K8SUpdateStrategyTrait
  | PvcTrait
  | ServiceBindingTrait
  | ConfigmapTrait
  | NodeAffinityTrait
  | JsonMergePatchTrait
  | RuntimeTrait
  | CustomTrait

/**
 * An application of the lattice: its components, how they scale, what they are linked to.
 */
export interface Application {
  /**
   * Version of the Open Application Model that the manifest is written in (wadm).
   */
  apiVersion: string
  /**
   * Kind of the document (wadm).
   */
  kind: string
  /**
   * Name, annotations and labels of the application (wadm).
   */
  metadata: Metadata
  /**
   * Components and policies of the application (wadm).
   */
  spec: ApplicationSpec
  /**
   * State that a cluster writes beside the manifest; mc does nothing with it and reports it (KubeVela).
   */
  status?: unknown
}
/**
 * Name, annotations and labels of the application.
 */
export interface Metadata {
  /**
   * Name of the application, unique in its lattice (wadm).
   */
  name: string
  /**
   * Notes on the application, of which `version`, `description` and `experimental.wasmcloud.dev/shared` have a meaning (wadm).
   */
  annotations?: {[key: string]: string}
  /**
   * Labels of the application, to select it by and to carry over to what is rendered (wadm).
   */
  labels?: {[key: string]: string}
  /**
   * Namespace that the application is put into, on platforms that have namespaces (Kubernetes).
   */
  namespace?: string
}
/**
 * Components of the application, and the policies they use.
 */
export interface ApplicationSpec {
  /**
   * What the application is made of (wadm).
   */
  components: Component[]
  /**
   * Policies of the application; a secrets policy says which backend keeps the secrets (wadm).
   */
  policies?: Policy[]
  /**
   * Steps of a KubeVela workflow, which mc does not run and reports (KubeVela).
   */
  workflow?: unknown
}
/**
 * A wasmCloud WebAssembly component.
 */
export interface WasmComponent {
  /**
   * Name of the component, unique in the application (wadm).
   */
  name: string
  /**
   * A wasmCloud WebAssembly component (wadm).
   */
  type: 'component'
  /**
   * Image or application, identifier, configuration and secrets (wadm).
   */
  properties: WasmProperties
  /**
   * Traits add scale, links, routes and the like to the component (wadm).
   */
  traits?: Trait[] | null
  /**
   * Names of components of this application that must run before this one (KubeVela).
   */
  dependsOn?: string[]
  /**
   * Values taken from other components by a KubeVela workflow; mc does nothing with it and reports it (KubeVela).
   */
  inputs?: unknown
  /**
   * Values given to other components by a KubeVela workflow; mc does nothing with it and reports it (KubeVela).
   */
  outputs?: unknown
  /**
   * Name of a KubeVela component revision; mc does nothing with it and reports it (KubeVela).
   */
  externalRevision?: unknown
  /**
   * Key of a KubeVela replication policy; mc does nothing with it and reports it (KubeVela).
   */
  replicaKey?: unknown
  /**
   * OAM scopes of older versions; mc does nothing with it and reports it (KubeVela).
   */
  scopes?: unknown
}
/**
 * What a WebAssembly component or capability provider is, and its configuration.
 */
export interface WasmProperties {
  /**
   * Reference of the OCI artifact, or a `file://` URL (wadm).
   */
  image?: string | null
  /**
   * A component of another, shared application that is used in place of an image (wadm).
   */
  application?: ApplicationReference
  /**
   * Identifier of the component in the lattice; by default it is made of the names of the application and the component (wadm).
   */
  id?: string
  /**
   * Named configuration given to the component at run time (wadm).
   */
  config?: ConfigProperty[]
  /**
   * Secrets given to the component at run time (wadm).
   */
  secrets?: SecretProperty[]
}
/**
 * A component of another application of the lattice.
 */
export interface ApplicationReference {
  /**
   * Name of the other application, which must be shared (wadm).
   */
  name: string
  /**
   * Name of the component in that application, which must be of the same type (wadm).
   */
  component: string
}
/**
 * Named configuration: its values, or only its name where somebody else keeps them in the lattice.
 */
export interface ConfigProperty {
  /**
   * Name of the configuration (wadm).
   */
  name: string
  /**
   * Values of the configuration, all of them text; without this key the configuration of that name must exist in the lattice already (wadm).
   */
  properties?: {
    [k: string]: string
  }
}
/**
 * A secret by reference: never its value.
 */
export interface SecretProperty {
  /**
   * Name by which the component asks for the secret (wadm).
   */
  name: string
  /**
   * Where the secret is kept (wadm).
   */
  properties: SecretSource
}
/**
 * Where a secret is kept.
 */
export interface SecretSource {
  /**
   * Name of the secrets policy of this application that names the backend (wadm).
   */
  policy: string
  /**
   * Key of the secret in the backend (wadm).
   */
  key: string
  /**
   * Field of the secret, where the backend keeps several under one key (wadm).
   */
  field?: string
  /**
   * Version of the secret; by default the backend's newest (wadm).
   */
  version?: string
}
/**
 * Links this component to another one, which it then may call.
 */
export interface LinkTrait {
  /**
   * Links this component to another one, which it then may call (wadm).
   */
  type: 'link'
  /**
   * Parameters of the trait (wadm).
   */
  properties: LinkProperties
}
/**
 * A link from the component that carries the trait, the source, to the target.
 */
export interface LinkProperties {
  /**
   * The component that is called, and its configuration for this link (wadm).
   */
  target: string | LinkTarget
  /**
   * WIT namespace of the interfaces; needed where either side is a WebAssembly component or provider (wadm).
   */
  namespace?: string
  /**
   * WIT package of the interfaces; needed where either side is a WebAssembly component or provider (wadm).
   */
  package?: string
  /**
   * WIT interfaces that are called; needed where either side is a WebAssembly component or provider (wadm).
   */
  interfaces?: string[]
  /**
   * Configuration of this component for the link (wadm).
   */
  source?: LinkSource
  /**
   * Name of the link, which tells links of the same interfaces apart (wadm).
   */
  name?: string
  /**
   * @deprecated
   * Old form of `source.config`, left aside where `source` is there (wadm).
   */
  source_config?: ConfigProperty[]
  /**
   * @deprecated
   * Old form of `target.config`, left aside unless `target` is a string (wadm).
   */
  target_config?: ConfigProperty[]
}
/**
 * The component that is called.
 */
export interface LinkTarget {
  /**
   * Name of the target, a component of this application (wadm).
   */
  name: string
  /**
   * Number or name of the port of a container that is meant; needed where it has several, unless the link has the name of one (mc).
   */
  port?: number | string
  /**
   * Named configuration for this side of the link (wadm).
   */
  config?: ConfigProperty[]
  /**
   * Secrets for this side of the link (wadm).
   */
  secrets?: SecretProperty[]
}
/**
 * What the calling component is given for a link.
 */
export interface LinkSource {
  /**
   * Named configuration for this side of the link (wadm).
   */
  config?: ConfigProperty[]
  /**
   * Secrets for this side of the link (wadm).
   */
  secrets?: SecretProperty[]
}
/**
 * Runs a number of instances, spread over the hosts by weight.
 */
export interface SpreadscalerTrait {
  /**
   * Runs a number of instances, spread over the hosts by weight (wadm).
   */
  type: 'spreadscaler'
  /**
   * Parameters of the trait (wadm).
   */
  properties: SpreadscalerProperties
}
/**
 * How many instances run, and where.
 */
export interface SpreadscalerProperties {
  /**
   * Number of instances; for `daemonscaler` the number on each eligible host (wadm).
   */
  instances?: number
  /**
   * @deprecated
   * Old name of `instances` (wadm).
   */
  replicas?: number
  /**
   * Groups of hosts that share the instances; without this key any host will do (wadm).
   */
  spread?: Spread[]
}
/**
 * A group of hosts and its part of the instances.
 */
export interface Spread {
  /**
   * Name of the group (wadm).
   */
  name: string
  /**
   * Labels that a host must carry to belong to the group (wadm).
   */
  requirements?: {
    [k: string]: string
  }
  /**
   * Part of the instances, in proportion to the sum of all weights (wadm).
   */
  weight?: number
}
/**
 * Runs a number of instances on every eligible host.
 */
export interface DaemonscalerTrait {
  /**
   * Runs a number of instances on every eligible host (wadm).
   */
  type: 'daemonscaler'
  /**
   * Parameters of the trait (wadm).
   */
  properties: SpreadscalerProperties
}
/**
 * Runs a fixed number of replicas.
 */
export interface ScalerTrait {
  /**
   * Runs a fixed number of replicas (KubeVela).
   */
  type: 'scaler'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties?: ScalerProperties
}
/**
 * A fixed number of replicas.
 */
export interface ScalerProperties {
  /**
   * Number of replicas (KubeVela).
   */
  replicas?: number
}
/**
 * Runs as many replicas as the load needs, within bounds.
 */
export interface AutoscalerTrait {
  /**
   * Runs as many replicas as the load needs, within bounds (mc).
   */
  type: 'autoscaler'
  /**
   * Parameters of the trait (mc).
   */
  properties?: AutoscalerProperties
}
/**
 * Bounds and goals of scaling by load; a goal that is absent plays no part.
 */
export interface AutoscalerProperties {
  /**
   * Least number of replicas (mc).
   */
  min?: number
  /**
   * Greatest number of replicas (mc).
   */
  max?: number
  /**
   * Mean use of CPU that is aimed at, in percent of what is requested (mc).
   */
  cpu?: number
  /**
   * Mean use of memory that is aimed at, in percent of what is requested (mc).
   */
  memory?: number
  /**
   * Number of requests at once per replica that is aimed at (mc).
   */
  concurrency?: number
}
/**
 * Runs as many replicas as CPU, memory or metrics of the application need.
 */
export interface HpaTrait {
  /**
   * Runs as many replicas as CPU, memory or metrics of the application need (KubeVela).
   */
  type: 'hpa'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties?: HpaProperties
}
/**
 * Bounds and goals of a HorizontalPodAutoscaler.
 */
export interface HpaProperties {
  /**
   * Least number of replicas (KubeVela).
   */
  min?: number
  /**
   * Greatest number of replicas (KubeVela).
   */
  max?: number
  /**
   * API version of the object that is scaled; mc finds it from the type of the component (KubeVela).
   */
  targetAPIVersion?: string
  /**
   * Kind of the object that is scaled; mc finds it from the type of the component (KubeVela).
   */
  targetKind?: string
  /**
   * Goal for the use of CPU (KubeVela).
   */
  cpu?: HpaMetric
  /**
   * Goal for the use of memory; absent, it plays no part (KubeVela).
   */
  mem?: HpaMetric
  /**
   * Goals for metrics of the application (KubeVela).
   */
  podCustomMetrics?: HpaPodMetric[]
}
/**
 * A goal for the use of CPU or memory.
 */
export interface HpaMetric {
  /**
   * What the value counts (KubeVela).
   */
  type?: 'Utilization' | 'AverageValue'
  /**
   * The goal (KubeVela).
   */
  value?: number
}
/**
 * A goal for a metric of the application.
 */
export interface HpaPodMetric {
  /**
   * Name of the metric (KubeVela).
   */
  name: string
  /**
   * Mean per replica that is aimed at (KubeVela).
   */
  value: string
}
/**
 * Runs as many replicas as CPU needs.
 */
export interface CpuscalerTrait {
  /**
   * Runs as many replicas as CPU needs (KubeVela).
   */
  type: 'cpuscaler'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties?: CpuscalerProperties
}
/**
 * Bounds and goal of scaling by CPU.
 */
export interface CpuscalerProperties {
  /**
   * Least number of replicas (KubeVela).
   */
  min?: number
  /**
   * Greatest number of replicas (KubeVela).
   */
  max?: number
  /**
   * Mean use of CPU that is aimed at, in percent of what is requested (KubeVela).
   */
  cpuUtil?: number
  /**
   * API version of the object that is scaled; mc finds it from the type of the component (KubeVela).
   */
  targetAPIVersion?: string
  /**
   * Kind of the object that is scaled; mc finds it from the type of the component (KubeVela).
   */
  targetKind?: string
}
/**
 * Routes requests from outside to the component, by host and path.
 */
export interface GatewayTrait {
  /**
   * Routes requests from outside to the component, by host and path (KubeVela).
   */
  type: 'gateway'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties: GatewayProperties
}
/**
 * Routes from outside to ports of the component.
 */
export interface GatewayProperties {
  /**
   * Host of the requests; by default any (KubeVela).
   */
  domain?: string
  /**
   * Ports of the container by the path of the request (KubeVela).
   */
  http: {
    [k: string]: number
  }
  /**
   * How paths are compared (KubeVela).
   */
  pathType?: 'ImplementationSpecific' | 'Prefix' | 'Exact'
  /**
   * What takes the place of the matched prefix of the path before the request reaches the container (mc).
   */
  rewrite?: string
  /**
   * Name of the secret with the TLS certificate and key (KubeVela).
   */
  secretName?: string
  /**
   * Class of ingress (KubeVela).
   */
  class?: string
  /**
   * Names the class in the object's `ingressClassName`, not in an annotation (KubeVela).
   */
  classInSpec?: boolean
  /**
   * Host of the gateway, which is shown as the address where `domain` is absent (KubeVela).
   */
  gatewayHost?: string
  /**
   * Name that tells several gateways of one component apart (KubeVela).
   */
  name?: string
  /**
   * Annotations of the ingress (KubeVela).
   */
  annotations?: {
    [k: string]: string
  }
  /**
   * Labels of the ingress (KubeVela).
   */
  labels?: {
    [k: string]: string
  }
  /**
   * Name of a service that exists and is used in place of a new one (KubeVela).
   */
  existingServiceName?: string
}
/**
 * @deprecated
 * Routes requests from outside to the component, by the old name of `gateway`.
 */
export interface IngressTrait {
  /**
   * Routes requests from outside to the component, by the old name of `gateway` (KubeVela).
   */
  type: 'ingress'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties: GatewayProperties
}
/**
 * Puts a service in front of ports of the component.
 */
export interface ExposeTrait {
  /**
   * Puts a service in front of ports of the component (KubeVela).
   */
  type: 'expose'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties?: ExposeProperties
}
/**
 * A service in front of ports of the component.
 */
export interface ExposeProperties {
  /**
   * Ports of the service (KubeVela).
   */
  ports?: ExposePort[]
  /**
   * @deprecated
   * Old form of `ports` with numbers (KubeVela).
   */
  port?: number[]
  /**
   * Kind of service (KubeVela).
   */
  type?: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName'
  /**
   * Annotations of the service (KubeVela).
   */
  annotations?: {
    [k: string]: string
  }
  /**
   * Labels that select what the service stands for; by default those of the component (KubeVela).
   */
  matchLabels?: {
    [k: string]: string
  }
  /**
   * @deprecated
   * Belongs to the `gateway` trait; KubeVela drops it here without a word, and mc reports it (KubeVela).
   */
  http?: {
    [k: string]: number
  }
}
/**
 * A port of a service.
 */
export interface ExposePort {
  /**
   * Port of the service and of the container (KubeVela).
   */
  port: number
  /**
   * Name of the port; by default `port-<port>` (KubeVela).
   */
  name?: string
  /**
   * Protocol of the port (KubeVela).
   */
  protocol?: 'TCP' | 'UDP' | 'SCTP'
  /**
   * Port of every machine, where the kind of service is `NodePort` (KubeVela).
   */
  nodePort?: number
}
/**
 * Runs a second container beside that of the component.
 */
export interface SidecarTrait {
  /**
   * Runs a second container beside that of the component (KubeVela).
   */
  type: 'sidecar'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties: SidecarProperties
}
/**
 * A second container beside that of the component.
 */
export interface SidecarProperties {
  /**
   * Name of the container (KubeVela).
   */
  name: string
  /**
   * Image of the container (KubeVela).
   */
  image: string
  /**
   * Command that replaces the entry point of the image (KubeVela).
   */
  cmd?: string[]
  /**
   * Arguments of the command or of the entry point of the image (KubeVela).
   */
  args?: string[]
  /**
   * Environment variables of the container (KubeVela).
   */
  env?: EnvVar[]
  /**
   * Volumes of the component that are mounted here too (KubeVela).
   */
  volumes?: SidecarVolume[]
  /**
   * Check that restarts the container where it fails (KubeVela).
   */
  livenessProbe?: HealthProbe
  /**
   * Check that keeps requests away from the container while it fails (KubeVela).
   */
  readinessProbe?: HealthProbe
}
/**
 * One environment variable.
 */
export interface EnvVar {
  /**
   * Name of the variable (KubeVela).
   */
  name: string
  /**
   * Value of the variable, as text (KubeVela).
   */
  value?: string
  /**
   * Where the value comes from, in place of `value` (KubeVela).
   */
  valueFrom?: EnvVarSource
}
/**
 * Where the value of an environment variable comes from: exactly one of its keys.
 */
export interface EnvVarSource {
  /**
   * A key of a secret (KubeVela).
   */
  secretKeyRef?: SecretKeySelector
  /**
   * A key of named configuration (KubeVela).
   */
  configMapKeyRef?: ConfigMapKeySelector
  /**
   * A field of what runs, such as its name or address (Kubernetes).
   */
  fieldRef?: FieldSelector
}
/**
 * A key of a secret.
 */
export interface SecretKeySelector {
  /**
   * Name of the secret (KubeVela).
   */
  name: string
  /**
   * Key in the secret (KubeVela).
   */
  key: string
}
/**
 * A key of named configuration.
 */
export interface ConfigMapKeySelector {
  /**
   * Name of the configuration (KubeVela).
   */
  name: string
  /**
   * Key in the configuration (KubeVela).
   */
  key: string
}
/**
 * A field of what runs.
 */
export interface FieldSelector {
  /**
   * Path of the field (Kubernetes).
   */
  fieldPath: string
}
/**
 * A volume of the component, mounted into a sidecar.
 */
export interface SidecarVolume {
  /**
   * Name of the volume (KubeVela).
   */
  name: string
  /**
   * Path in the sidecar (KubeVela).
   */
  path: string
}
/**
 * A check on the container: exactly one of `exec`, `httpGet`, `tcpSocket` and `grpc`, and when it is made.
 */
export interface HealthProbe {
  /**
   * Runs a command in the container, which succeeds with exit code 0 (KubeVela).
   */
  exec?: ExecAction
  /**
   * Makes a request, which succeeds with a status from 200 to 399 (KubeVela).
   */
  httpGet?: HttpGetAction
  /**
   * Opens a connection (KubeVela).
   */
  tcpSocket?: TcpSocketAction
  /**
   * Asks the gRPC health service (Kubernetes).
   */
  grpc?: GrpcAction
  /**
   * Seconds after the start of the container before the first check (KubeVela).
   */
  initialDelaySeconds?: number
  /**
   * Seconds from one check to the next (KubeVela).
   */
  periodSeconds?: number
  /**
   * Seconds after which a check counts as failed (KubeVela).
   */
  timeoutSeconds?: number
  /**
   * Successes in a row that make up for a failure (KubeVela).
   */
  successThreshold?: number
  /**
   * Failures in a row that count (KubeVela).
   */
  failureThreshold?: number
  /**
   * Seconds between the signal to stop and the kill after a failed check (Kubernetes).
   */
  terminationGracePeriodSeconds?: number
}
/**
 * A command in the container.
 */
export interface ExecAction {
  /**
   * The command and its arguments, without a shell (KubeVela).
   */
  command: string[]
}
/**
 * An HTTP request to the container.
 */
export interface HttpGetAction {
  /**
   * Path of the request (KubeVela).
   */
  path?: string
  /**
   * Number or name of the port of the container (KubeVela).
   */
  port: number | string
  /**
   * Host of the request; by default the address of the container (KubeVela).
   */
  host?: string
  /**
   * Scheme of the request (KubeVela).
   */
  scheme?: 'HTTP' | 'HTTPS'
  /**
   * Headers of the request (KubeVela).
   */
  httpHeaders?: HttpHeader[]
}
/**
 * One header of a request.
 */
export interface HttpHeader {
  /**
   * Name of the header (KubeVela).
   */
  name: string
  /**
   * Value of the header (KubeVela).
   */
  value: string
}
/**
 * A connection to the container.
 */
export interface TcpSocketAction {
  /**
   * Number or name of the port of the container (KubeVela).
   */
  port: number | string
  /**
   * Host that is connected to; by default the address of the container (KubeVela).
   */
  host?: string
}
/**
 * A question to the gRPC health service of the container.
 */
export interface GrpcAction {
  /**
   * Number of the port of the container (Kubernetes).
   */
  port: number
  /**
   * Name of the service that is asked for; by default the server as a whole (Kubernetes).
   */
  service?: string
}
/**
 * Runs a container to its end before that of the component starts.
 */
export interface InitContainerTrait {
  /**
   * Runs a container to its end before that of the component starts (KubeVela).
   */
  type: 'init-container'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties: InitContainerProperties
}
/**
 * A container that runs to its end before that of the component, and shares a directory with it.
 */
export interface InitContainerProperties {
  /**
   * Name of the container (KubeVela).
   */
  name: string
  /**
   * Image of the container (KubeVela).
   */
  image: string
  /**
   * When the image is pulled (KubeVela).
   */
  imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never'
  /**
   * Command that replaces the entry point of the image (KubeVela).
   */
  cmd?: string[]
  /**
   * Arguments of the command or of the entry point of the image (KubeVela).
   */
  args?: string[]
  /**
   * Environment variables of the container (KubeVela).
   */
  env?: EnvVar[]
  /**
   * Name of the shared directory (KubeVela).
   */
  mountName?: string
  /**
   * Path of the shared directory in the container of the component (KubeVela).
   */
  appMountPath: string
  /**
   * Path of the shared directory in this container (KubeVela).
   */
  initMountPath: string
  /**
   * Volumes of the component that are mounted here too (KubeVela).
   */
  extraVolumeMounts?: ExtraVolumeMount[]
  /**
   * @deprecated
   * Misunderstanding of `cmd` that KubeVela drops without a word; mc reports it (KubeVela).
   */
  command?: string[]
}
/**
 * A volume of the component, mounted into an init container.
 */
export interface ExtraVolumeMount {
  /**
   * Name of the volume (KubeVela).
   */
  name: string
  /**
   * Path in the init container (KubeVela).
   */
  mountPath: string
}
/**
 * Makes storage, configuration and secrets, and mounts them into the component.
 */
export interface StorageTrait {
  /**
   * Makes storage, configuration and secrets, and mounts them into the component (KubeVela).
   */
  type: 'storage'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties?: StorageProperties
}
/**
 * Storage, configuration and secrets that are made for the component and mounted into it.
 */
export interface StorageProperties {
  /**
   * Persistent storage (KubeVela).
   */
  pvc?: PvcStorage[]
  /**
   * Configuration (KubeVela).
   */
  configMap?: ConfigMapStorage[]
  /**
   * Secrets (KubeVela).
   */
  secret?: SecretStorage[]
  /**
   * Empty directories that go with the container (KubeVela).
   */
  emptyDir?: EmptyDirStorage[]
  /**
   * Files and directories of the machine (KubeVela).
   */
  hostPath?: HostPathStorage[]
}
/**
 * Persistent storage of the component.
 */
export interface PvcStorage {
  /**
   * Name of the claim and of the volume (KubeVela).
   */
  name: string
  /**
   * Mounts what exists already and makes nothing (KubeVela).
   */
  mountOnly?: boolean
  /**
   * Path in the container (KubeVela).
   */
  mountPath: string
  /**
   * Path in the volume that is mounted in place of its root (KubeVela).
   */
  subPath?: string
  /**
   * How many machines may mount the storage, and how (KubeVela).
   */
  accessModes?: string[]
  /**
   * Form of the storage (KubeVela).
   */
  volumeMode?: 'Filesystem' | 'Block'
  /**
   * Name of the persistent volume that is bound (KubeVela).
   */
  volumeName?: string
  /**
   * Class of storage; by default that of the platform (KubeVela).
   */
  storageClassName?: string
  /**
   * Size of the storage (KubeVela).
   */
  resources?: PvcResources
  /**
   * Object that the storage is filled from at first (KubeVela).
   */
  dataSource?: PvcDataSource
  /**
   * Object of any kind that the storage is filled from at first (KubeVela).
   */
  dataSourceRef?: PvcDataSource
  /**
   * Labels that select the persistent volume (KubeVela).
   */
  selector?: PvcSelector
}
/**
 * Size of persistent storage.
 */
export interface PvcResources {
  /**
   * Least size (KubeVela).
   */
  requests?: StorageSize
  /**
   * Greatest size (KubeVela).
   */
  limits?: StorageSize
}
/**
 * A size of storage.
 */
export interface StorageSize {
  /**
   * The size (KubeVela).
   */
  storage: string
}
/**
 * Object that storage is filled from at first.
 */
export interface PvcDataSource {
  /**
   * Name of the object (KubeVela).
   */
  name: string
  /**
   * Kind of the object (KubeVela).
   */
  kind: string
  /**
   * API group of the object (KubeVela).
   */
  apiGroup: string
}
/**
 * Labels that select a persistent volume.
 */
export interface PvcSelector {
  /**
   * Labels with their values (KubeVela).
   */
  matchLabels?: {
    [k: string]: string
  }
  /**
   * Conditions on labels, all of which must hold; KubeVela knows a single one, without the list (KubeVela).
   */
  matchExpressions?: LabelExpression | LabelExpression[]
}
/**
 * A condition on a label.
 */
export interface LabelExpression {
  /**
   * Name of the label (Kubernetes).
   */
  key: string
  /**
   * How the label is compared with the values (Kubernetes).
   */
  operator?: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'
  /**
   * The values (Kubernetes).
   */
  values?: string[]
}
/**
 * Configuration of the component, as files, as environment variables or both.
 */
export interface ConfigMapStorage {
  /**
   * Name of the configuration (KubeVela).
   */
  name: string
  /**
   * Mounts what exists already and makes nothing (KubeVela).
   */
  mountOnly?: boolean
  /**
   * One key that becomes an environment variable (KubeVela).
   */
  mountToEnv?: ConfigMapToEnv
  /**
   * Keys that become environment variables (KubeVela).
   */
  mountToEnvs?: ConfigMapToEnv[]
  /**
   * Path in the container (KubeVela).
   */
  mountPath?: string
  /**
   * Path in the volume that is mounted in place of its root (KubeVela).
   */
  subPath?: string
  /**
   * Mode of the files as a decimal number: 420 is 0644 (KubeVela).
   */
  defaultMode?: number
  /**
   * Mounts the volume without the right to write (KubeVela).
   */
  readOnly?: boolean
  /**
   * Values of the configuration (KubeVela).
   */
  data?: {
    [k: string]: string
  }
  /**
   * Keys that become files, and their paths; by default every key is a file of its name (KubeVela).
   */
  items?: KeyToPath[]
}
/**
 * A key of configuration that becomes an environment variable.
 */
export interface ConfigMapToEnv {
  /**
   * Name of the variable (KubeVela).
   */
  envName: string
  /**
   * Key in the configuration (KubeVela).
   */
  configMapKey: string
}
/**
 * A key that becomes a file.
 */
export interface KeyToPath {
  /**
   * Key in the configuration or secret (KubeVela).
   */
  key: string
  /**
   * Path of the file below the mount (KubeVela).
   */
  path: string
  /**
   * Mode of the file as a decimal number: 511 is 0777 (KubeVela).
   */
  mode?: number
}
/**
 * A secret of the component, as files, as environment variables or both.
 */
export interface SecretStorage {
  /**
   * Name of the secret (KubeVela).
   */
  name: string
  /**
   * Mounts what exists already and makes nothing (KubeVela).
   */
  mountOnly?: boolean
  /**
   * One key that becomes an environment variable (KubeVela).
   */
  mountToEnv?: SecretToEnv
  /**
   * Keys that become environment variables (KubeVela).
   */
  mountToEnvs?: SecretToEnv[]
  /**
   * Path in the container (KubeVela).
   */
  mountPath?: string
  /**
   * Path in the volume that is mounted in place of its root (KubeVela).
   */
  subPath?: string
  /**
   * Mode of the files as a decimal number: 420 is 0644 (KubeVela).
   */
  defaultMode?: number
  /**
   * Mounts the volume without the right to write (KubeVela).
   */
  readOnly?: boolean
  /**
   * Values of the secret in clear text, which had better stay out of a manifest (KubeVela).
   */
  stringData?: {
    [k: string]: string
  }
  /**
   * Values of the secret in base64, which had better stay out of a manifest (KubeVela).
   */
  data?: {
    [k: string]: string
  }
  /**
   * Keys that become files, and their paths; by default every key is a file of its name (KubeVela).
   */
  items?: KeyToPath[]
}
/**
 * A key of a secret that becomes an environment variable.
 */
export interface SecretToEnv {
  /**
   * Name of the variable (KubeVela).
   */
  envName: string
  /**
   * Key in the secret (KubeVela).
   */
  secretKey: string
}
/**
 * An empty directory that goes with the container.
 */
export interface EmptyDirStorage {
  /**
   * Name of the volume, unique in the component (KubeVela).
   */
  name: string
  /**
   * Path in the container (KubeVela).
   */
  mountPath: string
  /**
   * Path in the volume that is mounted in place of its root (KubeVela).
   */
  subPath?: string
  /**
   * What the directory is kept in (KubeVela).
   */
  medium?: '' | 'Memory'
  /**
   * Upper bound of the size of the directory (Kubernetes).
   */
  sizeLimit?: string
}
/**
 * A file or directory of the machine.
 */
export interface HostPathStorage {
  /**
   * Name of the volume, unique in the component (KubeVela).
   */
  name: string
  /**
   * Path on the machine (KubeVela).
   */
  path: string
  /**
   * Path in the container (KubeVela).
   */
  mountPath: string
  /**
   * What must be at the path (KubeVela).
   */
  type?: 'Directory' | 'DirectoryOrCreate' | 'File' | 'FileOrCreate' | 'Socket' | 'CharDevice' | 'BlockDevice'
}
/**
 * Sets and removes environment variables of the containers.
 */
export interface EnvTrait {
  /**
   * Sets and removes environment variables of the containers (KubeVela).
   */
  type: 'env'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties?: EnvProperties
}
/**
 * Environment variables that are set and removed.
 */
export interface EnvProperties {
  /**
   * Name of the container that is meant; by default that of the component (KubeVela).
   */
  containerName?: string
  /**
   * Variables that are set, over those of the component (KubeVela).
   */
  env?: {
    [k: string]: string
  }
  /**
   * Names of variables that are removed (KubeVela).
   */
  unset?: string[]
  /**
   * Removes all variables that are not set here (KubeVela).
   */
  replace?: boolean
  /**
   * The same for several containers by name, in place of the other keys (KubeVela).
   */
  containers?: EnvPatch[]
}
/**
 * Environment variables of one container that are set and removed.
 */
export interface EnvPatch {
  /**
   * Name of the container that is meant (KubeVela).
   */
  containerName: string
  /**
   * Variables that are set, over those of the component (KubeVela).
   */
  env?: {
    [k: string]: string
  }
  /**
   * Names of variables that are removed (KubeVela).
   */
  unset?: string[]
  /**
   * Removes all variables that are not set here (KubeVela).
   */
  replace?: boolean
}
/**
 * Adds labels to what runs.
 */
export interface LabelsTrait {
  /**
   * Adds labels to what runs (KubeVela).
   */
  type: 'labels'
  /**
   * The labels; `null` removes one that the component sets (KubeVela).
   */
  properties?: {
    [k: string]: string | null
  }
}
/**
 * Adds annotations to what runs.
 */
export interface AnnotationsTrait {
  /**
   * Adds annotations to what runs (KubeVela).
   */
  type: 'annotations'
  /**
   * The annotations; `null` removes one that the component sets (KubeVela).
   */
  properties?: {
    [k: string]: string | null
  }
}
/**
 * Sets CPU and memory of the container.
 */
export interface ResourceTrait {
  /**
   * Sets CPU and memory of the container (KubeVela).
   */
  type: 'resource'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties?: ResourceProperties
}
/**
 * CPU and memory of the container: the same for request and limit, or each on its own.
 */
export interface ResourceProperties {
  /**
   * CPU for request and limit, together with `memory` and without `requests` and `limits` (KubeVela).
   */
  cpu?: string | number
  /**
   * Memory for request and limit, together with `cpu` and without `requests` and `limits` (KubeVela).
   */
  memory?: string
  /**
   * What is requested (KubeVela).
   */
  requests?: ResourceList
  /**
   * The upper bounds (KubeVela).
   */
  limits?: ResourceList
}
/**
 * An amount of CPU and memory.
 */
export interface ResourceList {
  /**
   * CPU, in cores or with `m` in thousandths (KubeVela).
   */
  cpu?: string | number
  /**
   * Memory (KubeVela).
   */
  memory?: string
}
/**
 * Sets or changes the command and arguments of the containers.
 */
export interface CommandTrait {
  /**
   * Sets or changes the command and arguments of the containers (KubeVela).
   */
  type: 'command'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties?: CommandProperties
}
/**
 * Command and arguments that are set or changed.
 */
export interface CommandProperties {
  /**
   * Name of the container that is meant; by default that of the component (KubeVela).
   */
  containerName?: string
  /**
   * Command in place of the present one (KubeVela).
   */
  command?: string[]
  /**
   * Arguments in place of the present ones (KubeVela).
   */
  args?: string[]
  /**
   * Arguments in addition to the present ones; not together with `args` (KubeVela).
   */
  addArgs?: string[]
  /**
   * Arguments that are removed from the present ones; not together with `args` (KubeVela).
   */
  delArgs?: string[]
  /**
   * The same for several containers by name, in place of the other keys (KubeVela).
   */
  containers?: CommandPatch[]
}
/**
 * Command and arguments of one container that are set or changed.
 */
export interface CommandPatch {
  /**
   * Name of the container that is meant (KubeVela).
   */
  containerName: string
  /**
   * Command in place of the present one (KubeVela).
   */
  command?: string[]
  /**
   * Arguments in place of the present ones (KubeVela).
   */
  args?: string[]
  /**
   * Arguments in addition to the present ones; not together with `args` (KubeVela).
   */
  addArgs?: string[]
  /**
   * Arguments that are removed from the present ones; not together with `args` (KubeVela).
   */
  delArgs?: string[]
}
/**
 * Sets the image of the containers.
 */
export interface ContainerImageTrait {
  /**
   * Sets the image of the containers (KubeVela).
   */
  type: 'container-image'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties: ContainerImageProperties
}
/**
 * Image in place of the present one.
 */
export interface ContainerImageProperties {
  /**
   * Name of the container that is meant; by default that of the component (KubeVela).
   */
  containerName?: string
  /**
   * The image (KubeVela).
   */
  image?: string
  /**
   * When the image is pulled (KubeVela).
   */
  imagePullPolicy?: '' | 'Always' | 'IfNotPresent' | 'Never'
  /**
   * The same for several containers by name, in place of the other keys (KubeVela).
   */
  containers?: ContainerImagePatch[]
}
/**
 * Image of one container in place of the present one.
 */
export interface ContainerImagePatch {
  /**
   * Name of the container that is meant (KubeVela).
   */
  containerName: string
  /**
   * The image (KubeVela).
   */
  image: string
  /**
   * When the image is pulled (KubeVela).
   */
  imagePullPolicy?: '' | 'Always' | 'IfNotPresent' | 'Never'
}
/**
 * Adds ports to the containers, on the machine too.
 */
export interface ContainerPortsTrait {
  /**
   * Adds ports to the containers, on the machine too (KubeVela).
   */
  type: 'container-ports'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties?: ContainerPortsProperties
}
/**
 * Ports in addition to the present ones.
 */
export interface ContainerPortsProperties {
  /**
   * Name of the container that is meant; by default that of the component (KubeVela).
   */
  containerName?: string
  /**
   * The ports (KubeVela).
   */
  ports?: HostPort[]
  /**
   * The same for several containers by name, in place of the other keys (KubeVela).
   */
  containers?: ContainerPortsPatch[]
}
/**
 * A port of a container, and of the machine where that is wished.
 */
export interface HostPort {
  /**
   * Port that the container listens on (KubeVela).
   */
  containerPort: number
  /**
   * Protocol of the port (KubeVela).
   */
  protocol?: 'TCP' | 'UDP' | 'SCTP'
  /**
   * Port of the machine (KubeVela).
   */
  hostPort?: number
  /**
   * Address of the machine that the port is bound to; by default all (KubeVela).
   */
  hostIP?: string
}
/**
 * Ports of one container in addition to the present ones.
 */
export interface ContainerPortsPatch {
  /**
   * Name of the container that is meant (KubeVela).
   */
  containerName: string
  /**
   * The ports (KubeVela).
   */
  ports?: HostPort[]
}
/**
 * Adds the check that holds the other checks back until it succeeds for the first time.
 */
export interface StartupProbeTrait {
  /**
   * Adds the check that holds the other checks back until it succeeds for the first time (KubeVela).
   */
  type: 'startup-probe'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties: StartupProbeProperties
}
/**
 * The check at the start.
 */
export interface StartupProbeProperties {
  /**
   * Name of the container that is meant; by default that of the component (KubeVela).
   */
  containerName?: string
  /**
   * Runs a command in the container, which succeeds with exit code 0 (KubeVela).
   */
  exec?: ExecAction
  /**
   * Makes a request, which succeeds with a status from 200 to 399 (KubeVela).
   */
  httpGet?: HttpGetAction
  /**
   * Opens a connection (KubeVela).
   */
  tcpSocket?: TcpSocketAction
  /**
   * Asks the gRPC health service (Kubernetes).
   */
  grpc?: GrpcAction
  /**
   * Seconds after the start of the container before the first check (KubeVela).
   */
  initialDelaySeconds?: number
  /**
   * Seconds from one check to the next (KubeVela).
   */
  periodSeconds?: number
  /**
   * Seconds after which a check counts as failed (KubeVela).
   */
  timeoutSeconds?: number
  /**
   * Successes in a row that make up for a failure (KubeVela).
   */
  successThreshold?: number
  /**
   * Failures in a row that count (KubeVela).
   */
  failureThreshold?: number
  /**
   * Seconds between the signal to stop and the kill after a failed check (Kubernetes).
   */
  terminationGracePeriodSeconds?: number
  /**
   * The same for several containers by name, in place of the other keys (KubeVela).
   */
  probes?: StartupProbePatch[]
}
/**
 * The check of one container at the start.
 */
export interface StartupProbePatch {
  /**
   * Name of the container that is meant (KubeVela).
   */
  containerName: string
  /**
   * Runs a command in the container, which succeeds with exit code 0 (KubeVela).
   */
  exec?: ExecAction
  /**
   * Makes a request, which succeeds with a status from 200 to 399 (KubeVela).
   */
  httpGet?: HttpGetAction
  /**
   * Opens a connection (KubeVela).
   */
  tcpSocket?: TcpSocketAction
  /**
   * Asks the gRPC health service (Kubernetes).
   */
  grpc?: GrpcAction
  /**
   * Seconds after the start of the container before the first check (KubeVela).
   */
  initialDelaySeconds?: number
  /**
   * Seconds from one check to the next (KubeVela).
   */
  periodSeconds?: number
  /**
   * Seconds after which a check counts as failed (KubeVela).
   */
  timeoutSeconds?: number
  /**
   * Successes in a row that make up for a failure (KubeVela).
   */
  successThreshold?: number
  /**
   * Failures in a row that count (KubeVela).
   */
  failureThreshold?: number
  /**
   * Seconds between the signal to stop and the kill after a failed check (Kubernetes).
   */
  terminationGracePeriodSeconds?: number
}
/**
 * Runs something after the start and before the stop of the containers.
 */
export interface LifecycleTrait {
  /**
   * Runs something after the start and before the stop of the containers (KubeVela).
   */
  type: 'lifecycle'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties?: LifecycleProperties
}
/**
 * What runs after the start and before the stop of the container.
 */
export interface LifecycleProperties {
  /**
   * Runs right after the start (KubeVela).
   */
  postStart?: LifecycleHandler
  /**
   * Runs before the signal to stop (KubeVela).
   */
  preStop?: LifecycleHandler
}
/**
 * What is done: exactly one of its keys.
 */
export interface LifecycleHandler {
  /**
   * Runs a command in the container (KubeVela).
   */
  exec?: ExecAction
  /**
   * Makes a request to the container (KubeVela).
   */
  httpGet?: HttpGetAction
  /**
   * Opens a connection to the container (KubeVela).
   */
  tcpSocket?: TcpSocketAction
}
/**
 * Adds names to the hosts file of the containers.
 */
export interface HostaliasTrait {
  /**
   * Adds names to the hosts file of the containers (KubeVela).
   */
  type: 'hostalias'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties: HostaliasProperties
}
/**
 * Names for the hosts file of the containers.
 */
export interface HostaliasProperties {
  /**
   * Names for each address (KubeVela).
   */
  hostAliases: HostAlias[]
}
/**
 * Names for an address in the hosts file.
 */
export interface HostAlias {
  /**
   * The address (KubeVela).
   */
  ip: string
  /**
   * Names for the address (KubeVela).
   */
  hostnames: string[]
}
/**
 * Runs the component under a service account, with rights of its own.
 */
export interface ServiceAccountTrait {
  /**
   * Runs the component under a service account, with rights of its own (KubeVela).
   */
  type: 'service-account'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties: ServiceAccountProperties
}
/**
 * A service account and its rights.
 */
export interface ServiceAccountProperties {
  /**
   * Name of the service account (KubeVela).
   */
  name: string
  /**
   * Makes the service account; otherwise it must exist (KubeVela).
   */
  create?: boolean
  /**
   * Rights of the service account (KubeVela).
   */
  privileges?: Privilege[]
}
/**
 * Rights on some resources.
 */
export interface Privilege {
  /**
   * What is allowed (KubeVela).
   */
  verbs: string[]
  /**
   * API groups of the resources (KubeVela).
   */
  apiGroups?: string[]
  /**
   * Kinds of resources (KubeVela).
   */
  resources?: string[]
  /**
   * Names of single resources; by default all (KubeVela).
   */
  resourceNames?: string[]
  /**
   * Paths of the API that are no resources (KubeVela).
   */
  nonResourceURLs?: string[]
  /**
   * Where the rights hold (KubeVela).
   */
  scope?: 'namespace' | 'cluster'
}
/**
 * Sets what the containers may do.
 */
export interface SecuritycontextTrait {
  /**
   * Sets what the containers may do (KubeVela).
   */
  type: 'securitycontext'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties?: SecuritycontextProperties
}
/**
 * What the container may do.
 */
export interface SecuritycontextProperties {
  /**
   * Name of the container that is meant; by default that of the component (KubeVela).
   */
  containerName?: string
  /**
   * Number of the user (KubeVela).
   */
  runAsUser?: number
  /**
   * Number of the group (KubeVela).
   */
  runAsGroup?: number
  /**
   * Refuses to start as root (KubeVela).
   */
  runAsNonRoot?: boolean
  /**
   * Mounts the image without the right to write (KubeVela).
   */
  readOnlyRootFilesystem?: boolean
  /**
   * Lets a process gain more rights than its parent (KubeVela).
   */
  allowPrivilegeEscalation?: boolean
  /**
   * Gives the container the rights of the machine (KubeVela).
   */
  privileged?: boolean
  /**
   * Linux capabilities that are added (KubeVela).
   */
  addCapabilities?: string[]
  /**
   * Linux capabilities that are taken away (KubeVela).
   */
  dropCapabilities?: string[]
  /**
   * The same for several containers by name, in place of the other keys (KubeVela).
   */
  containers?: SecuritycontextPatch[]
}
/**
 * What one container may do.
 */
export interface SecuritycontextPatch {
  /**
   * Name of the container that is meant (KubeVela).
   */
  containerName: string
  /**
   * Number of the user (KubeVela).
   */
  runAsUser?: number
  /**
   * Number of the group (KubeVela).
   */
  runAsGroup?: number
  /**
   * Refuses to start as root (KubeVela).
   */
  runAsNonRoot?: boolean
  /**
   * Mounts the image without the right to write (KubeVela).
   */
  readOnlyRootFilesystem?: boolean
  /**
   * Lets a process gain more rights than its parent (KubeVela).
   */
  allowPrivilegeEscalation?: boolean
  /**
   * Gives the container the rights of the machine (KubeVela).
   */
  privileged?: boolean
  /**
   * Linux capabilities that are added (KubeVela).
   */
  addCapabilities?: string[]
  /**
   * Linux capabilities that are taken away (KubeVela).
   */
  dropCapabilities?: string[]
}
/**
 * Sets users, groups and profiles for all containers of the component.
 */
export interface PodsecuritycontextTrait {
  /**
   * Sets users, groups and profiles for all containers of the component (KubeVela).
   */
  type: 'podsecuritycontext'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties?: PodsecuritycontextProperties
}
/**
 * Users, groups and profiles for all containers of the component.
 */
export interface PodsecuritycontextProperties {
  /**
   * Number of the user (KubeVela).
   */
  runAsUser?: number
  /**
   * Number of the group (KubeVela).
   */
  runAsGroup?: number
  /**
   * Number of the group that owns mounted volumes (KubeVela).
   */
  fsGroup?: number
  /**
   * Refuses to start as root (KubeVela).
   */
  runAsNonRoot?: boolean
  /**
   * System calls that are allowed (KubeVela).
   */
  seccompProfile?: SecurityProfile
  /**
   * AppArmor profile (KubeVela).
   */
  appArmorProfile?: SecurityProfile
}
/**
 * A seccomp or AppArmor profile.
 */
export interface SecurityProfile {
  /**
   * Which profile (KubeVela).
   */
  type: 'RuntimeDefault' | 'Unconfined' | 'Localhost'
  /**
   * Name of the profile on the machine, for `Localhost` (KubeVela).
   */
  localhostProfile?: string
}
/**
 * Sets which machines the component may and should run on.
 */
export interface AffinityTrait {
  /**
   * Sets which machines the component may and should run on (KubeVela).
   */
  type: 'affinity'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties?: AffinityProperties
}
/**
 * Machines that the component may and should run on.
 */
export interface AffinityProperties {
  /**
   * Other pods that it should be near (KubeVela).
   */
  podAffinity?: PodAffinity
  /**
   * Other pods that it should be far from (KubeVela).
   */
  podAntiAffinity?: PodAffinity
  /**
   * Machines by their labels (KubeVela).
   */
  nodeAffinity?: NodeAffinity
  /**
   * Taints of machines that it puts up with (KubeVela).
   */
  tolerations?: Toleration[]
}
/**
 * Nearness to other pods.
 */
export interface PodAffinity {
  /**
   * Terms that must hold (KubeVela).
   */
  required?: PodAffinityTerm[]
  /**
   * Terms that should hold, by weight (KubeVela).
   */
  preferred?: WeightedPodAffinityTerm[]
}
/**
 * Pods, and what counts as near them.
 */
export interface PodAffinityTerm {
  /**
   * Label of machines; those with the same value count as near (KubeVela).
   */
  topologyKey: string
  /**
   * Labels that select the pods (KubeVela).
   */
  labelSelector?: LabelSelector
  /**
   * Namespace of the pods (KubeVela).
   */
  namespace?: string
  /**
   * Namespaces of the pods; by default that of the application (KubeVela).
   */
  namespaces?: string[]
  /**
   * Labels that select the namespaces (KubeVela).
   */
  namespaceSelector?: LabelSelector
}
/**
 * Labels that select objects.
 */
export interface LabelSelector {
  /**
   * Labels with their values (Kubernetes).
   */
  matchLabels?: {
    [k: string]: string
  }
  /**
   * Conditions on labels, all of which must hold (Kubernetes).
   */
  matchExpressions?: LabelExpression[]
}
/**
 * A term with its weight.
 */
export interface WeightedPodAffinityTerm {
  /**
   * Weight of the term, from 1 to 100 (KubeVela).
   */
  weight: number
  /**
   * The term (KubeVela).
   */
  podAffinityTerm: PodAffinityTerm
}
/**
 * Machines by their labels.
 */
export interface NodeAffinity {
  /**
   * Terms of which one must hold (KubeVela).
   */
  required?: NodeSelector
  /**
   * Terms that should hold, by weight (KubeVela).
   */
  preferred?: PreferredSchedulingTerm[]
}
/**
 * Terms of which one must hold.
 */
export interface NodeSelector {
  /**
   * The terms (KubeVela).
   */
  nodeSelectorTerms: NodeSelectorTerm[]
}
/**
 * Conditions on a machine, all of which must hold.
 */
export interface NodeSelectorTerm {
  /**
   * Conditions on labels (KubeVela).
   */
  matchExpressions?: NodeSelectorRequirement[]
  /**
   * Conditions on fields (KubeVela).
   */
  matchFields?: NodeSelectorRequirement[]
}
/**
 * A condition on a label or field of a machine.
 */
export interface NodeSelectorRequirement {
  /**
   * Name of the label or field (KubeVela).
   */
  key: string
  /**
   * How it is compared with the values (KubeVela).
   */
  operator?: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist' | 'Gt' | 'Lt'
  /**
   * The values (KubeVela).
   */
  values?: string[]
}
/**
 * A term with its weight.
 */
export interface PreferredSchedulingTerm {
  /**
   * Weight of the term, from 1 to 100 (KubeVela).
   */
  weight: number
  /**
   * The term (KubeVela).
   */
  preference: NodeSelectorTerm
}
/**
 * A taint of machines that the component puts up with.
 */
export interface Toleration {
  /**
   * Key of the taint; by default any (KubeVela).
   */
  key?: string
  /**
   * How the value is compared (KubeVela).
   */
  operator?: 'Equal' | 'Exists'
  /**
   * Value of the taint (KubeVela).
   */
  value?: string
  /**
   * Effect of the taint; by default any (KubeVela).
   */
  effect?: 'NoSchedule' | 'PreferNoSchedule' | 'NoExecute'
  /**
   * Seconds for which it stays, for `NoExecute` (KubeVela).
   */
  tolerationSeconds?: number
}
/**
 * Spreads replicas evenly over zones or machines.
 */
export interface TopologyspreadconstraintsTrait {
  /**
   * Spreads replicas evenly over zones or machines (KubeVela).
   */
  type: 'topologyspreadconstraints'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties: TopologyspreadconstraintsProperties
}
/**
 * Rules for an even spread of the replicas.
 */
export interface TopologyspreadconstraintsProperties {
  /**
   * The rules (KubeVela).
   */
  constraints: TopologySpreadConstraint[]
}
/**
 * A rule for an even spread of the replicas.
 */
export interface TopologySpreadConstraint {
  /**
   * Greatest difference in the number of replicas (KubeVela).
   */
  maxSkew: number
  /**
   * Label of machines; those with the same value make one group (KubeVela).
   */
  topologyKey: string
  /**
   * What happens where the rule cannot be kept (KubeVela).
   */
  whenUnsatisfiable?: 'DoNotSchedule' | 'ScheduleAnyway'
  /**
   * Labels that select the pods that are counted (KubeVela).
   */
  labelSelector: LabelSelector
  /**
   * Least number of groups (KubeVela).
   */
  minDomains?: number
  /**
   * Labels of the pod by which the counted pods are narrowed down (KubeVela).
   */
  matchLabelKeys?: string[]
  /**
   * Whether the node affinity of the pod counts (KubeVela).
   */
  nodeAffinityPolicy?: 'Honor' | 'Ignore'
  /**
   * Whether taints of machines count (KubeVela).
   */
  nodeTaintsPolicy?: 'Honor' | 'Ignore'
}
/**
 * Sets how running replicas are replaced by new ones.
 */
export interface K8SUpdateStrategyTrait {
  /**
   * Sets how running replicas are replaced by new ones (KubeVela).
   */
  type: 'k8s-update-strategy'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties?: K8SUpdateStrategyProperties
}
/**
 * How running replicas are replaced by new ones.
 */
export interface K8SUpdateStrategyProperties {
  /**
   * API version of the object; mc finds it from the type of the component (KubeVela).
   */
  targetAPIVersion?: string
  /**
   * Kind of the object; mc finds it from the type of the component (KubeVela).
   */
  targetKind?: 'Deployment' | 'StatefulSet' | 'DaemonSet'
  /**
   * The strategy (KubeVela).
   */
  strategy?: UpdateStrategy
}
/**
 * A strategy of replacing replicas.
 */
export interface UpdateStrategy {
  /**
   * Which strategy (KubeVela).
   */
  type?: 'RollingUpdate' | 'Recreate' | 'OnDelete'
  /**
   * How many at a time, for `RollingUpdate` (KubeVela).
   */
  rollingStrategy?: RollingStrategy
}
/**
 * How many replicas are replaced at a time.
 */
export interface RollingStrategy {
  /**
   * Number or part of replicas that may run in addition (KubeVela).
   */
  maxSurge?: string | number
  /**
   * Number or part of replicas that may be missing (KubeVela).
   */
  maxUnavailable?: string | number
  /**
   * Ordinal from which replicas of a `statefulset` are replaced (KubeVela).
   */
  partition?: number
}
/**
 * @deprecated
 * Makes one claim of persistent storage, by the old form of `storage`.
 */
export interface PvcTrait {
  /**
   * Makes one claim of persistent storage, by the old form of `storage` (KubeVela).
   */
  type: 'pvc'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties: PvcProperties
}
/**
 * One claim of persistent storage, and where it is mounted.
 */
export interface PvcProperties {
  /**
   * Name of the claim (KubeVela).
   */
  claimName: string
  /**
   * How many machines may mount the storage, and how (KubeVela).
   */
  accessModes?: string[]
  /**
   * Form of the storage (KubeVela).
   */
  volumeMode?: 'Filesystem' | 'Block'
  /**
   * Name of the persistent volume that is bound (KubeVela).
   */
  volumeName?: string
  /**
   * Class of storage; by default that of the platform (KubeVela).
   */
  storageClassName?: string
  /**
   * Size of the storage (KubeVela).
   */
  resources?: PvcResources
  /**
   * Object that the storage is filled from at first (KubeVela).
   */
  dataSource?: PvcDataSource
  /**
   * Object of any kind that the storage is filled from at first (KubeVela).
   */
  dataSourceRef?: PvcDataSource
  /**
   * Labels that select the persistent volume (KubeVela).
   */
  selector?: PvcSelector
  /**
   * Where the claim is mounted (KubeVela).
   */
  volumesToMount: PvcVolumeMount[]
}
/**
 * Where a claim of persistent storage is mounted.
 */
export interface PvcVolumeMount {
  /**
   * Name of the volume, unique in the component (KubeVela).
   */
  name: string
  /**
   * Path in the container (KubeVela).
   */
  mountPath?: string
  /**
   * Path of the device in the container, where `volumeMode` is `Block` (KubeVela).
   */
  devicePath?: string
}
/**
 * Gives the main container variables from secrets.
 */
export interface ServiceBindingTrait {
  /**
   * Gives the main container variables from secrets (KubeVela).
   */
  type: 'service-binding'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties: ServiceBindingProperties
}
/**
 * Variables from secrets.
 */
export interface ServiceBindingProperties {
  /**
   * By the name of the variable, the secret that it comes from (KubeVela).
   */
  envMappings: {
    [k: string]: ServiceBinding
  }
}
/**
 * Where a variable comes from.
 */
export interface ServiceBinding {
  /**
   * Name of the secret (KubeVela).
   */
  secret: string
  /**
   * Key in the secret; by default the name of the variable (KubeVela).
   */
  key?: string
}
/**
 * Mounts configuration as files in the main container; the trait `storage` says the same and more.
 */
export interface ConfigmapTrait {
  /**
   * Mounts configuration as files in the main container; the trait `storage` says the same and more (KubeVela).
   */
  type: 'configmap'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties: ConfigmapProperties
}
/**
 * Configuration that is mounted.
 */
export interface ConfigmapProperties {
  /**
   * Each named configuration, and where it is mounted (KubeVela).
   */
  volumes: ConfigmapVolume[]
}
/**
 * Named configuration, and where it is mounted.
 */
export interface ConfigmapVolume {
  /**
   * Name of the configuration (KubeVela).
   */
  name: string
  /**
   * Where it is mounted (KubeVela).
   */
  mountPath: string
  /**
   * Whether the files cannot be changed (KubeVela).
   */
  readOnly?: boolean
  /**
   * The values; without them somebody else makes the configuration (KubeVela).
   */
  data?: {
    [k: string]: string
  }
}
/**
 * Sets by labels and taints which machines the component runs on; the trait `affinity` says more.
 */
export interface NodeAffinityTrait {
  /**
   * Sets by labels and taints which machines the component runs on; the trait `affinity` says more (KubeVela).
   */
  type: 'node-affinity'
  /**
   * Parameters of the trait (KubeVela).
   */
  properties: NodeAffinityProperties
}
/**
 * Labels and taints of machines.
 */
export interface NodeAffinityProperties {
  /**
   * By a label of the machine, the values it may have (KubeVela).
   */
  affinity?: {
    [k: string]: string[]
  }
  /**
   * By the key of a taint that keeps others away, the value that is tolerated (KubeVela).
   */
  tolerations?: {
    [k: string]: string
  }
}
/**
 * Patches the object of Kubernetes that runs the component; the trait `runtime` does so for every object and target.
 */
export interface JsonMergePatchTrait {
  /**
   * Patches the object of Kubernetes that runs the component (KubeVela).
   */
  type: 'json-merge-patch'
  /**
   * The patch (RFC 7396): objects are merged, `null` removes a key, anything else replaces (KubeVela).
   */
  properties: {
    [k: string]: unknown
  }
}
/**
 * Patches what one target writes for the component.
 */
export interface RuntimeTrait {
  /**
   * Patches what one target writes for the component (mc).
   */
  type: 'runtime'
  /**
   * Patches by the name of the target (mc).
   */
  properties: {
    [k: string]: RuntimePatch[]
  }
}
/**
 * A patch of one object that a target writes; one that matches nothing is an error.
 */
export interface RuntimePatch {
  /**
   * Kind of the object in the words of the target (mc).
   */
  kind: string
  /**
   * Name of the object; by default that of the component (mc).
   */
  name?: string
  /**
   * What is changed, as a JSON merge patch (RFC 7396): objects are merged, `null` removes a key, anything else replaces (mc).
   */
  patch: {
    [k: string]: unknown
  }
}
/**
 * A trait of any other type, which wadm accepts and which does nothing.
 */
export interface CustomTrait {
  /**
   * Any name that is none of the known ones (wadm).
   */
  type: string
  /**
   * Anything (wadm).
   */
  properties: unknown
}
/**
 * @deprecated
 * A wasmCloud WebAssembly component by its old name.
 */
export interface ActorComponent {
  /**
   * Name of the component, unique in the application (wadm).
   */
  name: string
  /**
   * @deprecated
   * Old name of `component` (wadm).
   */
  type: 'actor'
  /**
   * Image or application, identifier, configuration and secrets (wadm).
   */
  properties: WasmProperties
  /**
   * Traits add scale, links, routes and the like to the component (wadm).
   */
  traits?: Trait[] | null
  /**
   * Names of components of this application that must run before this one (KubeVela).
   */
  dependsOn?: string[]
  /**
   * Values taken from other components by a KubeVela workflow; mc does nothing with it and reports it (KubeVela).
   */
  inputs?: unknown
  /**
   * Values given to other components by a KubeVela workflow; mc does nothing with it and reports it (KubeVela).
   */
  outputs?: unknown
  /**
   * Name of a KubeVela component revision; mc does nothing with it and reports it (KubeVela).
   */
  externalRevision?: unknown
  /**
   * Key of a KubeVela replication policy; mc does nothing with it and reports it (KubeVela).
   */
  replicaKey?: unknown
  /**
   * OAM scopes of older versions; mc does nothing with it and reports it (KubeVela).
   */
  scopes?: unknown
}
/**
 * A wasmCloud capability provider.
 */
export interface CapabilityComponent {
  /**
   * Name of the component, unique in the application (wadm).
   */
  name: string
  /**
   * A wasmCloud capability provider (wadm).
   */
  type: 'capability'
  /**
   * Image or application, identifier, configuration and secrets (wadm).
   */
  properties: WasmProperties
  /**
   * Traits add scale, links, routes and the like to the component (wadm).
   */
  traits?: Trait[] | null
  /**
   * Names of components of this application that must run before this one (KubeVela).
   */
  dependsOn?: string[]
  /**
   * Values taken from other components by a KubeVela workflow; mc does nothing with it and reports it (KubeVela).
   */
  inputs?: unknown
  /**
   * Values given to other components by a KubeVela workflow; mc does nothing with it and reports it (KubeVela).
   */
  outputs?: unknown
  /**
   * Name of a KubeVela component revision; mc does nothing with it and reports it (KubeVela).
   */
  externalRevision?: unknown
  /**
   * Key of a KubeVela replication policy; mc does nothing with it and reports it (KubeVela).
   */
  replicaKey?: unknown
  /**
   * OAM scopes of older versions; mc does nothing with it and reports it (KubeVela).
   */
  scopes?: unknown
}
/**
 * A container that runs for good and serves others on its ports.
 */
export interface WebserviceComponent {
  /**
   * Name of the component, unique in the application (wadm).
   */
  name: string
  /**
   * A container that runs for good and serves others on its ports (KubeVela).
   */
  type: 'webservice'
  /**
   * What the container runs, and what it needs (KubeVela).
   */
  properties: ServiceProperties
  /**
   * Traits add scale, links, routes and the like to the component (wadm).
   */
  traits?: Trait[] | null
  /**
   * Names of components of this application that must run before this one (KubeVela).
   */
  dependsOn?: string[]
  /**
   * Values taken from other components by a KubeVela workflow; mc does nothing with it and reports it (KubeVela).
   */
  inputs?: unknown
  /**
   * Values given to other components by a KubeVela workflow; mc does nothing with it and reports it (KubeVela).
   */
  outputs?: unknown
  /**
   * Name of a KubeVela component revision; mc does nothing with it and reports it (KubeVela).
   */
  externalRevision?: unknown
  /**
   * Key of a KubeVela replication policy; mc does nothing with it and reports it (KubeVela).
   */
  replicaKey?: unknown
  /**
   * OAM scopes of older versions; mc does nothing with it and reports it (KubeVela).
   */
  scopes?: unknown
}
/**
 * A container that runs for good.
 */
export interface ServiceProperties {
  /**
   * Image of the container; beside `build` it names the image that is built (KubeVela).
   */
  image?: string
  /**
   * A component of another, shared application that is used in place of an image (wadm).
   */
  application?: ApplicationReference
  /**
   * How the image is built from source (Compose).
   */
  build?: Build
  /**
   * Command that replaces the entry point of the image (KubeVela).
   */
  cmd?: string[]
  /**
   * Arguments of the command or of the entry point of the image (KubeVela).
   */
  args?: string[]
  /**
   * Directory that the command runs in; by default the image decides (Kubernetes).
   */
  workingDir?: string
  /**
   * Environment variables of the container (KubeVela).
   */
  env?: EnvVar[]
  /**
   * CPU that is requested, in cores or with `m` in thousandths, and the limit too where `limit.cpu` is absent (KubeVela).
   */
  cpu?: string | number
  /**
   * Memory that is requested, and the limit too where `limit.memory` is absent (KubeVela).
   */
  memory?: string
  /**
   * Upper bounds of CPU and memory, where they differ from what is requested (KubeVela).
   */
  limit?: ResourceLimit
  /**
   * Number of GPUs (mc).
   */
  gpu?: number
  /**
   * Ports that the container listens on (KubeVela).
   */
  ports?: ContainerPort[]
  /**
   * @deprecated
   * Old form of `ports` with one number (KubeVela).
   */
  port?: number
  /**
   * Kind of service in front of the exposed ports (KubeVela).
   */
  exposeType?: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName'
  /**
   * Check that restarts the container where it fails (KubeVela).
   */
  livenessProbe?: HealthProbe
  /**
   * Check that keeps requests away from the container while it fails (KubeVela).
   */
  readinessProbe?: HealthProbe
  /**
   * Check that holds the other checks back until it succeeds for the first time (Kubernetes).
   */
  startupProbe?: HealthProbe
  /**
   * Storage, configuration, secrets and directories mounted into the container (KubeVela).
   */
  volumeMounts?: VolumeMounts
  /**
   * @deprecated
   * Old form of `volumeMounts` (KubeVela).
   */
  volumes?: Volume[]
  /**
   * When the image is pulled; by default the platform decides (KubeVela).
   */
  imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never'
  /**
   * Names of the secrets with which the image is pulled (KubeVela).
   */
  imagePullSecrets?: string[]
  /**
   * Names added to the hosts file of the container (KubeVela).
   */
  hostAliases?: HostAlias[]
  /**
   * Labels of what runs (KubeVela).
   */
  labels?: {
    [k: string]: string
  }
  /**
   * Annotations of what runs (KubeVela).
   */
  annotations?: {
    [k: string]: string
  }
  /**
   * Adds the version of the application as a label to what runs (KubeVela).
   */
  addRevisionLabel?: boolean
  /**
   * Seconds between the signal to stop and the kill; by default the platform decides (Kubernetes).
   */
  terminationGracePeriodSeconds?: number
  /**
   * Signal that asks the container to stop; by default the image decides (Compose).
   */
  stopSignal?: string
  /**
   * What happens to the running container when files change, for `mc dev` (Compose).
   */
  develop?: Develop
  /**
   * How the container is started with a debugger (mc).
   */
  debug?: Debug
}
/**
 * How an image is built from source, with the fields of Compose in the spelling of this language.
 */
export interface Build {
  /**
   * Directory with the sources, relative to the manifest, or the URL of a Git repository (Compose).
   */
  context?: string
  /**
   * Dockerfile, relative to the context (Compose).
   */
  dockerfile?: string
  /**
   * The Dockerfile itself, in place of a file (Compose).
   */
  dockerfileInline?: string
  /**
   * Stage of the Dockerfile that is built; by default the last (Compose).
   */
  target?: string
  /**
   * Build arguments of the Dockerfile (Compose).
   */
  args?: {
    [k: string]: string
  }
  /**
   * More directories that the Dockerfile takes from by name, each relative to the manifest; or a URL, `docker-image://<image>`, or `service:<component>` for the image of another component (Compose).
   */
  additionalContexts?: {
    [k: string]: string
  }
  /**
   * Secrets that the build may read, by reference: their values come from the environment of whoever builds, and never into the image (Compose).
   */
  secrets?: BuildSecret[]
  /**
   * Keys that the build may use for SSH: `default` for those of the SSH agent, or `<id>=<path>` (Compose).
   */
  ssh?: string[]
  /**
   * Where the build may find layers that are made already (Compose).
   */
  cacheFrom?: string[]
  /**
   * Where the build leaves its layers for others (Compose).
   */
  cacheTo?: string[]
  /**
   * Platforms that the image is built for; by default that of the builder (Compose).
   */
  platforms?: string[]
  /**
   * More names of the image (Compose).
   */
  tags?: string[]
  /**
   * Labels of the image (Compose).
   */
  labels?: {
    [k: string]: string
  }
  /**
   * Network of the containers that build, such as `host` or `none` (Compose).
   */
  network?: string
  /**
   * Host names that the containers that build know, with their addresses (Compose).
   */
  extraHosts?: {
    [k: string]: string
  }
  /**
   * Asks the registry for newer base images at every build (Compose).
   */
  pull?: boolean
  /**
   * Makes every layer anew (Compose).
   */
  noCache?: boolean
  /**
   * Stages of the Dockerfile that are made anew (Compose).
   */
  noCacheFilter?: string[]
  /**
   * Size of `/dev/shm` in the containers that build (Compose).
   */
  shmSize?: string
  /**
   * Limits of the processes that build, one number or a soft and a hard one (Compose).
   */
  ulimits?: {
    [k: string]: number | Ulimit
  }
  /**
   * Builds with all rights on the machine (Compose).
   */
  privileged?: boolean
  /**
   * Rights that the build asks of the builder (Compose).
   */
  entitlements?: string[]
  /**
   * Isolation of the containers that build, where the engine has several (Compose).
   */
  isolation?: string
  /**
   * Attests where the image comes from: yes or no, or with which detail (Compose).
   */
  provenance?: boolean | string
  /**
   * Attests what the image consists of: yes or no, or by which generator (Compose).
   */
  sbom?: boolean | string
}
/**
 * A secret that a build may read.
 */
export interface BuildSecret {
  /**
   * Name by which the Dockerfile mounts it, as in `RUN --mount=type=secret,id=npm_token` (Compose).
   */
  id: string
  /**
   * The key of a secret (KubeVela).
   */
  secretKeyRef: SecretKeySelector
}
/**
 * A soft and a hard limit of a process.
 */
export interface Ulimit {
  /**
   * Limit that the process may raise (Compose).
   */
  soft: number
  /**
   * Limit that nobody may go beyond (Compose).
   */
  hard: number
}
/**
 * Upper bounds of CPU and memory.
 */
export interface ResourceLimit {
  /**
   * Upper bound of CPU, in cores or with `m` in thousandths (KubeVela).
   */
  cpu?: string | number
  /**
   * Upper bound of memory (KubeVela).
   */
  memory?: string
}
/**
 * A port that the container listens on.
 */
export interface ContainerPort {
  /**
   * Port by which others reach the component (KubeVela).
   */
  port: number
  /**
   * Port that the container listens on; by default the same as `port` (KubeVela).
   */
  containerPort?: number
  /**
   * Name of the port; by default `port-<port>` (KubeVela).
   */
  name?: string
  /**
   * Protocol of the port (KubeVela).
   */
  protocol?: 'TCP' | 'UDP' | 'SCTP'
  /**
   * What is spoken on the port, for targets that route by it (mc).
   */
  appProtocol?: 'http' | 'http2' | 'grpc' | 'tcp'
  /**
   * Puts a service in front of the port (KubeVela).
   */
  expose?: boolean
  /**
   * Port of every machine, where the kind of service is `NodePort` (KubeVela).
   */
  nodePort?: number
}
/**
 * What is mounted into the container, by the kind of volume.
 */
export interface VolumeMounts {
  /**
   * Claims of persistent storage that exist already (KubeVela).
   */
  pvc?: PvcMount[]
  /**
   * Files from named configuration (KubeVela).
   */
  configMap?: ConfigMapMount[]
  /**
   * Files from secrets (KubeVela).
   */
  secret?: SecretMount[]
  /**
   * Empty directories that go with the container (KubeVela).
   */
  emptyDir?: EmptyDirMount[]
  /**
   * Files and directories of the machine (KubeVela).
   */
  hostPath?: HostPathMount[]
}
/**
 * A claim of persistent storage, mounted.
 */
export interface PvcMount {
  /**
   * Name of the volume, unique in the component (KubeVela).
   */
  name: string
  /**
   * Path in the container (KubeVela).
   */
  mountPath: string
  /**
   * Path in the volume that is mounted in place of its root (KubeVela).
   */
  subPath?: string
  /**
   * Mounts the volume without the right to write (Kubernetes).
   */
  readOnly?: boolean
  /**
   * Name of the persistent volume claim (KubeVela).
   */
  claimName: string
}
/**
 * Named configuration, mounted as files.
 */
export interface ConfigMapMount {
  /**
   * Name of the volume, unique in the component (KubeVela).
   */
  name: string
  /**
   * Path in the container (KubeVela).
   */
  mountPath: string
  /**
   * Path in the volume that is mounted in place of its root (KubeVela).
   */
  subPath?: string
  /**
   * Mounts the volume without the right to write (Kubernetes).
   */
  readOnly?: boolean
  /**
   * Mode of the files as a decimal number: 420 is 0644 (KubeVela).
   */
  defaultMode?: number
  /**
   * Name of the ConfigMap (KubeVela).
   */
  cmName: string
  /**
   * Keys that become files, and their paths; by default every key is a file of its name (KubeVela).
   */
  items?: KeyToPath[]
}
/**
 * A secret, mounted as files.
 */
export interface SecretMount {
  /**
   * Name of the volume, unique in the component (KubeVela).
   */
  name: string
  /**
   * Path in the container (KubeVela).
   */
  mountPath: string
  /**
   * Path in the volume that is mounted in place of its root (KubeVela).
   */
  subPath?: string
  /**
   * Mounts the volume without the right to write (Kubernetes).
   */
  readOnly?: boolean
  /**
   * Mode of the files as a decimal number: 420 is 0644 (KubeVela).
   */
  defaultMode?: number
  /**
   * Name of the secret (KubeVela).
   */
  secretName: string
  /**
   * Keys that become files, and their paths; by default every key is a file of its name (KubeVela).
   */
  items?: KeyToPath[]
}
/**
 * An empty directory that goes with the container.
 */
export interface EmptyDirMount {
  /**
   * Name of the volume, unique in the component (KubeVela).
   */
  name: string
  /**
   * Path in the container (KubeVela).
   */
  mountPath: string
  /**
   * Path in the volume that is mounted in place of its root (KubeVela).
   */
  subPath?: string
  /**
   * Mounts the volume without the right to write (Kubernetes).
   */
  readOnly?: boolean
  /**
   * What the directory is kept in (KubeVela).
   */
  medium?: '' | 'Memory'
  /**
   * Upper bound of the size of the directory (Kubernetes).
   */
  sizeLimit?: string
}
/**
 * A file or directory of the machine.
 */
export interface HostPathMount {
  /**
   * Name of the volume, unique in the component (KubeVela).
   */
  name: string
  /**
   * Path in the container (KubeVela).
   */
  mountPath: string
  /**
   * Path in the volume that is mounted in place of its root (KubeVela).
   */
  subPath?: string
  /**
   * Mounts the volume without the right to write (KubeVela).
   */
  readOnly?: boolean
  /**
   * Path on the machine (KubeVela).
   */
  path: string
  /**
   * Whether mounts made later are seen on the other side (KubeVela).
   */
  mountPropagation?: 'None' | 'HostToContainer' | 'Bidirectional'
}
/**
 * Old form of a volume, with its kind in `type`.
 */
export interface Volume {
  /**
   * Name of the volume, unique in the component (KubeVela).
   */
  name: string
  /**
   * Path in the container (KubeVela).
   */
  mountPath: string
  /**
   * Kind of volume (KubeVela).
   */
  type?: 'emptyDir' | 'pvc' | 'configMap' | 'secret'
  /**
   * Name of the persistent volume claim (KubeVela).
   */
  claimName?: string
  /**
   * Name of the ConfigMap (KubeVela).
   */
  cmName?: string
  /**
   * Name of the secret (KubeVela).
   */
  secretName?: string
  /**
   * Mode of the files as a decimal number: 420 is 0644 (KubeVela).
   */
  defaultMode?: number
  /**
   * Keys that become files, and their paths; by default every key is a file of its name (KubeVela).
   */
  items?: KeyToPath[]
  /**
   * What the directory is kept in (KubeVela).
   */
  medium?: '' | 'Memory'
}
/**
 * What happens to the running container when files change.
 */
export interface Develop {
  /**
   * Directory of the container that changed files of the build context are copied to; for `node` and `python` by default `workingDir` (mc).
   */
  sync?: string
  /**
   * Language of the sources, which tells what is built anew and what is left alone (mc).
   */
  language?: 'node' | 'python' | 'go' | 'java'
  /**
   * Who makes copied files count (mc).
   */
  reload?: 'restart' | 'self'
  /**
   * Rules, each for a path, before those that `sync` and `language` make (Compose).
   */
  watch?: WatchRule[]
}
/**
 * What to do when files below a path change.
 */
export interface WatchRule {
  /**
   * Path that is watched, relative to the manifest (Compose).
   */
  path: string
  /**
   * What to do (Compose).
   */
  action: 'sync' | 'rebuild' | 'restart' | 'sync+restart' | 'sync+exec'
  /**
   * Path in the container that the files are copied to (Compose).
   */
  target?: string
  /**
   * Patterns of files that are left out, relative to the path (Compose).
   */
  ignore?: string[]
  /**
   * Patterns of files that alone are watched, relative to the path (Compose).
   */
  include?: string[]
  /**
   * Copies all files once at the start (Compose).
   */
  initialSync?: boolean
  /**
   * Command that runs in the container after the copy, for `sync+exec` (Compose).
   */
  exec?: WatchExec
}
/**
 * A command that runs in the container after files were copied.
 */
export interface WatchExec {
  /**
   * The command and its arguments (Compose).
   */
  command: string[]
  /**
   * User that the command runs as; by default that of the container (Compose).
   */
  user?: string
  /**
   * Directory that the command runs in; by default that of the container (Compose).
   */
  workingDir?: string
  /**
   * Environment variables of the command (Compose).
   */
  environment?: {
    [k: string]: string
  }
}
/**
 * How a container is started with a debugger.
 */
export interface Debug {
  /**
   * Debugger of a language, with its usual port (mc).
   */
  preset?: 'node' | 'python' | 'java' | 'go'
  /**
   * Port that the debugger listens on; by default that of the preset (mc).
   */
  port?: number
  /**
   * Command in place of the usual one; its arguments stay (mc).
   */
  cmd?: string[]
  /**
   * Environment variables in addition; options of a preset are added at the end of `NODE_OPTIONS` and `JAVA_TOOL_OPTIONS` (mc).
   */
  env?: {
    [k: string]: string
  }
}
/**
 * A container that runs for good and serves nobody.
 */
export interface WorkerComponent {
  /**
   * Name of the component, unique in the application (wadm).
   */
  name: string
  /**
   * A container that runs for good and serves nobody (KubeVela).
   */
  type: 'worker'
  /**
   * What the container runs, and what it needs (KubeVela).
   */
  properties: ServiceProperties
  /**
   * Traits add scale, links, routes and the like to the component (wadm).
   */
  traits?: Trait[] | null
  /**
   * Names of components of this application that must run before this one (KubeVela).
   */
  dependsOn?: string[]
  /**
   * Values taken from other components by a KubeVela workflow; mc does nothing with it and reports it (KubeVela).
   */
  inputs?: unknown
  /**
   * Values given to other components by a KubeVela workflow; mc does nothing with it and reports it (KubeVela).
   */
  outputs?: unknown
  /**
   * Name of a KubeVela component revision; mc does nothing with it and reports it (KubeVela).
   */
  externalRevision?: unknown
  /**
   * Key of a KubeVela replication policy; mc does nothing with it and reports it (KubeVela).
   */
  replicaKey?: unknown
  /**
   * OAM scopes of older versions; mc does nothing with it and reports it (KubeVela).
   */
  scopes?: unknown
}
/**
 * A container that runs once to its end.
 */
export interface TaskComponent {
  /**
   * Name of the component, unique in the application (wadm).
   */
  name: string
  /**
   * A container that runs once to its end (KubeVela).
   */
  type: 'task'
  /**
   * What the container runs, and what it needs (KubeVela).
   */
  properties: TaskProperties
  /**
   * Traits add scale, links, routes and the like to the component (wadm).
   */
  traits?: Trait[] | null
  /**
   * Names of components of this application that must run before this one (KubeVela).
   */
  dependsOn?: string[]
  /**
   * Values taken from other components by a KubeVela workflow; mc does nothing with it and reports it (KubeVela).
   */
  inputs?: unknown
  /**
   * Values given to other components by a KubeVela workflow; mc does nothing with it and reports it (KubeVela).
   */
  outputs?: unknown
  /**
   * Name of a KubeVela component revision; mc does nothing with it and reports it (KubeVela).
   */
  externalRevision?: unknown
  /**
   * Key of a KubeVela replication policy; mc does nothing with it and reports it (KubeVela).
   */
  replicaKey?: unknown
  /**
   * OAM scopes of older versions; mc does nothing with it and reports it (KubeVela).
   */
  scopes?: unknown
}
/**
 * A container that runs once to its end.
 */
export interface TaskProperties {
  /**
   * Image of the container; beside `build` it names the image that is built (KubeVela).
   */
  image?: string
  /**
   * A component of another, shared application that is used in place of an image (wadm).
   */
  application?: ApplicationReference
  /**
   * How the image is built from source (Compose).
   */
  build?: Build
  /**
   * Command that replaces the entry point of the image (KubeVela).
   */
  cmd?: string[]
  /**
   * Arguments of the command or of the entry point of the image (KubeVela).
   */
  args?: string[]
  /**
   * Directory that the command runs in; by default the image decides (Kubernetes).
   */
  workingDir?: string
  /**
   * Environment variables of the container (KubeVela).
   */
  env?: EnvVar[]
  /**
   * CPU that is requested, in cores or with `m` in thousandths, and the limit too where `limit.cpu` is absent (KubeVela).
   */
  cpu?: string | number
  /**
   * Memory that is requested, and the limit too where `limit.memory` is absent (KubeVela).
   */
  memory?: string
  /**
   * Upper bounds of CPU and memory, where they differ from what is requested (KubeVela).
   */
  limit?: ResourceLimit
  /**
   * Number of GPUs (mc).
   */
  gpu?: number
  /**
   * Ports that the container listens on (KubeVela).
   */
  ports?: ContainerPort[]
  /**
   * @deprecated
   * Old form of `ports` with one number (KubeVela).
   */
  port?: number
  /**
   * Kind of service in front of the exposed ports (KubeVela).
   */
  exposeType?: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName'
  /**
   * Check that restarts the container where it fails (KubeVela).
   */
  livenessProbe?: HealthProbe
  /**
   * Check that keeps requests away from the container while it fails (KubeVela).
   */
  readinessProbe?: HealthProbe
  /**
   * Check that holds the other checks back until it succeeds for the first time (Kubernetes).
   */
  startupProbe?: HealthProbe
  /**
   * Storage, configuration, secrets and directories mounted into the container (KubeVela).
   */
  volumeMounts?: VolumeMounts
  /**
   * @deprecated
   * Old form of `volumeMounts` (KubeVela).
   */
  volumes?: Volume[]
  /**
   * When the image is pulled; by default the platform decides (KubeVela).
   */
  imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never'
  /**
   * Names of the secrets with which the image is pulled (KubeVela).
   */
  imagePullSecrets?: string[]
  /**
   * Names added to the hosts file of the container (KubeVela).
   */
  hostAliases?: HostAlias[]
  /**
   * Labels of what runs (KubeVela).
   */
  labels?: {
    [k: string]: string
  }
  /**
   * Annotations of what runs (KubeVela).
   */
  annotations?: {
    [k: string]: string
  }
  /**
   * Adds the version of the application as a label to what runs (KubeVela).
   */
  addRevisionLabel?: boolean
  /**
   * Seconds between the signal to stop and the kill; by default the platform decides (Kubernetes).
   */
  terminationGracePeriodSeconds?: number
  /**
   * Signal that asks the container to stop; by default the image decides (Compose).
   */
  stopSignal?: string
  /**
   * What happens to the running container when files change, for `mc dev` (Compose).
   */
  develop?: Develop
  /**
   * How the container is started with a debugger (mc).
   */
  debug?: Debug
  /**
   * Number of runs that go on in parallel (KubeVela).
   */
  count?: number
  /**
   * Whether a failed container is started again in place (KubeVela).
   */
  restart?: 'Never' | 'OnFailure'
  /**
   * Number of retries before the task counts as failed (Kubernetes).
   */
  backoffLimit?: number
  /**
   * Seconds after which a run is ended (Kubernetes).
   */
  activeDeadlineSeconds?: number
  /**
   * Seconds for which a finished run is kept (Kubernetes).
   */
  ttlSecondsAfterFinished?: number
}
/**
 * A container that runs to its end at set times.
 */
export interface CronTaskComponent {
  /**
   * Name of the component, unique in the application (wadm).
   */
  name: string
  /**
   * A container that runs to its end at set times (KubeVela).
   */
  type: 'cron-task'
  /**
   * What the container runs, and what it needs (KubeVela).
   */
  properties: CronTaskProperties
  /**
   * Traits add scale, links, routes and the like to the component (wadm).
   */
  traits?: Trait[] | null
  /**
   * Names of components of this application that must run before this one (KubeVela).
   */
  dependsOn?: string[]
  /**
   * Values taken from other components by a KubeVela workflow; mc does nothing with it and reports it (KubeVela).
   */
  inputs?: unknown
  /**
   * Values given to other components by a KubeVela workflow; mc does nothing with it and reports it (KubeVela).
   */
  outputs?: unknown
  /**
   * Name of a KubeVela component revision; mc does nothing with it and reports it (KubeVela).
   */
  externalRevision?: unknown
  /**
   * Key of a KubeVela replication policy; mc does nothing with it and reports it (KubeVela).
   */
  replicaKey?: unknown
  /**
   * OAM scopes of older versions; mc does nothing with it and reports it (KubeVela).
   */
  scopes?: unknown
}
/**
 * A container that runs to its end at set times.
 */
export interface CronTaskProperties {
  /**
   * When it runs, as five fields of cron (KubeVela).
   */
  schedule: string
  /**
   * Time zone of the schedule, by its name in the tz database; by default that of the platform (Kubernetes).
   */
  timeZone?: string
  /**
   * Stops further runs until it is false again (KubeVela).
   */
  suspend?: boolean
  /**
   * What happens when a run is due while another goes on (KubeVela).
   */
  concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace'
  /**
   * Seconds by which a missed run may start late (KubeVela).
   */
  startingDeadlineSeconds?: number
  /**
   * Number of successful runs that are kept (KubeVela).
   */
  successfulJobsHistoryLimit?: number
  /**
   * Number of failed runs that are kept (KubeVela).
   */
  failedJobsHistoryLimit?: number
  /**
   * Image of the container; beside `build` it names the image that is built (KubeVela).
   */
  image?: string
  /**
   * A component of another, shared application that is used in place of an image (wadm).
   */
  application?: ApplicationReference
  /**
   * How the image is built from source (Compose).
   */
  build?: Build
  /**
   * Command that replaces the entry point of the image (KubeVela).
   */
  cmd?: string[]
  /**
   * Arguments of the command or of the entry point of the image (KubeVela).
   */
  args?: string[]
  /**
   * Directory that the command runs in; by default the image decides (Kubernetes).
   */
  workingDir?: string
  /**
   * Environment variables of the container (KubeVela).
   */
  env?: EnvVar[]
  /**
   * CPU that is requested, in cores or with `m` in thousandths, and the limit too where `limit.cpu` is absent (KubeVela).
   */
  cpu?: string | number
  /**
   * Memory that is requested, and the limit too where `limit.memory` is absent (KubeVela).
   */
  memory?: string
  /**
   * Upper bounds of CPU and memory, where they differ from what is requested (KubeVela).
   */
  limit?: ResourceLimit
  /**
   * Number of GPUs (mc).
   */
  gpu?: number
  /**
   * Ports that the container listens on (KubeVela).
   */
  ports?: ContainerPort[]
  /**
   * @deprecated
   * Old form of `ports` with one number (KubeVela).
   */
  port?: number
  /**
   * Kind of service in front of the exposed ports (KubeVela).
   */
  exposeType?: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName'
  /**
   * Check that restarts the container where it fails (KubeVela).
   */
  livenessProbe?: HealthProbe
  /**
   * Check that keeps requests away from the container while it fails (KubeVela).
   */
  readinessProbe?: HealthProbe
  /**
   * Check that holds the other checks back until it succeeds for the first time (Kubernetes).
   */
  startupProbe?: HealthProbe
  /**
   * Storage, configuration, secrets and directories mounted into the container (KubeVela).
   */
  volumeMounts?: VolumeMounts
  /**
   * @deprecated
   * Old form of `volumeMounts` (KubeVela).
   */
  volumes?: Volume[]
  /**
   * When the image is pulled; by default the platform decides (KubeVela).
   */
  imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never'
  /**
   * Names of the secrets with which the image is pulled (KubeVela).
   */
  imagePullSecrets?: string[]
  /**
   * Names added to the hosts file of the container (KubeVela).
   */
  hostAliases?: HostAlias[]
  /**
   * Labels of what runs (KubeVela).
   */
  labels?: {
    [k: string]: string
  }
  /**
   * Annotations of what runs (KubeVela).
   */
  annotations?: {
    [k: string]: string
  }
  /**
   * Adds the version of the application as a label to what runs (KubeVela).
   */
  addRevisionLabel?: boolean
  /**
   * Seconds between the signal to stop and the kill; by default the platform decides (Kubernetes).
   */
  terminationGracePeriodSeconds?: number
  /**
   * Signal that asks the container to stop; by default the image decides (Compose).
   */
  stopSignal?: string
  /**
   * What happens to the running container when files change, for `mc dev` (Compose).
   */
  develop?: Develop
  /**
   * How the container is started with a debugger (mc).
   */
  debug?: Debug
  /**
   * Number of runs that go on in parallel (KubeVela).
   */
  count?: number
  /**
   * Whether a failed container is started again in place (KubeVela).
   */
  restart?: 'Never' | 'OnFailure'
  /**
   * Number of retries before the task counts as failed (KubeVela).
   */
  backoffLimit?: number
  /**
   * Seconds after which a run is ended (KubeVela).
   */
  activeDeadlineSeconds?: number
  /**
   * Seconds for which a finished run is kept (KubeVela).
   */
  ttlSecondsAfterFinished?: number
}
/**
 * A container that runs once on every machine.
 */
export interface DaemonComponent {
  /**
   * Name of the component, unique in the application (wadm).
   */
  name: string
  /**
   * A container that runs once on every machine (KubeVela).
   */
  type: 'daemon'
  /**
   * What the container runs, and what it needs (KubeVela).
   */
  properties: ServiceProperties
  /**
   * Traits add scale, links, routes and the like to the component (wadm).
   */
  traits?: Trait[] | null
  /**
   * Names of components of this application that must run before this one (KubeVela).
   */
  dependsOn?: string[]
  /**
   * Values taken from other components by a KubeVela workflow; mc does nothing with it and reports it (KubeVela).
   */
  inputs?: unknown
  /**
   * Values given to other components by a KubeVela workflow; mc does nothing with it and reports it (KubeVela).
   */
  outputs?: unknown
  /**
   * Name of a KubeVela component revision; mc does nothing with it and reports it (KubeVela).
   */
  externalRevision?: unknown
  /**
   * Key of a KubeVela replication policy; mc does nothing with it and reports it (KubeVela).
   */
  replicaKey?: unknown
  /**
   * OAM scopes of older versions; mc does nothing with it and reports it (KubeVela).
   */
  scopes?: unknown
}
/**
 * A container whose replicas keep their names and storage.
 */
export interface StatefulsetComponent {
  /**
   * Name of the component, unique in the application (wadm).
   */
  name: string
  /**
   * A container whose replicas keep their names and storage (KubeVela).
   */
  type: 'statefulset'
  /**
   * What the container runs, and what it needs (KubeVela).
   */
  properties: ServiceProperties
  /**
   * Traits add scale, links, routes and the like to the component (wadm).
   */
  traits?: Trait[] | null
  /**
   * Names of components of this application that must run before this one (KubeVela).
   */
  dependsOn?: string[]
  /**
   * Values taken from other components by a KubeVela workflow; mc does nothing with it and reports it (KubeVela).
   */
  inputs?: unknown
  /**
   * Values given to other components by a KubeVela workflow; mc does nothing with it and reports it (KubeVela).
   */
  outputs?: unknown
  /**
   * Name of a KubeVela component revision; mc does nothing with it and reports it (KubeVela).
   */
  externalRevision?: unknown
  /**
   * Key of a KubeVela replication policy; mc does nothing with it and reports it (KubeVela).
   */
  replicaKey?: unknown
  /**
   * OAM scopes of older versions; mc does nothing with it and reports it (KubeVela).
   */
  scopes?: unknown
}
/**
 * A Spin application, packaged as an OCI artifact.
 */
export interface SpinComponent {
  /**
   * Name of the component, unique in the application (wadm).
   */
  name: string
  /**
   * A Spin application (mc).
   */
  type: 'spin'
  /**
   * The Spin application, its variables and its runtime configuration (mc).
   */
  properties: SpinProperties
  /**
   * Traits add scale, links, routes and the like to the component (wadm).
   */
  traits?: Trait[] | null
  /**
   * Names of components of this application that must run before this one (KubeVela).
   */
  dependsOn?: string[]
  /**
   * Values taken from other components by a KubeVela workflow; mc does nothing with it and reports it (KubeVela).
   */
  inputs?: unknown
  /**
   * Values given to other components by a KubeVela workflow; mc does nothing with it and reports it (KubeVela).
   */
  outputs?: unknown
  /**
   * Name of a KubeVela component revision; mc does nothing with it and reports it (KubeVela).
   */
  externalRevision?: unknown
  /**
   * Key of a KubeVela replication policy; mc does nothing with it and reports it (KubeVela).
   */
  replicaKey?: unknown
  /**
   * OAM scopes of older versions; mc does nothing with it and reports it (KubeVela).
   */
  scopes?: unknown
}
/**
 * A Spin application, its variables and its runtime configuration.
 */
export interface SpinProperties {
  /**
   * Reference of the OCI artifact (SpinKube).
   */
  image?: string
  /**
   * A component of another, shared application that is used in place of an image (wadm).
   */
  application?: ApplicationReference
  /**
   * Values of the variables that the Spin application declares (SpinKube).
   */
  variables?: SpinVariable[]
  /**
   * What starts the Spin application, as its `spin.toml` says; mc needs to know it to make services and to check the lattice (mc).
   */
  triggers?: SpinTrigger[]
  /**
   * Components of the Spin application that run; by default all of them (SpinKube).
   */
  components?: string[]
  /**
   * Stores, databases and models that the runtime offers to the Spin application (SpinKube).
   */
  runtimeConfig?: SpinRuntimeConfig
  /**
   * CPU that is requested, in cores or with `m` in thousandths, and the limit too where `limit.cpu` is absent (KubeVela).
   */
  cpu?: string | number
  /**
   * Memory that is requested, and the limit too where `limit.memory` is absent (KubeVela).
   */
  memory?: string
  /**
   * Upper bounds of CPU and memory, where they differ from what is requested (KubeVela).
   */
  limit?: ResourceLimit
  /**
   * Names of the secrets with which the artifact is pulled (SpinKube).
   */
  imagePullSecrets?: string[]
  /**
   * Check that restarts the application where it fails (SpinKube).
   */
  livenessProbe?: SpinProbe
  /**
   * Check that keeps requests away from the application while it fails (SpinKube).
   */
  readinessProbe?: SpinProbe
}
/**
 * The value of one Spin variable.
 */
export interface SpinVariable {
  /**
   * Name of the variable (SpinKube).
   */
  name: string
  /**
   * Value of the variable, as text (SpinKube).
   */
  value?: string
  /**
   * Where the value comes from, in place of `value` (SpinKube).
   */
  valueFrom?: SpinValueSource
}
/**
 * Where a value comes from: exactly one of its keys.
 */
export interface SpinValueSource {
  /**
   * A key of a secret (KubeVela).
   */
  secretKeyRef?: SecretKeySelector
  /**
   * A key of named configuration (KubeVela).
   */
  configMapKeyRef?: ConfigMapKeySelector
}
/**
 * What starts a Spin application, and what it listens to.
 */
export interface SpinTrigger {
  /**
   * Kind of trigger (Spin).
   */
  type: 'http' | 'redis' | 'mqtt' | 'sqs' | 'command'
  /**
   * Address of the server, for `redis` and `mqtt` (Spin).
   */
  address?: string
  /**
   * Channel that is read, for `redis` (Spin).
   */
  channel?: string
  /**
   * Topic that is read, for `mqtt` (Spin).
   */
  topic?: string
  /**
   * Quality of service, for `mqtt`: 0 at most once, 1 at least once, 2 exactly once (Spin).
   */
  qos?: number
  /**
   * URL of the queue, for `sqs` (Spin).
   */
  queueUrl?: string
  /**
   * Arguments of the run, for `command` (mc).
   */
  cmd?: string[]
}
/**
 * What the runtime offers to a Spin application.
 */
export interface SpinRuntimeConfig {
  /**
   * Name of a secret that holds the whole configuration as TOML under the key `runtime-config.toml`, in place of the other keys (SpinKube).
   */
  loadFromSecret?: string
  /**
   * Key-value stores (SpinKube).
   */
  keyValueStores?: SpinStore[]
  /**
   * SQLite databases (SpinKube).
   */
  sqliteDatabases?: SpinStore[]
  /**
   * Where models run (SpinKube).
   */
  llmCompute?: SpinLlmCompute
}
/**
 * A key-value store or database under a label.
 */
export interface SpinStore {
  /**
   * Label by which the Spin application asks for it (SpinKube).
   */
  name: string
  /**
   * Kind of backend (SpinKube).
   */
  type: string
  /**
   * Options of the backend (SpinKube).
   */
  options?: SpinOption[]
}
/**
 * One option of a backend.
 */
export interface SpinOption {
  /**
   * Name of the option (SpinKube).
   */
  name: string
  /**
   * Value of the option; `${target.<link>.url}`, `.host` and `.port` stand for the address that a link of this component leads to (SpinKube).
   */
  value?: string
  /**
   * Where the value comes from, in place of `value` (SpinKube).
   */
  valueFrom?: SpinValueSource
}
/**
 * Where models run.
 */
export interface SpinLlmCompute {
  /**
   * Kind of backend (SpinKube).
   */
  type: string
  /**
   * Options of the backend (SpinKube).
   */
  options?: SpinOption[]
}
/**
 * A check on a Spin application.
 */
export interface SpinProbe {
  /**
   * The request that is made (SpinKube).
   */
  httpGet: SpinHttpGetAction
  /**
   * Seconds after the start before the first check (SpinKube).
   */
  initialDelaySeconds?: number
  /**
   * Seconds from one check to the next (SpinKube).
   */
  periodSeconds?: number
  /**
   * Seconds after which a check counts as failed (SpinKube).
   */
  timeoutSeconds?: number
  /**
   * Successes in a row that make up for a failure (SpinKube).
   */
  successThreshold?: number
  /**
   * Failures in a row that count (SpinKube).
   */
  failureThreshold?: number
}
/**
 * A request to a Spin application.
 */
export interface SpinHttpGetAction {
  /**
   * Path of the request (SpinKube).
   */
  path: string
  /**
   * Headers of the request (SpinKube).
   */
  httpHeaders?: HttpHeader[]
}
/**
 * Objects of Kubernetes, written as they are.
 */
export interface K8SObjectsComponent {
  /**
   * Name of the component, unique in the application (wadm).
   */
  name: string
  /**
   * Objects of Kubernetes, written as they are (KubeVela).
   */
  type: 'k8s-objects'
  /**
   * The objects (KubeVela).
   */
  properties: K8SObjectsProperties
  /**
   * Traits add scale, links, routes and the like to the component (wadm).
   */
  traits?: Trait[] | null
  /**
   * Names of components of this application that must run before this one (KubeVela).
   */
  dependsOn?: string[]
  /**
   * Values taken from other components by a KubeVela workflow; mc does nothing with it and reports it (KubeVela).
   */
  inputs?: unknown
  /**
   * Values given to other components by a KubeVela workflow; mc does nothing with it and reports it (KubeVela).
   */
  outputs?: unknown
  /**
   * Name of a KubeVela component revision; mc does nothing with it and reports it (KubeVela).
   */
  externalRevision?: unknown
  /**
   * Key of a KubeVela replication policy; mc does nothing with it and reports it (KubeVela).
   */
  replicaKey?: unknown
  /**
   * OAM scopes of older versions; mc does nothing with it and reports it (KubeVela).
   */
  scopes?: unknown
}
/**
 * Objects of Kubernetes.
 */
export interface K8SObjectsProperties {
  /**
   * The objects, each with `apiVersion`, `kind` and whatever else its kind has (KubeVela).
   */
  objects: KubernetesObject[]
}
/**
 * An object of Kubernetes; a name that is absent is the component’s.
 */
export interface KubernetesObject {
  /**
   * Group and version of the kind (Kubernetes).
   */
  apiVersion: string
  /**
   * Kind of the object (Kubernetes).
   */
  kind: string
  /**
   * Name, labels and annotations of the object; a name that is absent is the component’s (Kubernetes).
   */
  metadata?: {
    [k: string]: unknown
  }
  [k: string]: unknown
}
/**
 * A policy that components refer to by its name.
 */
export interface Policy {
  /**
   * Name of the policy, unique in the application (wadm); KubeVela allows it to be absent.
   */
  name?: string
  /**
   * Kind of policy; mc acts on `policy.secret.wasmcloud.dev/v1alpha1` (wadm).
   */
  type: string
  /**
   * Parameters of the policy; a secrets policy must have `backend` (wadm).
   */
  properties?: {[key: string]: unknown} | null
}
