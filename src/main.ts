import { main } from './cli.js'
import { systemCode } from './failure.js'
import { nodeHost } from './host.js'
import { nodePrograms } from './programs.js'

const interruptions = new Set<() => void>()
let sink: 'open' | 'closed' | 'broken' = 'open'

// a reader that has seen enough (`mc graph | head`) is no failure: what is left is not written, and the exit code stays what it is
process.stdout.on('error', (error) => {
  if (systemCode(error) === 'EPIPE') {
    sink = 'closed'
    for (const interrupt of interruptions) interrupt()
    return
  }
  if (sink === 'open') process.stderr.write(`mc: cannot write standard output: ${error.message}\n`)
  sink = 'broken'
  process.exitCode = 3
})
// nobody can be told that nobody can be told
process.stderr.on('error', () => {})

const cwd = workingFolder()
if (cwd === undefined) {
  process.stderr.write('mc: the working directory is gone\n')
  process.exitCode = 3
} else {
  const exitCode = await run(cwd)
  // a failure of standard output, seen meanwhile, stays
  process.exitCode ??= exitCode
}

function run(folder: string): Promise<number> {
  return main({
    argv: process.argv.slice(2),
    stdin: process.stdin,
    stdout: { write: (text) => sink === 'open' && process.stdout.write(text), isTTY: process.stdout.isTTY },
    stderr: process.stderr,
    env: process.env,
    cwd: folder,
    // dist/mc.js lies one folder below the package
    host: nodeHost(new URL('../', import.meta.url)),
    programs: nodePrograms,
    onInterrupt(listener) {
      // whoever ends the terminal or asks the process to end wants the same as Ctrl-C
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, listener)
      interruptions.add(listener)
      return () => {
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, listener)
        interruptions.delete(listener)
      }
    },
  })
}

function workingFolder(): string | undefined {
  try {
    return process.cwd()
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    return undefined
  }
}
