import type { HostInterface } from '../../wasmcloud2/host-interfaces.js'

/** A request to a host of wasmCloud 2 (proto wasmcloud.runtime.v2, WorkloadStartRequest, as protobuf's JSON). */
export interface StartRequest {
  readonly workloadId: string
  readonly workload: {
    readonly namespace: string
    readonly name: string
    readonly annotations?: Readonly<Record<string, string | undefined>> | undefined
    readonly witWorld: { readonly components: readonly ComponentEntry[]; readonly hostInterfaces: readonly HostInterface[] }
  }
}

/** A component of a workload: all of one workload run on one host and call each other there. */
export interface ComponentEntry {
  readonly name: string
  readonly image: string
  /** Instances that are kept between calls. */
  readonly poolSize: number
  readonly localResources?:
    | { readonly environment?: Readonly<Record<string, string>> | undefined; readonly allowedHosts?: readonly string[] | undefined }
    | undefined
}
