// Builds the tests and runs them.
//   run.mjs [substring…]     the tests whose path contains one of the substrings; all where none is given
//   run.mjs --engines        the tests that run real programs (test/engines)
//   run.mjs --fuzz [--seed n] [--runs n]   the fuzz run alone
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
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
process.setSourceMapsEnabled(true)
globalThis.UVU_DEFER = 1
const { exec } = await import('uvu')
globalThis.mcTests = { passed: 0, failed: 0, skipped: [], files: new Set() }
globalThis.UVU_QUEUE = []
for (const [index, file] of files.entries()) {
  globalThis.UVU_INDEX = index
  globalThis.UVU_QUEUE.push([file.replace(/^test./, '')])
  await import(pathToFileURL(join(out, file.replace(/^test./, '').replace(/\.ts$/, '.js'))).href)
}
await exec(false)
const { passed, failed, skipped } = globalThis.mcTests
for (const reason of skipped) console.log(`skipped: ${reason}`)
// a file that registers no test must not pass in silence
const silent = files.filter((_, index) => !globalThis.mcTests.files.has(index))
for (const file of silent) console.error(`${file} registers no test`)
if (files.length === 0) console.error('no test file matches')
console.log(`${passed} passed, ${failed + silent.length} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`)
if (wanted.length > 0) rmSync(out, { recursive: true, force: true })
process.exit(failed > 0 || silent.length > 0 || files.length === 0 ? 1 : 0)

function list(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? list(join(folder, entry.name)) : [join(folder, entry.name)],
  )
}
