import { CommanderError } from 'commander'
import type { Invocation } from './commands/context.js'
import { makeProgram } from './commands/program.js'
import { Failure } from './failure.js'
import { printable } from './report/printable.js'

export type { Invocation, OutputStream } from './commands/context.js'

/**
 * Runs one command line and gives the exit code: 0 done and nothing to object to, 1 done with objections, 2 asked wrongly,
 * 3 could not do it (also a bug of mc, which is one line unless `--debug` asks for the trace), 130 interrupted.
 */
export async function main(invocation: Invocation): Promise<number> {
  let exitCode = 0
  const program = makeProgram(invocation, (code) => {
    exitCode = code
  })
  try {
    await program.parseAsync(invocation.argv, { from: 'user' })
    return exitCode
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    if (error instanceof Failure) {
      invocation.stderr.write(`mc: ${printable(error.message)}\n`)
      return error.exitCode
    }
    invocation.stderr.write(crash(error, invocation.argv.includes('--debug')))
    return 3
  }
}

function crash(error: unknown, debug: boolean): string {
  const message = error instanceof Error ? error.message : String(error)
  const first = printable(message.split('\n')[0] ?? '')
  if (!debug) return `mc failed because of a bug in mc: ${first} (run again with --debug for the trace)\n`
  const trace = error instanceof Error ? (error.stack ?? message) : message
  return `mc failed because of a bug in mc: ${first}\n${trace.split('\n').map(printable).join('\n')}\n`
}
