import type { Id } from '../lattice/lattice.js'
import type { ContainerWorkload, Env, Port, Probe, Resources, Route, Scale } from './container-plan.js'

export type * from './container-plan.js'

/**
 * What to run, and not how a platform says it: the input of every target, and the output of `mc plan --format json` (`schema/plan.schema.json`).
 * Units: cpu in millicores, memory and storage in MiB, durations in milliseconds. Every default is decided by the planner and nowhere else.
 * Where every value came from stands in the trace beside the plan (`trace.ts`).
 */
export interface Plan {
  readonly applications: readonly ApplicationPlan[]
  /** Ids of workloads; every wave needs only earlier ones and, in a circle, itself. Sorted within. */
  readonly waves: readonly (readonly Id[])[]
  /** wasmCloud hosts that the Wasm workloads need: one group for each distinct set of requirements. */
  readonly hostGroups: readonly HostGroup[]
}

/** An application, and what runs of it. */
export interface ApplicationPlan {
  readonly name: string
  /** The `version` annotation. */
  readonly version?: string
  readonly description?: string
  readonly shared: boolean
  /** Annotations without a meaning of their own. */
  readonly annotations: Readonly<Record<string, string>>
  readonly labels: Readonly<Record<string, string>>
  readonly namespace?: string
  readonly workloads: readonly Workload[]
  /** What is no workload of ours and goes to Kubernetes as it is. */
  readonly objects: readonly PlatformObjects[]
  /** For an application with Wasm workloads: the manifest for wadm, of its Wasm part. */
  readonly wadm?: WadmManifest
}

/** Something that runs. */
export type Workload = ContainerWorkload | WasmWorkload | SpinWorkload

/** What all workloads have in common. */
export interface WorkloadBase {
  readonly id: Id
  readonly application: string
  /** Name of the component. */
  readonly name: string
  /** Workloads that must run before this one: targets of links and `dependsOn`, references resolved. Sorted. */
  readonly needs: readonly Need[]
  readonly bindings: readonly Binding[]
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  /** The `runtime` trait: patches by name of the target. */
  readonly runtime: Readonly<Record<string, readonly RuntimePatch[]>>
}

/** A workload that must run first, and the reason. */
export interface Need {
  readonly id: Id
  readonly why: 'link' | 'depends'
}

/** A link of which a container or a Spin application is at least one end: it becomes environment, variables, or configuration of a Wasm workload in its source. */
export interface Binding {
  /** Name of the link; the target's name where the link has none. */
  readonly name: string
  readonly to: Id
  /** The port of the target that the link means; absent where the target has none. */
  readonly port?: Port
  /** Names of the configuration that the link gives its source; the values are variables there, or stand in `connections` of a Wasm workload. */
  readonly config: readonly string[]
  /** `url` is built with this scheme: http, https, tcp, redis, mqtt, … as the port's protocol or name tells. */
  readonly scheme: string
}

/** A change of one object that a target writes (mc `runtime`). */
export interface RuntimePatch {
  /** Kind of object in the target's own words, such as `service`. */
  readonly kind: string
  readonly name?: string
  /** JSON merge patch (RFC 7396). */
  readonly patch: Readonly<Record<string, unknown>>
}

/** A wasmCloud component or capability provider. */
export interface WasmWorkload extends WorkloadBase {
  readonly kind: 'wasm'
  readonly role: 'component' | 'capability'
  readonly image: string
  /** wadm's identifier: `<application>-<component>` by its rule, or the explicit `id`. */
  readonly wadmId: string
  readonly scalers: readonly Scaler[]
  readonly config: readonly NamedConfig[]
  readonly secrets: readonly NamedSecret[]
  /** Links to other Wasm workloads; those to anything else are `bindings`. */
  readonly links: readonly WasmLink[]
  /** Configuration that links to containers and Spin applications give it, which the manifest for wadm lacks, because only a target knows the addresses. */
  readonly connections: readonly ConnectionConfig[]
  /** Where others reach it by HTTP; empty where no provider serves it. */
  readonly endpoints: readonly Endpoint[]
}

/** Named configuration of wasmCloud with addresses in it that only a target knows. */
export interface ConnectionConfig {
  /** `<component>-<link>`, unique in the application. */
  readonly name: string
  /** The name in the lattice. */
  readonly key: string
  /** `value` or `parts` of each; never a secret. */
  readonly values: readonly Env[]
}

