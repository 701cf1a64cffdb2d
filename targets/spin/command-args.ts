import type { SpinWorkload } from '../../src/plan/plan.js'
import type { EmitContext } from '../target.js'

/** Gives the arguments of a run that a command starts (plugin `trigger-command`: what stands at the end). */
export function commandArgs({ triggers }: SpinWorkload): readonly string[] {
  const words = triggers.flatMap(wordsOf)
  return words.length === 0 ? [] : ['--', ...words]
}

/** Tells whether an application ends: what only a command starts ends with it. */
export function isRun({ triggers }: SpinWorkload): boolean {
  return triggers.length > 0 && triggers.every((trigger) => trigger['type'] === 'command')
}

/** Reports words of a command that do not reach it. */
export function reportCommands({ unsupported }: EmitContext, { triggers }: SpinWorkload): void {
  for (const trigger of triggers) {
    const lost = wordsOf(trigger).find((word) => taken.test(word))
    if (lost !== undefined) unsupported('spin-trigger', trigger, 'cmd', `\`spin up\` takes \`${lost}\` for itself`)
  }
}

/** Options that `spin up` takes for itself wherever they stand. */
const taken =
  /^(-[fkech]|--(from|from-file|file|from-registry|profile|insecure|env|temp|tmp|cache-dir|direct-mounts|build|component-id|help)(=.*)?)$/s

function wordsOf({ type, cmd }: SpinWorkload['triggers'][number]): readonly string[] {
  return type === 'command' && Array.isArray(cmd) ? cmd.map(String) : []
}
