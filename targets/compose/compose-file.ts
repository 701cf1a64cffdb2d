import type { Text } from './text.js'

/** The part of the Compose specification that mc writes; `compose.schema.json` checks the same. Text that Compose interpolates has a type of its own. */
export interface ComposeFile {
  readonly name: string
  readonly services: Readonly<Record<string, Service>>
  readonly volumes?: Readonly<Record<string, NamedVolume>> | undefined
  readonly configs?: Readonly<Record<string, FileSource>> | undefined
  readonly secrets?: Readonly<Record<string, FileSource>> | undefined
  /** What the manifests say of whole applications; Compose passes it over. */
  readonly 'x-applications'?: Readonly<Record<string, ApplicationNote>> | undefined
}

export interface ApplicationNote {
  readonly version?: Text | undefined
  readonly description?: Text | undefined
  readonly shared?: boolean | undefined
  readonly annotations?: Readonly<Record<string, Text>> | undefined
  readonly labels?: Readonly<Record<string, Text>> | undefined
}

export interface NamedVolume {
  readonly name?: Text | undefined
}

/** Where the bytes of a secret or of configuration come from; exactly one is there. */
export interface FileSource {
  readonly content?: Text | undefined
  readonly environment?: string | undefined
  readonly file?: Text | undefined
}

export interface Service {
  readonly image?: Text | undefined
  readonly build?: BuildSection | undefined
  readonly pull_policy?: 'always' | 'never' | 'missing' | undefined
  readonly profiles?: readonly string[] | undefined
  readonly entrypoint?: readonly Text[] | undefined
  readonly command?: readonly Text[] | undefined
  readonly working_dir?: Text | undefined
  readonly user?: string | undefined
  readonly environment?: Readonly<Record<string, Text>> | undefined
  /** By name of the link, the configuration that its values in `environment` belong to. */
  readonly 'x-links'?: Readonly<Record<string, { readonly config: readonly Text[] }>> | undefined
  readonly secrets?: readonly MountedFile[] | undefined
  readonly configs?: readonly MountedFile[] | undefined
  readonly volumes?: readonly ServiceMount[] | undefined
  readonly ports?: readonly PublishedPort[] | undefined
  readonly expose?: readonly string[] | undefined
  /** Ports that are not published, with what Compose has no place for. */
  readonly 'x-ports'?: readonly PortNote[] | undefined
  readonly network_mode?: string | undefined
  readonly extra_hosts?: readonly Text[] | undefined
  readonly depends_on?: Readonly<Record<string, Dependency>> | undefined
  readonly healthcheck?: Healthcheck | undefined
  readonly deploy?: Deploy | undefined
  readonly cpu_shares?: number | undefined
  readonly read_only?: true | undefined
  readonly privileged?: true | undefined
  readonly cap_add?: readonly Text[] | undefined
  readonly cap_drop?: readonly Text[] | undefined
  readonly security_opt?: readonly string[] | undefined
  readonly init?: boolean | undefined
  readonly stop_signal?: Text | undefined
  readonly stop_grace_period?: string | undefined
  readonly restart?: string | undefined
  readonly post_start?: readonly Hook[] | undefined
  readonly pre_stop?: readonly Hook[] | undefined
  readonly develop?: { readonly watch: readonly WatchRule[] } | undefined
  readonly labels?: Readonly<Record<string, Text>> | undefined
  readonly annotations?: Readonly<Record<string, Text>> | undefined
}

export interface BuildSection {
  readonly context: Text
  readonly dockerfile?: Text | undefined
  readonly target?: Text | undefined
  readonly args?: Readonly<Record<string, Text>> | undefined
}

export interface MountedFile {
  readonly source: string
  readonly target?: Text | undefined
  /** Octal, as `chmod` has it. */
  readonly mode?: string | undefined
}

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

export interface PublishedPort {
  readonly name?: Text | undefined
  readonly target: number
  /** Absent: any free port. */
  readonly published?: string | undefined
  readonly host_ip: Text
  readonly protocol: string
  readonly app_protocol?: string | undefined
  /** The port of the service in front of it, where that is neither of the two. */
  readonly 'x-port'?: number | undefined
  /** Why it is published though the manifest does not expose it. */
  readonly 'x-for'?: 'route' | 'hostPort' | undefined
}

export interface PortNote {
  readonly name: Text
  readonly target: number
  readonly port?: number | undefined
  readonly protocol: string
  readonly app_protocol?: string | undefined
}

export type Condition = 'service_started' | 'service_healthy' | 'service_completed_successfully'

export interface Dependency {
  readonly condition: Condition
  /** Start again when Compose replaces the other. */
  readonly restart?: true | undefined
}

export interface Healthcheck {
  readonly test: readonly Text[]
  readonly interval: string
  readonly timeout: string
  readonly retries: number
  readonly start_period?: string | undefined
  readonly start_interval?: string | undefined
}

export interface Deploy {
  readonly replicas?: number | undefined
  readonly resources?: Resources | undefined
}

export interface Resources {
  readonly limits?: { readonly cpus?: string | undefined; readonly memory?: string | undefined } | undefined
  readonly reservations?: { readonly memory?: string | undefined; readonly devices?: readonly Device[] | undefined } | undefined
}

export interface Device {
  readonly capabilities: readonly string[]
  readonly count: number
}

export interface Hook {
  readonly command: readonly Text[]
}

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
