import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { features } from '../src/plan/features.js'
import { targets } from '../targets/index.js'
import { root, run, temporary, tests } from './harness.js'
import { ignoredChecks } from './kube/ignored-checks.js'

/*
 * The README is run: a YAML block that begins with `# name.yaml` is a file, a line `$ mc …` of a console block is a command,
 * and what follows it is what the command prints. `UPDATE=1 npm test` rewrites the answers and the table of capabilities.
 */
const path = join(root, 'README.md')
const readme = readFileSync(path, 'utf8')
const blocks = [...readme.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => ({ language: match[1] ?? '', body: match[2] ?? '' }))

async function refreshed(): Promise<string> {
  const cwd = temporary()
  cpSync(join(root, 'examples'), join(cwd, 'examples'), { recursive: true, filter: (source) => !source.includes('node_modules') })
  for (const { language, body } of blocks) {
    const name = /^# (\S+\.yaml)\n/.exec(body)?.[1]
    if (language === 'yaml' && name !== undefined && !name.includes('/')) writeFileSync(join(cwd, name), body)
  }
  let text = readme
  for (const { language, body } of blocks) {
    if (language !== 'console') continue
    const command = /^\$ mc (.*)$/m.exec(body)?.[1]
    assert.ok(command, `a console block without a command: ${body}`)
    const { stdout, stderr } = await run(command!.split(' '), { cwd })
    const answer = `$ mc ${command}\n${stdout}${stderr}`.replace(/ \(\d+ ms\)/g, '')
    text = text.replace(body, answer.endsWith('\n') ? answer : `${answer}\n`)
  }
  return text.replace(/(<!-- capabilities -->\n)[\s\S]*?(<!-- \/capabilities -->)/, `$1${capabilityTable()}$2`)
}

function capabilityTable(): string {
  const head = `| feature | ${targets.map(({ name }) => name).join(' | ')} |\n|---|${targets.map(() => '---').join('|')}|\n`
  const rows = (Object.keys(features) as (keyof typeof features)[]).map((feature) => {
    const cells = targets.map(
      ({ capabilities }) => `**${capabilities[feature].support}**: ${capabilities[feature].note.replaceAll('|', '\\|')}`,
    )
    return `| ${features[feature]} (\`${feature}\`) | ${cells.join(' | ')} |\n`
  })
  return head + rows.join('')
}

tests('README', {
  'its commands print what it says, and its table is the targets’ own': async () => {
    const text = await refreshed()
    if (process.env['UPDATE']) writeFileSync(path, text)
    else assert.ok(text === readme, `README.md is stale (UPDATE=1 npm test rewrites it):\n${firstDifference(text, readme)}`)
  },
  'its set-up commands are the ones that CI runs': () => {
    const ci = readFileSync(join(root, '.ci', 'run'), 'utf8')
    assert.match(readme, 'npm install && npx mc render examples/order-processing -t compose -o out')
    assert.match(readme, 'npm install && npm test')
    assert.match(ci, 'npx mc render examples/order-processing -t compose -o out')
    assert.match(ci, 'npm test')
  },
  'it names every check of kube-score and kube-linter that is passed over': () => {
    for (const { check } of ignoredChecks) assert.match(readme, `\`${check}\``)
  },
  'every path that it names is there': () => {
    for (const [, link] of readme.matchAll(/\]\((?!http)([^)#]+)\)/g)) assert.ok(readFileSyncSafe(join(root, link!)), link)
  },
})

function readFileSyncSafe(file: string): boolean {
  try {
    readFileSync(file)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EISDIR'
  }
}

function firstDifference(actual: string, expected: string): string {
  const [now, before] = [actual.split('\n'), expected.split('\n')]
  const line = now.findIndex((text, index) => text !== before[index])
  return `line ${line + 1}\n- ${before[line]}\n+ ${now[line]}`
}
