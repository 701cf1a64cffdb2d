import { script } from '../script.js'
import type { Dependency, MountedFile, ServiceMount } from './compose-file.js'
import type { Draft } from './draft.js'
import { literal } from './text.js'

/** The one-shot service that fills the volume of tools; no workload's service has a name without `-`. */
export const toolsService = 'tools'

/** Programs for the inside of containers, by file name under `/.mc`. */
export type ToolScript = 'probe' | 'probe-grpc' | 'job'

/** What a service adds so that it can run tools. */
export interface Tools {
  /** To be read from only. */
  readonly mount: ServiceMount
  readonly waits: Readonly<Record<string, Dependency>>
}

/**
 * Gives a container a shell and busybox's commands under `/.mc/bin`, and mc's own scripts under `/.mc`, whatever its image holds:
 * a volume that the one-shot service `tools` fills from an image with busybox (option `tools-image`). Nothing of it is mounted where nobody asks.
 */
export function useTools(draft: Draft, ...scripts: readonly ToolScript[]): Tools {
  const { context, services, configs, volumes } = draft
  volumes.set(toolsService, {})
  const install = 'tools.install'
  configs.set(install, { content: literal(script('tools/install-tools.sh')) })
  const known = services.get(toolsService)?.configs ?? [{ source: install, target: literal('/install.sh') }]
  const mounted = new Map(known.map((file): [string, MountedFile] => [file.source, file]))
  for (const name of scripts) {
    const source = `tools.${name}`
    configs.set(source, { content: literal(name === 'job' ? context.script('job.sh') : script(`tools/${name}.sh`)) })
    mounted.set(source, { source, target: literal(`/scripts/${name}`) })
  }
  services.set(toolsService, {
    image: literal(context.options['tools-image'] ?? ''),
    entrypoint: ['sh', '/install.sh'].map(literal),
    configs: [...mounted.values()],
    volumes: [{ type: 'volume', source: literal(toolsService), target: literal('/.mc') }],
    network_mode: 'none',
    restart: 'no',
  })
  return {
    mount: { type: 'volume', source: literal(toolsService), target: literal('/.mc'), read_only: true, volume: { nocopy: true } },
    waits: { [toolsService]: { condition: 'service_completed_successfully' } },
  }
}

/** Gives the path of a script in a container with tools. */
export function toolPath(script: ToolScript): string {
  return `/.mc/${script}`
}

/** Gives the words that run a command of busybox in a container with tools. */
export function busybox(name: string, ...words: readonly string[]) {
  return [`/.mc/bin/${name}`, ...words].map(literal)
}
