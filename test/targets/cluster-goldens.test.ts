import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { exampleNames, golden, readTree, root, run, temporary, tests } from '../harness.js'

/* What the kubernetes and helm targets make of every example, byte for byte. */
const cases = exampleNames().flatMap((name) =>
  (['kubernetes', 'helm'] as const).map((target): [string, () => Promise<void>] => [
    `${target}: ${name} is the same as in its golden`,
    async () => {
      const out = temporary()
      const { code, stderr } = await run(['render', join('examples', name), '-t', target, '-o', out], { cwd: root })
      assert.is(code, 0, stderr)
      const files = readTree(join(out, target))
      golden(`${name}/${target}`, readable(name, files))
    },
  ]),
)

tests('goldens of clusters', Object.fromEntries(cases))

/** Schemas of values are long and say what `values.yaml` says: those of two examples are enough to read. */
const withSchemas: ReadonlySet<string> = new Set(['02-links', '04-wasm-spread'])

/** The umbrella holds copies of the charts beside it: they are compared with those, and stand in the golden once. */
function readable(name: string, files: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const own: Record<string, string> = {}
  for (const [path, text] of Object.entries(files)) {
    const [, copy] = /^[^/]+\/charts\/(.+)$/.exec(path) ?? []
    if (copy !== undefined) assert.ok(files[copy] === text, `${path} is no copy of ${copy}`)
    else if (withSchemas.has(name) || !path.endsWith('values.schema.json')) own[path] = text
  }
  return own
}
