// Runs built test files in one process, and tells whoever started it (run.mjs) the sums.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const { files, out, flags, share } = await new Promise((resolve) => process.once('message', resolve))
// tests read the flags that the run was given
process.argv.push(...flags)
process.setSourceMapsEnabled(true)
globalThis.UVU_DEFER = 1
const { exec } = await import('uvu')
globalThis.mcShare = share
globalThis.mcTests = { passed: 0, failed: 0, skipped: [], files: new Set() }
globalThis.UVU_QUEUE = []
for (const [index, file] of files.entries()) {
  globalThis.UVU_INDEX = index
  globalThis.UVU_QUEUE.push([file.replace(/^test./, '')])
  await import(pathToFileURL(join(out, file.replace(/^test./, '').replace(/\.ts$/, '.js'))).href)
}
await exec(false)
const { passed, failed, skipped } = globalThis.mcTests
// a file that registers no test must not pass in silence
const silent = files.filter((_, index) => !globalThis.mcTests.files.has(index))
for (const file of silent) console.error(`${file} registers no test`)
process.send({ passed, failed: failed + silent.length, skipped }, () => process.exit(failed + silent.length > 0 ? 1 : 0))
