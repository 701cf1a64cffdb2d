import type { Scope } from '../scope.js'
import type { Traced } from '../trace.js'

interface CommandFields {
  readonly cmd?: string[]
  readonly args?: string[]
}

/** Gives the command and the arguments; an empty list leaves those of the image, as in Kubernetes (Container.command, Container.args). */
export function planCommand(
  scope: Scope,
  properties: CommandFields,
): { readonly command: Traced<readonly string[]> | undefined; readonly args: Traced<readonly string[]> | undefined } {
  return {
    command: properties.cmd?.length ? scope.from(properties, 'cmd') : undefined,
    args: properties.args?.length ? scope.from(properties, 'args') : undefined,
  }
}
