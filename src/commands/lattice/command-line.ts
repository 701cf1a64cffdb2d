import type { Decision } from '../../lifecycle/decision.js'
import { printable } from '../../report/printable.js'
import type { GuardFlags } from './lattice-options.js'

/** Gives the command line, for a shell, that carries out a decision and no other. */
export function commandLine(
  words: readonly string[],
  { id, request, degraded }: Decision,
  { lattice }: Pick<GuardFlags, 'lattice'>,
): string {
  const parts = [
    'mc',
    ...words,
    ...(request.strategy === 'non_destructive' ? [] : ['--strategy', request.strategy]),
    ...(lattice === undefined ? [] : ['--lattice', lattice]),
    '--expect',
    id,
    ...(degraded.length > 0 ? ['--yes'] : []),
  ]
  return parts.map(quoted).join(' ')
}

/** POSIX shell, 2.2.2 Single-Quotes. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${printable(word).replaceAll("'", "'\\''")}'`
}
