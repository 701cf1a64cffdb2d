import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as assert from 'uvu/assert'
import { listFiles, root, run, tests } from './harness.js'

/* What the examples' own READMEs show is run: a line `$ mc …` of a console block is a command, and what follows it is what the command prints. */
const readmes = listFiles(join(root, 'examples')).filter((path) => path.endsWith('README.md'))

/** What says of itself that wadm takes it as it is. */
const wadmExamples = [
  '04-wasm-spread',
  '07-shared-http-server/wasm',
  '10-shared-database/wasm/wasm-stock.yaml',
  '10-shared-database/wasm/wasm-sales.yaml',
]

tests('examples', {
  'have no mistake and no warning': async () => {
    const { code, stdout, stderr } = await run(['validate', 'examples'], { cwd: root })
    assert.is(code, 0)
    assert.not(/warning|error/.test(stdout + stderr), stdout + stderr)
  },
  'in the dialect of wadm are what wadm takes': async () => {
    for (const name of wadmExamples) {
      const { code, stderr } = await run(['validate', '--compat', 'wadm', join('examples', name)], { cwd: root })
      assert.is(code, 0, stderr)
    }
  },
  'say in their READMEs what the commands print': async () => {
    assert.ok(readmes.length >= 4)
    for (const path of readmes) {
      const text = readFileSync(path, 'utf8')
      let refreshed = text
      for (const [block, command] of text.matchAll(/^```console\n\$ mc (.*)\n[\s\S]*?^```$/gm)) {
        const { code, stdout, stderr } = await run(command!.split(' '), { cwd: root })
        assert.is(code, 0, stderr)
        refreshed = refreshed.replace(block, () => `\`\`\`console\n$ mc ${command}\n${stdout.trimEnd()}\n\`\`\``)
      }
      if (process.env['UPDATE']) writeFileSync(path, refreshed)
      else assert.ok(refreshed === text, `${path} is stale (UPDATE=1 npm test rewrites it)`)
    }
  },
  'name folders that are there': () => {
    for (const path of readmes)
      for (const [, link] of readFileSync(path, 'utf8').matchAll(/\]\((?!http)([^)#]+)\)/g))
        assert.ok(existsSync(join(dirname(path), link!)), `${path}: ${link}`)
    for (const path of [...readmes, ...listFiles(join(root, 'examples')).filter((file) => file.endsWith('.yaml'))])
      for (const [name] of readFileSync(path, 'utf8').matchAll(/\bexamples\/[\w./-]*[\w-]/g))
        assert.ok(existsSync(join(root, name)), `${path}: ${name}`)
  },
})
