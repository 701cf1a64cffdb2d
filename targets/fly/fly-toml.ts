import type { FlyInit } from './fly-machine.js'

/**
 * What mc writes of fly.toml (flyctl, `internal/appconfig`). Durations and sizes are texts with a unit, because a number means seconds, milliseconds or nanoseconds by its place.
 */
export interface FlyToml {
  readonly app: string
  readonly primary_region?: string | undefined
  readonly kill_signal?: string | undefined
  readonly kill_timeout?: string | undefined
  readonly swap_size_mb?: number | undefined
  readonly build?: FlyBuild | undefined
  /** `exec` stands in the place of entry point and command of the image. */
  readonly experimental?: FlyInit | undefined
  readonly deploy?: FlyDeploy | undefined
  readonly env?: Readonly<Record<string, string>> | undefined
  readonly processes?: Readonly<Record<string, string>> | undefined
  readonly http_service?: FlyHttpService | undefined
  readonly services?: readonly FlyService[] | undefined
  readonly checks?: Readonly<Record<string, FlyCheck>> | undefined
  readonly mounts?: readonly FlyMount[] | undefined
  readonly files?: readonly FlyFile[] | undefined
  readonly restart?: readonly FlyRestart[] | undefined
  readonly vm?: readonly FlyVm[] | undefined
  readonly metrics?: readonly FlyMetrics[] | undefined
  /** JSON of a machine's configuration, for what this file has no words for (`containers`, `metadata`). */
  readonly machine_config?: string | undefined
  /** The container of `machine_config` that is the app's own. */
  readonly container?: string | undefined
}

export interface FlyBuild {
  readonly image?: string | undefined
}

export interface FlyDeploy {
  readonly strategy?: 'canary' | 'rolling' | 'immediate' | 'bluegreen' | undefined
  readonly max_unavailable?: number | undefined
  readonly wait_timeout?: string | undefined
  readonly release_command?: string | undefined
  readonly release_command_timeout?: string | undefined
}

export interface FlyConcurrency {
  readonly type: 'connections' | 'requests'
  readonly soft_limit?: number | undefined
  readonly hard_limit?: number | undefined
}

export interface FlyHttpService {
  readonly internal_port: number
  readonly force_https?: boolean | undefined
  readonly auto_stop_machines?: 'off' | 'stop' | 'suspend' | undefined
  readonly auto_start_machines?: boolean | undefined
  readonly min_machines_running?: number | undefined
  readonly processes?: readonly string[] | undefined
  readonly concurrency?: FlyConcurrency | undefined
  readonly checks?: readonly FlyHttpCheck[] | undefined
  readonly http_options?: Readonly<Record<string, unknown>> | undefined
  readonly tls_options?: { readonly alpn?: readonly string[] | undefined } | undefined
}

export interface FlyService {
  readonly protocol: 'tcp' | 'udp'
  readonly internal_port: number
  readonly auto_stop_machines?: 'off' | 'stop' | 'suspend' | undefined
  readonly auto_start_machines?: boolean | undefined
  readonly min_machines_running?: number | undefined
  readonly processes?: readonly string[] | undefined
  readonly concurrency?: FlyConcurrency | undefined
  readonly ports?: readonly FlyServicePort[] | undefined
  readonly tcp_checks?: readonly FlyTcpCheck[] | undefined
  readonly http_checks?: readonly FlyHttpCheck[] | undefined
}

export interface FlyServicePort {
  readonly port: number
  readonly handlers?: readonly string[] | undefined
  readonly force_https?: boolean | undefined
  readonly tls_options?: { readonly alpn?: readonly string[] | undefined } | undefined
  readonly http_options?: Readonly<Record<string, unknown>> | undefined
}

export interface FlyTcpCheck {
  readonly interval?: string | undefined
  readonly timeout?: string | undefined
  readonly grace_period?: string | undefined
}

export interface FlyHttpCheck extends FlyTcpCheck {
  readonly method?: string | undefined
  readonly path?: string | undefined
  readonly protocol?: 'http' | 'https' | undefined
  readonly tls_skip_verify?: boolean | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
}

export interface FlyCheck extends FlyHttpCheck {
  readonly type: 'http' | 'tcp'
  readonly port: number
  readonly processes?: readonly string[] | undefined
}

export interface FlyMount {
  readonly source: string
  readonly destination: string
  readonly initial_size?: string | undefined
  readonly processes?: readonly string[] | undefined
}

export interface FlyFile {
  readonly guest_path: string
  /** A file beside this one. flyctl encodes `raw_value` itself and its reference asks for Base64, so that nobody can tell what a file would hold. */
  readonly local_path?: string | undefined
  readonly secret_name?: string | undefined
  readonly processes?: readonly string[] | undefined
}

export interface FlyRestart {
  readonly policy: 'always' | 'never' | 'on-failure'
  readonly retries?: number | undefined
  readonly processes?: readonly string[] | undefined
}

export interface FlyVm {
  readonly size?: string | undefined
  readonly memory?: string | undefined
  readonly cpu_kind?: 'shared' | 'performance' | undefined
  readonly cpus?: number | undefined
  readonly processes?: readonly string[] | undefined
}

export interface FlyMetrics {
  readonly port: number
  readonly path: string
  readonly processes?: readonly string[] | undefined
}
