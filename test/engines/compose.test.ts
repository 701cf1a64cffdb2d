import { mkdtempSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { conformance, listFiles, root, run, skip, temporary, tests } from '../harness.js'
import { renderExample } from './compose-project.js'
import { type Engine, startEngine } from './engine.js'
import { waitFor } from './wait-for.js'

const engine = startEngine()
if (typeof engine === 'string') skip('docker compose', engine)
else {
  tests('docker compose takes what is rendered', acceptance(engine))
  tests('examples run in Compose', examples(engine))
}

function acceptance(engine: Engine) {
  const work = temporary()
  const accepted = (path: string): Promise<string> => accepts(engine, path, mkdtempSync(join(work, 'out-')))
  const folders = readdirSync(join(root, 'examples')).map((name) => join(root, 'examples', name))
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

function examples(engine: Engine) {
  return {
    'order-processing: an order is taken and fulfilled': async () => {
      const project = await renderExample(engine, 'order-processing')
      try {
        await project.up()
        const gateway = await project.urlOf('gateway', 8000)
        const response = await fetch(`${gateway}/order`, { method: 'POST', body: JSON.stringify({ item: 'pizza' }) })
        assert.is(response.status, 202)
        const { task } = await json(response)
        assert.is(task.status, 'created')
        assert.is(task.href, `/orderstatus/${task.id}`)
        const answer = await waitFor(
          async () => json(await fetch(`${gateway}${task.href}`)),
          (order) => order.status !== 'created',
          20,
        )
        assert.equal(answer, { id: task.id, status: 'fulfilled' })
        // the services end by themselves when they are asked to
        await project.must('stop', '--timeout', '10')
        const ended = (await project.must('ps', '--all', '--format', 'json')).trim().split('\n').map(parseContainer)
        assert.equal(
          ended.filter(({ service, exitCode }) => /(processor|provider)$/.test(service) && exitCode !== 0),
          [],
        )
      } finally {
        await project.down()
      }
    },
    '01-hello: it says hello': async () => {
      const project = await renderExample(engine, '01-hello')
      try {
        await project.up()
        assert.is((await fetch(await project.urlOf('hello-web', 80))).status, 200)
      } finally {
        await project.down()
      }
    },
    '02-links: the web service reaches the database with its password': async () => {
      const project = await renderExample(engine, '02-links', 'a $ecret "word"')
      try {
        await project.up()
        const answer = await (await fetch(await project.urlOf('notes-web', 8080))).text()
        assert.match(answer, /^connected to postgres:\/\/[\w-]+:5432\/notes, password known/)
      } finally {
        await project.down()
      }
    },
    '03-shared-platform: what one application writes another reads': async () => {
      const project = await renderExample(engine, '03-shared-platform')
      try {
        await project.up()
        await waitFor(
          async () => (await project.must('logs', '--no-log-prefix', 'report-reporter')).trim(),
          (log) => /^\d+$/m.test(log),
          20,
        )
      } finally {
        await project.down()
      }
    },
  }
}

async function json(response: Response): Promise<{ id: string; status: string; task: { id: string; href: string; status: string } }> {
  return JSON.parse(await response.text())
}

function parseContainer(line: string): { service: string; exitCode: number } {
  const { Service, ExitCode } = JSON.parse(line)
  return { service: Service, exitCode: ExitCode }
}
