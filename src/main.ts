import { main } from './cli.js'
import { systemCode } from './failure.js'
import { nodeHost } from './host.js'

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

const exitCode = await main({
  argv: process.argv.slice(2),
  stdin: process.stdin,
  stdout: { write: (text) => sink === 'open' && process.stdout.write(text), isTTY: process.stdout.isTTY },
  stderr: process.stderr,
  env: process.env,
  cwd: process.cwd(),
  // dist/mc.js lies one folder below the package
  host: nodeHost(new URL('../', import.meta.url)),
  onInterrupt(listener) {
    process.on('SIGINT', listener)
    interruptions.add(listener)
    return () => {
      process.off('SIGINT', listener)
      interruptions.delete(listener)
    }
  },
})
process.exitCode ??= exitCode
