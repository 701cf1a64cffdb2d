import type { CommandPatch, CommandProperties } from '../../../generated/application.js'
import type { Container, ContainerWorkload } from '../../plan.js'
import type { Scope } from '../../scope.js'
import type { Traced } from '../../trace.js'
import { patchContainers } from './patch-containers.js'

type Patch = Omit<CommandPatch, 'containerName'> & { readonly containerName?: string }

/** Gives the workload with another command or other arguments (KubeVela `command`); `args` goes before `addArgs` and `delArgs`, which KubeVela refuses beside it. */
export function applyCommand(scope: Scope, workload: ContainerWorkload, properties: CommandProperties): ContainerWorkload {
  return patchContainers<Patch>(scope, workload, properties.containers ?? [properties], (container, patch) =>
    scope.trace.amend(container, {
      ...(patch.command && { command: scope.from(patch, 'command') }),
      args: patch.args ? scope.from(patch, 'args') : changeArgs(scope, container, patch),
    }),
  )
}

/** KubeVela compares arguments as they are written, and adds none that is there already. */
function changeArgs(scope: Scope, { args = [] }: Container, { addArgs = [], delArgs = [] }: Patch): readonly string[] | undefined {
  const { trace } = scope
  const isDeleted = (arg: string): boolean => delArgs.includes(arg)
  for (const [index, arg] of delArgs.entries()) if (args.includes(arg) || addArgs.includes(arg)) scope.decide(delArgs, index)
  const items: (Traced<string> | undefined)[] = [
    ...args.map((arg, index) => (isDeleted(arg) ? undefined : trace.held(args, index))),
    ...addArgs.map((arg, index) => (isDeleted(arg) || args.includes(arg) ? undefined : scope.from(addArgs, index))),
  ]
  const kept = items.filter((item) => item !== undefined)
  return kept.length === 0 ? undefined : trace.list(kept)
}
