// Builds the tests and runs them.
//   run.mjs [substring…]     the tests whose path contains one of the substrings; all where none is given
//   run.mjs --halves ledger  each of two processes takes every second case of the tests that can be shared out
//   run.mjs --engines        the tests that run real programs (test/engines)
//   run.mjs --fuzz [--seed n] [--runs n]   the fuzz run alone
import { fork } from 'node:child_process'
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

process.chdir(fileURLToPath(new URL('../', import.meta.url)))
const flags = process.argv.slice(2)
const engines = flags.includes('--engines')
const fuzz = flags.includes('--fuzz')
if (process.env.UPDATE && process.env.CI) {
  console.error('UPDATE rewrites goldens, and CI must not: unset one of them')
  process.exit(2)
}
const wanted = flags.filter((flag, index) => !flag.startsWith('--') && !/^--(seed|runs)$/.test(flags[index - 1] ?? ''))
const files = list('test')
  .filter((path) => path.endsWith('.test.ts'))
  .filter((path) => path.startsWith(join('test', 'engines')) === engines && path.includes('fuzz') === fuzz)
  .filter((path) => wanted.length === 0 || wanted.some((part) => path.includes(part)))
  .sort()

const out = wanted.length === 0 ? 'dist/test' : `dist/test-${process.pid}`
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
await build({
  entryPoints: files,
  outdir: out,
  outbase: 'test',
  bundle: true,
  splitting: true,
  sourcemap: 'inline',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
  define: { MC_VERSION: '"0.0.0-test"' },
  logLevel: 'warning',
})
writeFileSync(join(out, 'package.json'), '{"type":"module"}')
const sums = await Promise.all(lanesOf(files).map(runLane))
const sum = (of) => sums.reduce((total, lane) => total + of(lane), 0)
const skipped = sums.flatMap((lane) => lane.skipped)
for (const reason of skipped) console.log(`skipped: ${reason}`)
if (files.length === 0) console.error('no test file matches')
const failed = sum((lane) => lane.failed)
console.log(`${sum((lane) => lane.passed)} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`)
if (wanted.length > 0) rmSync(out, { recursive: true, force: true })
process.exit(failed > 0 || files.length === 0 ? 1 : 0)

/**
 * What is many runs in several processes, large files and small ones in each, and twice as many as two processors can run: nobody knows before which takes long,
 * and what waits leaves its processor to the others. Engines are shared, so that their tests run one after the other.
 */
function lanesOf(all) {
  if (flags.includes('--halves')) return [all, all]
  if (engines || all.length < 40 || availableParallelism() < 2) return [all]
  const bySize = [...all].sort((a, b) => statSync(b).size - statSync(a).size)
  return [0, 1, 2, 3].map((lane) => bySize.filter((_, index) => index % 4 === lane).sort())
}

/** Runs files in a process of their own; what those beside the first print is shown when it has ended. */
function runLane(lane, index) {
  return new Promise((resolve) => {
    const child = fork('test/run-lane.mjs', [], {
      stdio: ['ignore', index === 0 ? 'inherit' : 'pipe', index === 0 ? 'inherit' : 'pipe', 'ipc'],
    })
    const printed = []
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => printed.push(chunk))
    let sums = { passed: 0, failed: 0, skipped: [] }
    child.on('message', (message) => {
      sums = message
    })
    // one that ends without a word has failed, whatever it counted before
    child.on('close', (code) => {
      process.stdout.write(Buffer.concat(printed))
      if (code !== 0 && sums.failed === 0) sums = { ...sums, failed: 1 }
      resolve(sums)
    })
    child.send({ files: lane, out, flags, share: flags.includes('--halves') ? { index, of: 2 } : { index: 0, of: 1 } })
  })
}

function list(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? list(join(folder, entry.name)) : [join(folder, entry.name)],
  )
}
