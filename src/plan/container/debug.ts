import type { Debug as Fields } from '../../generated/application.js'
import { type DebugPreset, debugPorts, wrapCommand, wrapsCommand } from '../../language/container/debug-preset.js'
import type { Container, Debug } from '../plan.js'
import type { Scope } from '../scope.js'
import type { Traced } from '../trace.js'

/** Gives how a container is started with a debugger: what its preset says, and before that what the manifest says itself. */
export function planDebug(scope: Scope, debug: Fields, container: Container): Debug {
  const { trace } = scope
  const preset = scope.from(debug, 'preset')
  const port = scope.from(debug, 'port') ?? trace.join(preset === undefined ? 0 : debugPorts[preset.value], preset)
  const own = debug.cmd?.length ? scope.from(debug, 'cmd') : undefined
  const wrapped = own === undefined && preset && wrapsCommand(preset.value) ? wrapCommand(preset.value, port.value, container) : undefined
  const from = (key: 'command' | 'args'): Traced<readonly string[]> | undefined =>
    wrapped?.[key] && trace.join(wrapped[key], preset, port, trace.held(container, key))
  const { env: given = {} } = debug
  const option = preset && optionOf(preset.value, port.value)
  // an option of the same kind that the manifest gives itself goes first
  const isGiven = option !== undefined && given[option.variable]?.includes(option.sign)
  return trace.build<Debug>({
    port,
    command: own ?? from('command'),
    args: from('args'),
    env: scope.from(debug, 'env') ?? {},
    append:
      option === undefined || isGiven
        ? {}
        : trace.build<Record<string, string>>({ [option.variable]: trace.join(option.words, preset, port) }),
  })
}

/** How programs learn of their debugger by a variable, and by what an option of this kind is known (Node, `--inspect`; JVM, `-agentlib:jdwp`). */
function optionOf(preset: DebugPreset, port: number): { variable: string; words: string; sign: string } | undefined {
  if (preset === 'node') return { variable: 'NODE_OPTIONS', words: `--inspect=0.0.0.0:${port}`, sign: '--inspect' }
  if (preset !== 'java') return undefined
  const agent = `-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:${port}`
  return { variable: 'JAVA_TOOL_OPTIONS', words: agent, sign: 'jdwp' }
}
