import type { Compose } from './compose-client.js'

/** A container of the project (`docker compose ps --format json`). */
export interface Container {
  readonly id: string
  readonly name: string
  readonly service: string
  /** `created`, `running`, `restarting`, `paused`, `exited` or `dead`. */
  readonly state: string
  /** `starting`, `healthy`, `unhealthy`; empty where there is no health check. */
  readonly health: string
  readonly exitCode: number
  readonly ports: readonly { readonly address: string; readonly published: number; readonly target: number; readonly protocol: string }[]
}

/** Gives the containers of the project, also those that have ended; none where Docker does not answer. */
export async function listContainers(compose: Compose): Promise<readonly Container[]> {
  const { code, stdout } = await compose.run(['ps', '--all', '--format', 'json'], { seconds: 20 })
  return code === 0 ? readContainers(stdout) : []
}

/** Reads what `docker compose ps --format json` prints: a line of JSON for each container. */
export function readContainers(text: string): readonly Container[] {
  return text.split('\n').flatMap((line) => {
    if (!line.startsWith('{')) return []
    const { ID, Name, Service, State, Health, ExitCode, Publishers }: Printed = JSON.parse(line)
    const ports = (Publishers ?? []).filter(({ PublishedPort }) => PublishedPort > 0)
    return {
      id: ID,
      name: Name,
      service: Service,
      state: State,
      health: Health ?? '',
      exitCode: ExitCode ?? 0,
      ports: ports.map(({ URL, PublishedPort, TargetPort, Protocol }) => ({
        address: URL,
        published: PublishedPort,
        target: TargetPort,
        protocol: Protocol,
      })),
    }
  })
}

interface Printed {
  readonly ID: string
  readonly Name: string
  readonly Service: string
  readonly State: string
  readonly Health?: string
  readonly ExitCode?: number
  readonly Publishers?: readonly {
    readonly URL: string
    readonly PublishedPort: number
    readonly TargetPort: number
    readonly Protocol: string
  }[]
}