/** An address at which an HTTP server provider answers for a Wasm workload (wasmCloud 1.9, http-server). */
export interface Endpoint {
  /** The provider: it is reached where that runs. */
  readonly provider: Id
  readonly port: Port
  /** Where the provider tells components apart by path. */
  readonly path?: string
}

/** How many instances of a Wasm workload run where (wadm `spreadscaler`, `daemonscaler`). */
export interface Scaler {
  readonly kind: 'spread' | 'daemon'
  readonly instances: number
  /** In wadm's order; for `daemon` `instances` is the number on each eligible host. */
  readonly placement: readonly {
    readonly name: string
    readonly requirements: Readonly<Record<string, string>>
    readonly instances: number
  }[]
}

/** Named configuration of wasmCloud. */
export interface NamedConfig {
  readonly name: string
  /** The name in the lattice: `<application>-<name>` where the manifest carries the values. */
  readonly key: string
  readonly properties?: Readonly<Record<string, string>>
}

/** A reference to a secret of wasmCloud; its value is never here. */
export interface NamedSecret {
  readonly name: string
  readonly key: string
  readonly policy: string
  readonly backend?: string
  readonly source: { readonly key: string; readonly field?: string; readonly version?: string }
}

/** A link of wasmCloud. */
export interface WasmLink {
  readonly name: string
  readonly to: Id
  /** wadm's identifier of the target. */
  readonly targetId?: string
  /** WIT namespace and package. */
  readonly namespace: string
  readonly package: string
  readonly interfaces: readonly string[]
  readonly sourceConfig: readonly NamedConfig[]
  readonly targetConfig: readonly NamedConfig[]
  readonly sourceSecrets: readonly NamedSecret[]
  readonly targetSecrets: readonly NamedSecret[]
}

/** wasmCloud hosts with the same labels. */
export interface HostGroup {
  /** `default` for no requirements; else the values joined by `-`, unique. */
  readonly name: string
  /** Host labels (`WASMCLOUD_LABEL_<key>`). */
  readonly labels: Readonly<Record<string, string>>
  /** Workloads placed here. */
  readonly workloads: readonly Id[]
}

/** The manifest as wadm takes it: typed loosely, because wadm's own reader judges it. */
export interface WadmManifest {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: Readonly<Record<string, unknown>>
  readonly spec: Readonly<Record<string, unknown>>
}

/** A Spin application (SpinKube SpinApp). */
export interface SpinWorkload extends WorkloadBase {
  readonly kind: 'spin'
  readonly image: string
  readonly variables: readonly Env[]
  readonly triggers: readonly Readonly<Record<string, unknown>>[]
  /** Ids of the Spin components to run; empty: all. */
  readonly components: readonly string[]
  readonly runtimeConfig?: SpinRuntimeConfig
  readonly replicas: number
  readonly scale?: Scale
  readonly resources: Resources
  readonly imagePullSecrets: readonly string[]
  readonly livenessProbe?: Probe
  readonly readinessProbe?: Probe
  readonly routes: readonly Route[]
  /** The HTTP trigger's port: 80. */
  readonly ports: readonly Port[]
}

/** Objects of Kubernetes, as they are: nothing of them is read but by who writes them (KubeVela, k8s-objects). */
export interface PlatformObjects {
  readonly id: Id
  /** Name of the component. */
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
  /** Each has `apiVersion`, `kind` and whatever else its kind has; one without a name has that of the component. */
  readonly objects: readonly Readonly<Record<string, unknown>>[]
}

/** What the runtime offers to a Spin application (SpinKube, SpinApp `runtimeConfig`). */
export interface SpinRuntimeConfig {
  /** Name of the secret that holds the whole configuration under the key `runtime-config.toml`; the rest is empty then. */
  readonly loadFromSecret?: string
  readonly keyValueStores: readonly SpinStore[]
  readonly sqliteDatabases: readonly SpinStore[]
  readonly llmCompute?: SpinBackend
}

/** What a store or model runs on; options are text. */
export interface SpinBackend {
  readonly type: string
  readonly options: readonly Env[]
}

/** A store under the label by which the application asks for it. */
export interface SpinStore extends SpinBackend {
  readonly name: string
}
