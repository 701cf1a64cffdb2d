import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { parse as parseYaml } from 'yaml'
import { compile } from '../src/compile-fully.js'
import type { Diagnostic, Source } from '../src/diagnostic.js'
import { planJson } from '../src/plan/plan-json.js'
import { listFiles, root, tests } from './harness.js'

/* What must hold for every lattice, shown on the examples. */
const examples: readonly Source[] = listFiles(join(root, 'examples'))
  .filter((path) => path.endsWith('.yaml') && !path.includes('node_modules'))
  .map((path) => ({ path: path.slice(root.length + 1), text: readFileSync(path, 'utf8') }))

/** One mistake of every stage, so that the order of diagnostics is tested too. */
const broken: readonly Source[] = [
  { path: 'broken/syntax.yaml', text: 'kind: Application\nmetadata: {name: torn\n' },
  {
    path: 'broken/schema.yaml',
    text: 'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: form}\nspec: {components: [{name: a, type: worker, properties: {imagee: x}}]}\n',
  },
  {
    path: 'broken/lattice.yaml',
    text: 'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: refers}\nspec: {components: [{name: a, type: webservice, properties: {application: {name: nowhere, component: b}}}]}\n',
  },
]

const show = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics.map(({ code, severity, message, span }) => `${span?.source.path}:${span?.start} ${severity} ${code} ${message}`)
const emitted = (sources: readonly Source[]): string => {
  const { diagnostics, artifacts, plan } = compile(sources, { targets: ['compose'] })
  return JSON.stringify([show(diagnostics), artifacts, plan && planJson(plan)])
}

const unrelated: Source = {
  path: 'zz/unrelated.yaml',
  text: 'apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: unrelated}\nspec: {components: [{name: other, type: worker, properties: {image: "ghcr.io/acme/other:1.0.0"}}]}\n',
}

tests('properties of compiling', {
  'the order of input files does not matter': () => {
    const expected = emitted(examples)
    fc.assert(
      fc.property(fc.shuffledSubarray([...examples], { minLength: examples.length }), (shuffled) =>
        assert.ok(emitted(shuffled) === expected),
      ),
      { numRuns: 6 },
    )
    const objections = show(compile([...examples, ...broken]).diagnostics)
    assert.ok(objections.length >= 3)
    assert.equal(show(compile([...broken, ...examples].reverse()).diagnostics), objections)
  },
  'the same input gives the same bytes': () => {
    const [first, second] = [emitted(examples), emitted(examples)]
    assert.ok(first === second)
  },
  'an unrelated application changes no diagnostic and no emitted byte of the others': () => {
    const before = compile(examples, { targets: ['compose'], settings: { compose: { name: 'lattice' } } })
    const after = compile([...examples, unrelated], { targets: ['compose'], settings: { compose: { name: 'lattice' } } })
    const others = (found: readonly Diagnostic[]): string[] => show(found.filter(({ span }) => span?.source.path !== unrelated.path))
    assert.equal(others(after.diagnostics), others(before.diagnostics))
    const [first, second] = [before, after].map(({ artifacts }) => artifacts.find(({ path }) => path === 'compose/compose.yaml')!.text)
    const text = (compose: string, name: string): string =>
      new RegExp(`^  ${name.replaceAll('.', '\\.')}:\\n(?:(?:    .*)?\\n)*`, 'm').exec(compose)![0]
    const services = Object.keys((parseYaml(first!) as { services: object }).services)
    assert.ok(services.length > 30)
    for (const name of services) assert.ok(text(second!, name) === text(first!, name), name)
  },
  'a broken document hides no mistake of another': () => {
    const codes = new Set(compile([...broken, ...examples]).diagnostics.map(({ code }) => code))
    for (const code of ['yaml/syntax', 'schema/unknown-property', 'lattice/unknown-application'])
      assert.ok(codes.has(code as Diagnostic['code']), code)
  },
})
