import type { Id } from '../lattice/lattice.js'
import type { WorkloadBase } from './plan.js'

/** How a container runs: `service` has ports and runs for good, `worker` runs for good, `daemon` once per machine, `stateful` with stable names and storage, `task` to its end, `cron` by the clock. */
export type Work = 'service' | 'worker' | 'daemon' | 'stateful' | 'task' | 'cron'

/** A container and what runs with it. */
export interface ContainerWorkload extends WorkloadBase {
  readonly kind: 'container'
  readonly work: Work
  readonly main: Container
  /** Run beside the main container, share its network and live as long as it. */
  readonly sidecars: readonly Container[]
  /** Run before the main container, one after the other, each to its end. */
  readonly initContainers: readonly Container[]
  readonly volumes: readonly Volume[]
  /** Absent for `daemon`; for `task` and `cron` the number of parallel runs. */
  readonly replicas?: number
  readonly scale?: Scale
  readonly schedule?: Schedule
  readonly task?: TaskPolicy
  readonly routes: readonly Route[]
  readonly exposure?: Exposure
  readonly hostAliases: readonly { readonly ip: string; readonly hostnames: readonly string[] }[]
  readonly terminationGracePeriod?: number
  readonly imagePullSecrets: readonly string[]
  readonly serviceAccount?: { readonly name: string; readonly create?: boolean; readonly privileges?: unknown }
  readonly podSecurity?: Readonly<Record<string, unknown>>
  readonly updateStrategy?: Readonly<Record<string, unknown>>
  readonly affinity?: Readonly<Record<string, unknown>>
  readonly topologySpread?: readonly Readonly<Record<string, unknown>>[]
}

/** A container: the main one of a workload, a sidecar, or one that runs before (KubeVela webservice, sidecar, init-container). */
export interface Container {
  readonly name: string
  /** Absent where only `build` is given: targets then name the image `<application>-<component>`. */
  readonly image?: string
  readonly build?: Build
  readonly imagePullPolicy?: 'Always' | 'Never' | 'IfNotPresent'
  /** Replaces the image's entry point. */
  readonly command?: readonly string[]
  readonly args?: readonly string[]
  readonly workingDir?: string
  readonly stopSignal?: string
  readonly env: readonly Env[]
  readonly ports: readonly Port[]
  readonly resources: Resources
  readonly livenessProbe?: Probe
  readonly readinessProbe?: Probe
  readonly startupProbe?: Probe
  readonly mounts: readonly Mount[]
  readonly lifecycle?: Readonly<Record<string, unknown>>
  readonly security?: Security
  readonly develop?: { readonly watch: readonly Watch[] }
  readonly debug?: Debug
}

/** How an image is built from sources (Compose Build Specification); `shmSize` in MiB. */
export interface Build {
  /** Relative to the manifest, or a URL. */
  readonly context: string
  readonly dockerfile?: string
  readonly dockerfileInline?: string
  readonly target?: string
  readonly args: Readonly<Record<string, string>>
  readonly additionalContexts?: Readonly<Record<string, string>>
  readonly secrets?: readonly { readonly id: string; readonly secret: { readonly name: string; readonly key: string } }[]
  readonly ssh?: readonly string[]
  readonly cacheFrom?: readonly string[]
  readonly cacheTo?: readonly string[]
  readonly platforms?: readonly string[]
  readonly tags?: readonly string[]
  readonly labels?: Readonly<Record<string, string>>
  readonly network?: string
  readonly extraHosts?: Readonly<Record<string, string>>
  readonly pull?: boolean
  readonly noCache?: boolean
  readonly noCacheFilter?: readonly string[]
  readonly shmSize?: number
  readonly ulimits?: Readonly<Record<string, number | { readonly soft: number; readonly hard: number }>>
  readonly privileged?: boolean
  readonly entitlements?: readonly string[]
  readonly isolation?: string
  readonly provenance?: boolean | string
  readonly sbom?: boolean | string
}

/** How a container is started with a debugger. */
export interface Debug {
  readonly port: number
  /** In place of the container's own. */
  readonly command?: readonly string[]
  /** In place of the container's own. */
  readonly args?: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Words for the end of variables that the container may have already, each after a space. */
  readonly append: Readonly<Record<string, string>>
}

/** Exactly one of `value`, `parts`, `secret`, `config`, `field` is there. */
export interface Env {
  readonly name: string
  readonly value?: string
  /** A value with addresses in it that only a target knows. */
  readonly parts?: readonly Part[]
  readonly secret?: { readonly name: string; readonly key: string }
  /** A key of named configuration; `value` too where the manifest carries the data. */
  readonly config?: { readonly name: string; readonly key: string; readonly value?: string }
  /** Kubernetes downward API path. */
  readonly field?: string
}

/** A piece of a value: text, or the address of a workload. `port` is the port of the target's container; a target that puts a service in front of it looks up the port that it has there. */
export type Part =
  | { readonly text: string }
  | { readonly address: 'host' | 'port' | 'url'; readonly to: Id; readonly port?: number; readonly scheme: string }

/** A port that a container listens on, and how it is reached (KubeVela webservice, `ports`). */
export interface Port {
  readonly name: string
  /** Where the container listens. */
  readonly containerPort: number
  /** The port of the service in front of it. */
  readonly port: number
  readonly protocol: 'TCP' | 'UDP' | 'SCTP'
  readonly appProtocol?: 'http' | 'http2' | 'grpc' | 'tcp'
  /** Reachable by others than the containers beside it. */
  readonly expose: boolean
  readonly nodePort?: number
  readonly hostPort?: number
  /** Address of the machine that `hostPort` is bound to. */
  readonly hostIP?: string
}

