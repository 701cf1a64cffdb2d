import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compile } from '../src/compile-fully.js'
import type { Diagnostic } from '../src/diagnostic.js'
import { conformance, listFiles, root, tests } from './harness.js'
import { mutate, randomFrom } from './mutate.js'

/*
 * Mutated bytes and mutated trees of real manifests: no crash, no hang, every diagnostic at a valid position.
 *   npm run fuzz -- --runs 100000 --seed 7
 */
const flag = (name: string, fallback: number): number => {
  const at = process.argv.indexOf(`--${name}`)
  return at < 0 ? fallback : Number(process.argv[at + 1])
}
const runs = flag('runs', 20_000)
const seed = flag('seed', 1)

const folders = [join(root, 'examples'), join(root, 'test', 'fixtures'), join(root, 'test', 'features')]
for (const beside of ['corpus', 'corpus-kubevela', 'conformance/wadm/edge']) {
  const folder = conformance(beside)
  if (folder !== undefined) folders.push(folder)
}
const corpus = folders
  .filter((folder) => existsSync(folder))
  .flatMap(listFiles)
  .filter((path) => /\.(ya?ml|json)$/.test(path) && !path.includes('node_modules'))
  .map((path) => readFileSync(path, 'utf8'))
  .filter((text) => text.length < 20_000)

tests(`fuzz: ${runs} runs from seed ${seed} over ${corpus.length} manifests`, {
  'no crash, no hang, valid positions': () => {
    const random = randomFrom(seed)
    let slowest = 0
    for (let run = 0; run < runs; run++) {
      const text = mutate(random, corpus)
      const options = run % 3 === 0 ? ({ compat: 'wadm' } as const) : run % 3 === 1 ? { targets: ['compose'] } : {}
      const start = performance.now()
      let diagnostics: readonly Diagnostic[]
      try {
        diagnostics = compile([{ path: 'app.yaml', text, explicit: run % 2 === 0 }], options).diagnostics
      } catch (error) {
        throw new Error(
          `run ${run} of seed ${seed} (${JSON.stringify(options)}): ${String(error)}\n${error instanceof Error ? error.stack : ''}\n--- input\n${text}`,
        )
      }
      const took = performance.now() - start
      slowest = Math.max(slowest, took)
      if (took > 1000) throw new Error(`run ${run} of seed ${seed} took ${took.toFixed(0)} ms\n--- input\n${text}`)
      for (const diagnostic of diagnostics) checkPosition(diagnostic, text, run)
    }
    console.log(`\nslowest run ${slowest.toFixed(0)} ms`)
  },
})

function checkPosition({ code, span, related, edits, message }: Diagnostic, text: string, run: number): void {
  const spans = [span, ...(related ?? []).map((place) => place.span), ...(edits ?? []).map((edit) => edit.span)]
  for (const place of spans) {
    if (place === undefined) throw new Error(`run ${run} of seed ${seed}: ${code} has no position: ${message}\n--- input\n${text}`)
    const valid = Number.isInteger(place.start) && place.start >= 0 && place.start <= place.end && place.end <= text.length
    if (!valid) throw new Error(`run ${run} of seed ${seed}: ${code} at ${place.start}–${place.end} of ${text.length}\n--- input\n${text}`)
  }
}
