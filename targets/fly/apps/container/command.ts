import type { Container } from '../../../../src/plan/plan.js'
import type { FlyInit } from '../../fly-machine.js'

/**
 * Gives what a container starts (fly.toml, `experimental`; fly-go, `ContainerConfig`). A command without arguments stands in the place of entry point and command of the image (`exec`),
 * for whoever replaces the one no longer has the other. Nothing where the image says it.
 */
export function commandOf({ command, args }: Container): FlyInit | undefined {
  if (command === undefined) return args === undefined ? undefined : { cmd: [...args] }
  return args === undefined || args.length === 0 ? { exec: [...command] } : { entrypoint: [...command], cmd: [...args] }
}