/** What a container requests and may use at most: cpu in millicores, memory in MiB (exact, so that there may be a fraction), gpus as a number. */
export interface Resources {
  readonly cpu?: { readonly request?: number; readonly limit?: number }
  readonly memory?: { readonly request?: number; readonly limit?: number }
  readonly gpu?: number
}

/** A check on a container: exactly one of `exec`, `http`, `tcp`, `grpc`; times in milliseconds (Kubernetes Probe). */
export interface Probe {
  readonly exec?: { readonly command: readonly string[] }
  readonly http?: {
    readonly path: string
    readonly port: number
    readonly host?: string
    readonly scheme: string
    readonly headers: readonly { readonly name: string; readonly value: string }[]
  }
  readonly tcp?: { readonly port: number; readonly host?: string }
  readonly grpc?: { readonly port: number; readonly service?: string }
  readonly initialDelay: number
  readonly period: number
  readonly timeout: number
  readonly successThreshold: number
  readonly failureThreshold: number
  readonly terminationGracePeriod?: number
}

/** Where a container mounts a volume (Kubernetes VolumeMount). */
export interface Mount {
  /** Name of a volume of the workload. */
  readonly volume: string
  /** Where it is mounted; of a claim with `volumeMode: Block` the path of the device. */
  readonly path: string
  readonly subPath?: string
  readonly readOnly: boolean
  /** Kubernetes mountPropagation. */
  readonly propagation?: 'None' | 'HostToContainer' | 'Bidirectional'
}

/** Storage of a workload, or files from named data; sizes in MiB. One that no container mounts is data that the application makes for others. */
export interface Volume {
  readonly name: string
  /** `claim`: storage that outlives the workload; `empty`: scratch; `config` and `secret`: files from named data; `host`: a path of the machine. */
  readonly kind: 'claim' | 'empty' | 'config' | 'secret' | 'host'
  /** Name of the claim, configuration or secret. */
  readonly source?: string
  /** True where somebody else makes it. */
  readonly external: boolean
  /** Values of a configuration, where a manifest of the application carries them; those of a secret are never here. */
  readonly data?: Readonly<Record<string, string>>
  readonly items?: readonly { readonly key: string; readonly path: string; readonly mode?: number }[]
  readonly defaultMode?: number
  readonly medium?: string
  readonly size?: number
  readonly sizeLimit?: number
  readonly storageClass?: string
  readonly accessModes?: readonly string[]
  readonly volumeMode?: string
  readonly hostPath?: string
  readonly hostPathType?: string
  /** The rest of a claim that only Kubernetes understands (selector, dataSource, volumeName). */
  readonly claim?: Readonly<Record<string, unknown>>
}

/** Bounds and goals of scaling by load (mc `autoscaler`, KubeVela `hpa` and `cpuscaler`). */
export interface Scale {
  readonly min: number
  readonly max: number
  /** Percent of the request. */
  readonly cpu?: number
  readonly memory?: number
  /** Absolute targets of `hpa`: millicores and MiB. */
  readonly cpuValue?: number
  readonly memoryValue?: number
  /** Requests at once per replica. */
  readonly concurrency?: number
  /** Custom metrics of `hpa`, as KubeVela has them. */
  readonly podMetrics?: readonly { readonly name: string; readonly value: string }[]
}

/** When a task runs; times in milliseconds (Kubernetes CronJobSpec). */
export interface Schedule {
  /** Five fields, Kubernetes CronJob. */
  readonly cron: string
  readonly timeZone?: string
  readonly suspend?: boolean
  readonly concurrencyPolicy?: 'Allow' | 'Forbid' | 'Replace'
  readonly startingDeadline?: number
  readonly successfulJobsHistoryLimit?: number
  readonly failedJobsHistoryLimit?: number
}

/** What happens when a task fails or takes long; times in milliseconds (Kubernetes JobSpec). */
export interface TaskPolicy {
  readonly restart: 'Never' | 'OnFailure'
  readonly backoffLimit?: number
  readonly activeDeadline?: number
  readonly ttlAfterFinished?: number
}

/** A way from outside to a port, by host and path (KubeVela `gateway`). */
export interface Route {
  readonly host?: string
  readonly path: string
  readonly pathType: 'Prefix' | 'Exact' | 'ImplementationSpecific'
  /** Container port that answers. */
  readonly port: number
  readonly rewrite?: string
  /** Name of the secret with certificate and key. */
  readonly tls?: string
  readonly class?: string
  /** The class stands in a field of its own (`spec.ingressClassName`), not in an annotation. */
  readonly classInSpec?: boolean
  readonly name?: string
  readonly annotations: Readonly<Record<string, string>>
  readonly labels: Readonly<Record<string, string>>
  readonly gatewayHost?: string
  readonly existingService?: string
}

/** The service in front of the exposed ports (KubeVela `expose`, and `exposeType` of a webservice). */
export interface Exposure {
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName'
  readonly annotations: Readonly<Record<string, string>>
  readonly matchLabels?: Readonly<Record<string, string>>
}

/** User and rights of a container (KubeVela `securitycontext`). */
export interface Security {
  readonly runAsUser?: number
  readonly runAsGroup?: number
  readonly runAsNonRoot?: boolean
  readonly readOnlyRootFilesystem?: boolean
  readonly allowPrivilegeEscalation?: boolean
  readonly privileged?: boolean
  readonly addCapabilities?: readonly string[]
  readonly dropCapabilities?: readonly string[]
}

/** Compose `develop.watch`. */
export interface Watch {
  readonly path: string
  readonly action: string
  readonly target?: string
  readonly ignore?: readonly string[]
  readonly include?: readonly string[]
  readonly initialSync?: boolean
  readonly exec?: Readonly<Record<string, unknown>>
}
