import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { conformance, exampleNames, listFiles, root, run, skip, temporary, tests } from '../harness.js'
import { eachOf } from './each-of.js'
import { type Engine, startEngine } from './engine.js'

const engine = startEngine()
if (typeof engine === 'string') skip('docker compose', engine)
else {
  tests('docker compose takes what is rendered', acceptance(engine))
}

function acceptance(engine: Engine) {
  const work = temporary()
  const accepted = (path: string): Promise<string> => accepts(engine, path, mkdtempSync(join(work, 'out-')))
  const folders = exampleNames().map((name) => join(root, 'examples', name))
  const single = (folder: string | undefined): string[] =>
    folder === undefined ? [] : listFiles(folder).filter((path) => /\.ya?ml$/.test(path))
  return {
    'every example': async () => {
      const results = await eachOf(folders, accepted)
      assert.equal(
        results.filter((result) => result !== 'taken'),
        [],
      )
    },
    'every feature by itself': async () => {
      const results = await eachOf(single(join(root, 'test', 'features')), accepted)
      assert.equal(
        results.filter((result) => result !== 'taken' && result !== 'refused by mc'),
        [],
      )
      assert.ok(results.includes('taken'))
    },
    // the corpora lie beside the repository or do not
    'every valid manifest of the corpora': async () => {
      const paths = [...single(conformance('corpus')), ...single(conformance('corpus-kubevela'))]
      const results = await eachOf(paths, accepted)
      assert.equal(
        results.filter((result) => !['taken', 'refused by mc', 'not valid'].includes(result)),
        [],
      )
      assert.ok(paths.length === 0 || results.filter((result) => result === 'taken').length > paths.length / 4)
    },
  }
}

/** Renders what lies at a path into a folder and shows it to Compose: `taken`, `not valid`, `refused by mc` (the target says so), or else what went wrong. */
async function accepts(engine: Engine, path: string, folder: string): Promise<string> {
  if ((await run(['validate', path, '--quiet'], { cwd: folder })).code === 1) return 'not valid'
  const rendered = await run(['render', path, '-t', 'compose', '-o', 'out', '--format', 'oneline', '--quiet'], { cwd: folder })
  if (rendered.code === 1 && `${rendered.stdout}${rendered.stderr}`.includes('[target/')) return 'refused by mc'
  if (rendered.code !== 0) return `${path}: ${rendered.stderr}`
  const { code, stderr } = await engine.docker(['compose', '-f', 'compose.yaml', 'config', '--quiet'], {
    cwd: join(folder, 'out', 'compose'),
  })
  return code === 0 ? 'taken' : `${path}: ${stderr}`
}
