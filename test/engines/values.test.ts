import * as assert from 'uvu/assert'
import { skip, temporary, tests } from '../harness.js'
import { awkwardTexts } from './awkward-texts.js'
import { render } from './compose-project.js'
import { type Engine, startEngine } from './engine.js'

/** Prints what a process is given, and the files of two folders. */
const report = `
const { readdirSync, readFileSync } = require('node:fs')
const files = (folder) => Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(folder + '/' + name, 'utf8')]))
const text = JSON.stringify({ env: process.env, args: process.argv.slice(1), settings: files('/settings'), secrets: files('/secrets') })
// Docker's log cuts long lines wherever 16 KiB end, also in the middle of a character of several bytes
console.log(text.replace(/[^ -~]/g, (unit) => '\\\\u' + unit.charCodeAt(0).toString(16).padStart(4, '0')))
setInterval(() => {}, 1000)
process.on('SIGTERM', () => process.exit())
`

const engine = startEngine()
if (typeof engine === 'string') skip('awkward texts in Compose', engine)
else tests('awkward texts in Compose', values(engine))

function values(engine: Engine) {
  const byName = new Map(awkwardTexts.map((text, index) => [`TEXT_${index}`, text]))
  const names = [...byName.keys()]
  const texts = Object.fromEntries(byName)
  const storage = {
    configMap: [{ name: 'settings', mountPath: '/settings', data: texts }],
    secret: [{ name: 'words', mountPath: '/secrets', mountOnly: true, items: names.map((name) => ({ key: name, path: name })) }],
  }
  const component = (name: string, security: object) => ({
    name,
    type: 'worker',
    properties: {
      image: 'node:20',
      cmd: ['node', '-e', report, '--'],
      args: awkwardTexts,
      env: names.map((name) => ({ name, value: texts[name] })),
      labels: Object.fromEntries(awkwardTexts.map((text, index) => [`text-${index}`, text])),
    },
    traits: [{ type: 'storage', properties: storage }, security],
  })
  const manifest = {
    apiVersion: 'core.oam.dev/v1beta1',
    kind: 'Application',
    metadata: { name: 'awkward', annotations: {} },
    spec: { components: [component('report', { type: 'annotations', properties: {} })] },
  }
  const secrets = Object.fromEntries([...byName].map(([name, text]) => [`WORDS_${name}`, text]))
  const project = () =>
    render(engine, temporary({ 'awkward.json': JSON.stringify(manifest, undefined, 1) }), 'awkward.json', (name) => secrets[name]!)
  return {
    'there are at least 200': () => assert.ok(awkwardTexts.length >= 200),
    'arguments, environment, files, secrets and labels arrive unchanged in a running container': async () => {
      const awkward = await project()
      try {
        await awkward.up()
        const arrived = JSON.parse(await awkward.must('logs', '--no-log-prefix', 'awkward-report'))
        const expected = names.map((name) => texts[name])
        same(arrived.args, awkwardTexts)
        for (const given of [arrived.env, arrived.settings])
          same(
            names.map((name) => given[name]),
            expected,
          )
        // Compose makes no file of an empty variable
        const filled = names.filter((name) => texts[name] !== '')
        same(
          filled.map((name) => arrived.secrets[name]),
          filled.map((name) => texts[name]),
        )
        const id = (await awkward.must('ps', '--quiet', 'awkward-report')).trim()
        const { stdout } = await engine.docker(['inspect', '--format', '{{json .Config.Labels}}', id], { cwd: '/' })
        const labels = JSON.parse(stdout)
        same(
          awkwardTexts.map((_, index) => labels[`text-${index}`]),
          awkwardTexts,
        )
      } finally {
        await awkward.down()
      }
    },
  }
}

/** Shows only what differs: a comparison of everything would take minutes to print. */
function same(actual: readonly unknown[], expected: readonly unknown[]): void {
  assert.is(actual.length, expected.length)
  assert.equal(
    expected.flatMap((text, index) => (actual[index] === text ? [] : [{ text, arrived: actual[index] }])),
    [],
  )
}
