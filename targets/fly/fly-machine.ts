/** What mc writes of the configuration of a machine (fly-go, `MachineConfig`): for what fly.toml has no words. */
export interface FlyMachine {
  readonly image?: string | undefined
  readonly env?: Readonly<Record<string, string>> | undefined
  readonly init?: FlyInit | undefined
  readonly guest?: FlyGuest | undefined
  readonly files?: readonly FlyMachineFile[] | undefined
  readonly restart?: FlyMachineRestart | undefined
  readonly stop_config?: FlyStop | undefined
  readonly schedule?: 'hourly' | 'daily' | 'weekly' | 'monthly' | undefined
  /** Names that begin with `fly_` are the platform's. */
  readonly metadata?: Readonly<Record<string, string>> | undefined
  readonly mounts?: readonly { readonly name: string; readonly path: string }[] | undefined
  /** Run beside each other under the init Pilot, in one network. */
  readonly containers?: readonly FlyContainer[] | undefined
  /** Scratch storage that containers mount by name. */
  readonly volumes?: readonly FlyScratch[] | undefined
}

export interface FlyInit {
  /** In place of entry point and command of the image. */
  readonly exec?: readonly string[] | undefined
  readonly entrypoint?: readonly string[] | undefined
  readonly cmd?: readonly string[] | undefined
}

export interface FlyGuest {
  readonly cpu_kind: 'shared' | 'performance'
  readonly cpus: number
  readonly memory_mb: number
  readonly gpu_kind?: string | undefined
  readonly gpus?: number | undefined
}

/** Exactly one of `raw_value` and `secret_name` is there. */
export interface FlyMachineFile {
  readonly guest_path: string
  /** Base64. */
  readonly raw_value?: string | undefined
  readonly secret_name?: string | undefined
  /** As chmod takes it. */
  readonly mode?: number | undefined
}

export interface FlyMachineRestart {
  readonly policy: 'no' | 'always' | 'on-failure'
  readonly max_retries?: number | undefined
}

export interface FlyStop {
  readonly signal?: string | undefined
  /** With a unit. */
  readonly timeout?: string | undefined
}

/** A container of a machine (fly-go, `ContainerConfig`). */
export interface FlyContainer extends FlyInit {
  readonly name: string
  readonly image: string
  readonly user?: string | undefined
  readonly env?: Readonly<Record<string, string>> | undefined
  readonly env_from?: readonly FlyField[] | undefined
  /** Secrets of the app that it sees; where none are named, all of them. */
  readonly secrets?: readonly FlyContainerSecret[] | undefined
  readonly files?: readonly FlyMachineFile[] | undefined
  readonly mounts?: readonly { readonly name: string; readonly path: string }[] | undefined
  readonly depends_on?: readonly FlyDependency[] | undefined
  readonly healthchecks?: readonly FlyHealthcheck[] | undefined
  readonly restart?: FlyMachineRestart | undefined
  readonly stop?: FlyStop | undefined
}

export interface FlyContainerSecret {
  readonly env_var: string
  readonly name: string
}

export interface FlyField {
  readonly env_var: string
  readonly field_ref: 'id' | 'version' | 'app_name' | 'private_ip' | 'region' | 'image'
}

export interface FlyDependency {
  readonly name: string
  readonly condition: 'started' | 'healthy' | 'exited_successfully'
}

/** Times in seconds. Exactly one of `http`, `tcp`, `exec` is there. */
export interface FlyHealthcheck {
  readonly name: string
  readonly kind: 'readiness' | 'liveness'
  /** The container is stopped, and its restart policy decides (fly-go, `UnhealthyPolicyStop`). */
  readonly unhealthy?: 'stop' | undefined
  readonly interval: number
  readonly timeout: number
  readonly grace_period?: number | undefined
  readonly success_threshold?: number | undefined
  readonly failure_threshold?: number | undefined
  readonly http?: FlyHttpHealth | undefined
  readonly tcp?: { readonly port: number } | undefined
  readonly exec?: { readonly command: readonly string[] } | undefined
}

export interface FlyHttpHealth {
  readonly port: number
  readonly path: string
  readonly method: 'GET'
  readonly scheme: 'http' | 'https'
  readonly tls_skip_verify?: boolean | undefined
  readonly headers?: readonly { readonly name: string; readonly values: readonly string[] }[] | undefined
}

export interface FlyScratch {
  readonly name: string
  readonly temp_dir: { readonly storage_type: 'disk' | 'memory'; readonly size_mb?: number | undefined }
}
