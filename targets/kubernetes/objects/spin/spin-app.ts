import type { V1EnvVar, V1ResourceRequirements } from '@kubernetes/client-node'
import type { CustomObject, Wire } from '../kinds.js'

/** A SpinApp (core.spinkube.dev/v1alpha1, SpinKube 0.6), as far as mc writes it; `spin-app.schema.json` checks it. */
export interface SpinApp extends CustomObject {
  readonly apiVersion: 'core.spinkube.dev/v1alpha1'
  readonly kind: 'SpinApp'
  readonly spec: {
    /** Name of a SpinAppExecutor in the same namespace. */
    readonly executor: string
    readonly image: string
    readonly imagePullSecrets?: readonly { readonly name: string }[] | undefined
    /** Absent where an autoscaler decides it. */
    readonly replicas?: number | undefined
    readonly enableAutoscaling?: true | undefined
    readonly components?: readonly string[] | undefined
    readonly variables?: readonly Wire<V1EnvVar>[] | undefined
    readonly runtimeConfig?: SpinAppRuntimeConfig | undefined
    readonly checks?: { readonly readiness?: SpinAppCheck | undefined; readonly liveness?: SpinAppCheck | undefined } | undefined
    readonly resources?: Pick<Wire<V1ResourceRequirements>, 'requests' | 'limits'>
    readonly serviceAccountName?: string
    readonly podAnnotations?: Readonly<Record<string, string | undefined>> | undefined
    readonly podLabels?: Readonly<Record<string, string>> | undefined
  }
}

/** What the runtime offers to the application; what stands beside `loadFromSecret` is ignored. */
export interface SpinAppRuntimeConfig {
  readonly loadFromSecret?: string
  readonly keyValueStores?: readonly SpinAppStore[] | undefined
  readonly sqliteDatabases?: readonly SpinAppStore[] | undefined
  readonly llmCompute?: SpinAppBackend | undefined
}

/** What a store or model runs on. */
export interface SpinAppBackend {
  readonly type: string
  readonly options?: readonly Wire<V1EnvVar>[] | undefined
}

/** A store under the label by which the application asks for it. */
export interface SpinAppStore extends SpinAppBackend {
  readonly name: string
}

/** A request to port 80; times in seconds. */
export interface SpinAppCheck {
  readonly httpGet: {
    readonly path: string
    readonly httpHeaders?: readonly { readonly name: string; readonly value: string }[] | undefined
  }
  readonly initialDelaySeconds?: number | undefined
  readonly timeoutSeconds?: number | undefined
  readonly periodSeconds?: number | undefined
  readonly successThreshold?: number | undefined
  readonly failureThreshold?: number | undefined
}
