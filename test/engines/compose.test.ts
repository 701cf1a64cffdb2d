import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { conformance, exampleNames, listFiles, root, run, skip, temporary, tests } from '../harness.js'
import { awkwardTexts } from './awkward-texts.js'
import { render } from './compose-project.js'
import { type Engine, startEngine } from './engine.js'

const engine = startEngine()
if (typeof engine === 'string') skip('docker compose', engine)
else {
  tests('docker compose takes what is rendered', acceptance(engine))
  tests('awkward texts in Compose', awkward(engine))
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

/** Runs a check for each item, two at a time; gives the results in the order of the items. */
async function eachOf<T, R>(items: readonly T[], check: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Map<number, R>()
  const waiting = [...items.entries()]
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) results.set(next[0], await check(next[1]))
  }
  await Promise.all([worker(), worker()])
  return items.map((_, index) => results.get(index)!)
}

function awkward(engine: Engine) {
  const names = awkwardTexts.map((_, index) => `TEXT_${index}`)
  // Compose copies each file by itself, which takes its time: those that interpolation or line breaks could change
  const files = Object.fromEntries(
    awkwardTexts.flatMap((text, index) => (/^$|[$\n\r{\\]|[^ -~]/.test(text) ? [[names[index]!, text]] : [])),
  )
  const report =
    'const { readdirSync, readFileSync } = require("node:fs"); const files = readdirSync("/settings").map((name) => [name, readFileSync(`/settings/${name}`, "utf8")]); console.log(JSON.stringify({ env: process.env, args: process.argv.slice(1), files: Object.fromEntries(files) }))'
  const manifest = {
    apiVersion: 'core.oam.dev/v1beta1',
    kind: 'Application',
    metadata: { name: 'awkward', annotations: {} },
    spec: {
      components: [
        {
          name: 'report',
          type: 'task',
          properties: {
            image: 'node:20',
            cmd: ['node', '-e', report, '--'],
            args: awkwardTexts,
            env: awkwardTexts.map((value, index) => ({ name: names[index], value })),
            labels: Object.fromEntries(awkwardTexts.map((text, index) => [`text-${index}`, text])),
          },
          traits: [{ type: 'storage', properties: { configMap: [{ name: 'settings', mountPath: '/settings', data: files }] } }],
        },
      ],
    },
  }
  const project = () => render(engine, temporary({ 'awkward.json': JSON.stringify(manifest) }), 'awkward.json')
  return {
    'read back by docker compose config': async () => {
      const { services } = JSON.parse(await (await project()).must('config', '--format', 'json'))
      const service = services['awkward-report']
      // what Compose prints is input for Compose again
      const plain = (text: string): string => text.replaceAll('$$', '$')
      assert.equal(
        names.map((name) => plain(service.environment[name])),
        awkwardTexts,
      )
      assert.equal(service.command.map(plain), awkwardTexts)
      assert.equal(
        awkwardTexts.map((_, index) => plain(service.labels[`text-${index}`])),
        awkwardTexts,
      )
    },
    'unchanged in a running container': async () => {
      const awkwardProject = await project()
      try {
        const arrived = JSON.parse(await awkwardProject.must('run', '--rm', '--no-TTY', '--pull', 'never', 'awkward-report'))
        assert.equal(
          names.map((name) => arrived.env[name]),
          awkwardTexts,
        )
        assert.equal(arrived.args, awkwardTexts)
        assert.equal(arrived.files, files)
      } finally {
        await awkwardProject.down()
      }
    },
  }
}
