import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import * as assert from 'uvu/assert'
import { parse, stringify } from 'yaml'
import type { Compilation } from '../../src/compilation.js'
import { compile } from '../../src/compile-fully.js'
import { explanations } from '../../src/language/explanations.js'
import { type Feature, features } from '../../src/plan/features.js'
import { targets } from '../../targets/index.js'
import { type Path, withChange } from '../changes.js'
import { listFiles, root, tests } from '../harness.js'

/** `test/features/<feature>.yaml` uses the feature; its first line says which entries to take away, or to set, for the same manifest without it. */
const folder = join(root, 'test', 'features')
const names = listFiles(folder).map((file) => basename(file, '.yaml'))

tests('features', {
  'every feature has a manifest that uses it': () => assert.equal([...names].sort(), Object.keys(features).sort()),
  'every code that a target says is explained': () => {
    const sources = listFiles(join(root, 'targets')).filter((file) => file.endsWith('.ts'))
    const said = new Set(sources.flatMap((file) => readFileSync(file, 'utf8').match(/(?<=')target\/[a-z-]+(?=')/g) ?? []))
    assert.ok(said.size > 10)
    const explained = new Set(explanations.map(({ code }) => code as string))
    for (const code of said) assert.ok(explained.has(code), code)
  },
  ...Object.fromEntries(
    targets.flatMap((target) =>
      names.map((name) => [`${target.name} keeps its word on ${name}`, () => check(target.name, name as Feature)]),
    ),
  ),
})

/** Native and emulated: the output shows the feature, and nothing is reported as lost. Partial and refused: the diagnostic that the table promises. */
function check(targetName: string, feature: Feature): void {
  const text = readFileSync(join(folder, `${feature}.yaml`), 'utf8')
  const capability = targets.find(({ name }) => name === targetName)!.capabilities[feature]
  const used = emit(targetName, text)
  const lost = used.diagnostics.filter(({ code }) => code === 'target/unsupported' || code === 'target/unused' || refusals.includes(code))
  assert.equal(
    used.diagnostics.filter(({ code }) => !code.startsWith('target/')),
    [],
    'the manifest itself is right',
  )
  if (capability.support === 'partial' || capability.support === 'refused') {
    const promised = lost.find(
      ({ code, message }) =>
        (capability.support === 'refused' ? refusals.includes(code) : code === 'target/unsupported' || code === 'target/no-image-record') &&
        message.includes(features[feature]),
    )
    assert.ok(promised, `no diagnostic speaks of ${features[feature]}: ${lost.map(({ message }) => message).join('; ')}`)
    assert.ok(promised.span, 'it stands at a line')
    assert.is(used.artifacts.length === 0, capability.support === 'refused')
    return
  }
  assert.equal(
    lost.map(({ message }) => message),
    [],
    'nothing is lost',
  )
  const bare = emit(targetName, without(text))
  assert.ok(bare.artifacts.length > 0, `the manifest without it compiles: ${bare.diagnostics.map(({ message }) => message).join('; ')}`)
  assert.is.not(print(used), print(bare), 'the output shows it')
}

/** What a target refuses by itself, and images that it does not build. */
const refusals: readonly string[] = ['target/refused', 'target/no-image-record']

function emit(target: string, text: string): Compilation {
  return compile([{ path: 'shop.yaml', text }], { targets: [target], cwd: '/' })
}

function without(text: string): string {
  const [line = '', ...rest] = text.split('\n')
  const steps = line.replace(/^# without: /, '').split(/ (?=spec|metadata)/)
  const changed = steps.reduce(
    (document: unknown, step) => {
      const [path = '', value] = step.split(/=(.*)/s)
      const keys: Path = path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key))
      return withChange(
        document,
        value === undefined ? { kind: 'remove', path: keys } : { kind: 'change', path: keys, value: parse(value) },
      )
    },
    parse(rest.join('\n')) as unknown,
  )
  return stringify(changed)
}

function print({ artifacts }: Compilation): string {
  return artifacts.map(({ path, text }) => `${path}\n${text}`).join('\n')
}
