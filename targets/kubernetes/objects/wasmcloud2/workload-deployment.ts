import type { HostInterface } from '../../../wasmcloud2/host-interfaces.js'
import type { CustomObject } from '../kinds.js'

/** A WorkloadDeployment (runtime.wasmcloud.dev/v1alpha1, wasmCloud 2.7), as far as mc writes it; `workload-deployment.schema.json` checks it. */
export interface WorkloadDeployment extends CustomObject {
  readonly apiVersion: 'runtime.wasmcloud.dev/v1alpha1'
  readonly kind: 'WorkloadDeployment'
  readonly spec: {
    readonly replicas: number
    /** The Service whose endpoints the operator keeps. */
    readonly kubernetes?: { readonly service: { readonly name: string } } | undefined
    readonly template: {
      readonly labels?: Readonly<Record<string, string>> | undefined
      readonly annotations?: Readonly<Record<string, string>> | undefined
      readonly spec: {
        readonly hostSelector: Readonly<Record<string, string>>
        readonly components: readonly WorkloadComponent[]
        readonly hostInterfaces?: readonly WorkloadInterface[] | undefined
      }
    }
  }
}

/** A component; all of one workload run on one host and call each other there. */
export interface WorkloadComponent {
  readonly name: string
  readonly image: string
  /** Instances that are kept between calls; without it every call has a fresh one. */
  readonly poolSize?: number | undefined
  readonly localResources?: LocalResources | undefined
}

/** What a component has for itself: environment, and what it may connect to (nothing that is not named). */
export interface LocalResources {
  readonly environment?:
    | {
        readonly config?: Readonly<Record<string, string>> | undefined
        readonly configFrom?: readonly { readonly name: string }[] | undefined
      }
    | undefined
  readonly allowedHosts?: readonly string[] | undefined
  readonly allowedIpNameLookups?: readonly string[] | undefined
}

/** An interface that the host gives to all components of the workload. */
export interface WorkloadInterface extends HostInterface {
  readonly secretFrom?: readonly { readonly name: string }[] | undefined
}
