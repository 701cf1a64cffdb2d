import type { Text } from './text.js'

/** Where a service is built from (Compose build spec). */
export interface BuildSection {
  /** Absent where only a Dockerfile in the file itself is built, which takes nothing from it. */
  readonly context?: Text | undefined
  readonly dockerfile?: Text | undefined
  readonly dockerfile_inline?: Text | undefined
  readonly target?: Text | undefined
  readonly args?: Readonly<Record<string, Text>> | undefined
  readonly additional_contexts?: Readonly<Record<string, Text>> | undefined
  /** `target` is the id by which the Dockerfile mounts the secret. */
  readonly secrets?: readonly MountedFile[] | undefined
  readonly ssh?: readonly Text[] | undefined
  readonly cache_from?: readonly Text[] | undefined
  readonly cache_to?: readonly Text[] | undefined
  readonly platforms?: readonly Text[] | undefined
  readonly tags?: readonly Text[] | undefined
  readonly labels?: Readonly<Record<string, Text>> | undefined
  readonly network?: Text | undefined
  readonly extra_hosts?: readonly Text[] | undefined
  readonly pull?: boolean | undefined
  readonly no_cache?: boolean | undefined
  readonly no_cache_filter?: readonly Text[] | undefined
  /** A Compose byte value. */
  readonly shm_size?: string | undefined
  readonly ulimits?: Readonly<Record<string, number | { readonly soft: number; readonly hard: number }>> | undefined
  readonly privileged?: boolean | undefined
  readonly entitlements?: readonly Text[] | undefined
  readonly isolation?: Text | undefined
  readonly provenance?: boolean | Text | undefined
  readonly sbom?: boolean | Text | undefined
}

/** A secret or configuration as a file in a container (Compose spec, services.secrets and configs). */
export interface MountedFile {
  readonly source: string
  readonly target?: Text | undefined
  /** Octal, as `chmod` has it. */
  readonly mode?: string | undefined
}

/** A volume, a path of the machine or memory in a container (Compose spec, services.volumes, long syntax). */
export interface ServiceMount {
  readonly type: 'volume' | 'bind' | 'tmpfs'
  readonly source?: Text | undefined
  readonly target: Text
  readonly read_only?: true | undefined
  readonly bind?: { readonly create_host_path: boolean; readonly propagation?: string | undefined } | undefined
  readonly volume?: { readonly nocopy?: true | undefined; readonly subpath?: Text | undefined } | undefined
  readonly tmpfs?: { readonly size?: string | undefined; readonly mode?: number | undefined } | undefined
  /** The name of the volume in the manifest, where nothing else shows it. */
  readonly 'x-name'?: Text | undefined
}

/** A port of a container on this machine (Compose spec, services.ports, long syntax). */
export interface PublishedPort {
  readonly name?: Text | undefined
  readonly target: number
  /** Absent: one that is free. */
  readonly published?: string | undefined
  readonly host_ip: Text
  readonly protocol: string
  readonly app_protocol?: string | undefined
  /** The port of the service in front of it, where that is neither of the two. */
  readonly 'x-port'?: number | undefined
  /** Why it is published though the manifest does not expose it. */
  readonly 'x-for'?: 'hostPort' | undefined
}

/** What is known of a port that is not published. */
export interface PortNote {
  readonly name: Text
  readonly target: number
  readonly port?: number | undefined
  readonly protocol: string
  readonly app_protocol?: string | undefined
}

/** What must hold of a service before another starts. */
export type Condition = 'service_started' | 'service_healthy' | 'service_completed_successfully'

/** What a service waits for (Compose spec, services.depends_on, long syntax). */
export interface Dependency {
  readonly condition: Condition
  /** Start again when Compose replaces the other. */
  readonly restart?: true | undefined
}

/** The one health check of a service (Compose spec, services.healthcheck); times are Compose durations. */
export interface Healthcheck {
  readonly test: readonly Text[]
  readonly interval: string
  readonly timeout: string
  readonly retries: number
  readonly start_period?: string | undefined
  readonly start_interval?: string | undefined
}

/** Copies and resources (Compose deploy spec). */
export interface Deploy {
  readonly replicas?: number | undefined
  readonly resources?: Resources | undefined
}

/** Limits and reservations; memory is a Compose byte value, processors a decimal number as text. */
export interface Resources {
  readonly limits?: { readonly cpus?: string | undefined; readonly memory?: string | undefined } | undefined
  readonly reservations?: { readonly memory?: string | undefined; readonly devices?: readonly Device[] | undefined } | undefined
}

/** Devices that a container gets (Compose deploy spec, resources.reservations.devices). */
export interface Device {
  readonly capabilities: readonly string[]
  readonly count: number
}

/** A command after the start or before the stop (Compose spec, services.post_start and pre_stop). */
export interface Hook {
  readonly command: readonly Text[]
}

/** What happens when files change while developing (Compose develop spec). */
export interface WatchRule {
  readonly path: Text
  readonly action: string
  readonly target?: Text | undefined
  readonly ignore?: readonly Text[] | undefined
  readonly include?: readonly Text[] | undefined
  readonly initial_sync?: boolean | undefined
  readonly exec?:
    | {
        readonly command: readonly Text[]
        readonly user?: Text | undefined
        readonly working_dir?: Text | undefined
        readonly environment?: Readonly<Record<string, Text>> | undefined
      }
    | undefined
}
