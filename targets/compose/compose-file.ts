import type {
  BuildSection,
  Dependency,
  Deploy,
  Healthcheck,
  Hook,
  MountedFile,
  PortNote,
  PublishedPort,
  ServiceMount,
  WatchRule,
} from './service-parts.js'
import type { Text } from './text.js'

export type * from './service-parts.js'

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

/** What a manifest says of its application, in `x-applications`. */
export interface ApplicationNote {
  readonly version?: Text | undefined
  readonly description?: Text | undefined
  readonly shared?: boolean | undefined
  readonly annotations?: Readonly<Record<string, Text>> | undefined
  readonly labels?: Readonly<Record<string, Text>> | undefined
}

/** A volume of the project (Compose spec, volumes); without a name it has that of the project before its own. */
export interface NamedVolume {
  readonly name?: Text | undefined
}

/** Where the bytes of a secret or of configuration come from; exactly one is there. */
export interface FileSource {
  readonly content?: Text | undefined
  readonly environment?: string | undefined
  readonly file?: Text | undefined
}

/** A service of a Compose file (Compose spec, services), in the order in which people write it. */
export interface Service {
  readonly image?: Text | undefined
  readonly build?: BuildSection | undefined
  readonly pull_policy?: 'always' | 'never' | 'missing' | undefined
  readonly profiles?: readonly string[] | undefined
  readonly entrypoint?: readonly Text[] | undefined
  readonly command?: readonly Text[] | undefined
  readonly working_dir?: Text | undefined
  readonly user?: string | undefined
  readonly group_add?: readonly string[] | undefined
  readonly environment?: Readonly<Record<string, Text>> | undefined
  /** By name of the link, the configuration that its values in `environment` belong to. */
  readonly 'x-links'?: Readonly<Record<string, { readonly config: readonly Text[] }>> | undefined
  /** What starts a Spin application besides HTTP, as its manifest says it. */
  readonly 'x-triggers'?: readonly Readonly<Record<string, Text | number>>[] | undefined
  readonly secrets?: readonly MountedFile[] | undefined
  readonly configs?: readonly MountedFile[] | undefined
  readonly volumes?: readonly ServiceMount[] | undefined
  readonly ports?: readonly PublishedPort[] | undefined
  readonly expose?: readonly string[] | undefined
  /** Ports that are not published, with what Compose has no place for. */
  readonly 'x-ports'?: readonly PortNote[] | undefined
  readonly network_mode?: string | undefined
  /** Other names of the service in the project's network. */
  readonly networks?: { readonly default: { readonly aliases: readonly Text[] } } | undefined
  readonly extra_hosts?: readonly Text[] | undefined
  readonly depends_on?: Readonly<Record<string, Dependency>> | undefined
  readonly healthcheck?: Healthcheck | undefined
  readonly deploy?: Deploy | undefined
  readonly cpu_shares?: number | undefined
  readonly read_only?: true | undefined
  readonly privileged?: true | undefined
  readonly cap_add?: readonly Text[] | undefined
  readonly cap_drop?: readonly Text[] | undefined
  readonly security_opt?: readonly Text[] | undefined
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
