import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import * as assert from 'uvu/assert'
import { compileWith } from '../../src/compile.js'
import type { Diagnostic, Source } from '../../src/diagnostic.js'
import { bare } from '../../src/equipment.js'
import type { ApplicationRecord, Outline } from '../../src/generated/lattice-record.js'
import { rules } from '../../src/language/rules/index.js'
import { application, component, reference, sharedApplication } from '../../src/language/rules/lattice/snippets.js'
import { neighbourhood } from '../../src/lifecycle/neighbourhood.js'
import { outlineOf } from '../../src/lifecycle/outline-of.js'
import type { Stored } from '../../src/lifecycle/stored.js'
import { withinReach } from '../../src/lifecycle/within-reach.js'
import { makeVersion } from '../../src/store/make-version.js'
import { storedSource } from '../../src/store/stored-source.js'
import { conformance, listFiles, root, tests } from '../harness.js'
import { busyLattices } from './busy-lattices.js'

/** Every application of these texts that is sound by itself, as a store would give it back; of two with one name the first. */
function applicationsIn(texts: readonly string[]): Map<string, Source> {
  const found = new Map<string, Source>()
  for (const [index, text] of texts.entries()) {
    const { lattice, documents } = compileWith(bare, [{ path: `${index}.yaml`, text }])
    for (const [name, manifest] of lattice.applications) {
      if (found.has(name)) continue
      const version = makeVersion(manifest, documents.length, '1', { actor: 'a', at: '2026-01-01T00:00:00Z' })
      const stored = storedSource(version.record, version.text)
      found.set(name, { ...stored, path: `${name.replaceAll('/', '_')}.yaml` })
    }
  }
  return found
}

const place = (span: Diagnostic['span']): string => `${span?.source.path}:${span?.start}-${span?.end}`
const show = (found: readonly Diagnostic[]): string[] =>
  found.map(({ code, severity, message, span, related = [], label, help, edits = [] }) =>
    JSON.stringify([
      code,
      severity,
      message,
      place(span),
      related.map((other) => [place(other.span), other.message]),
      label,
      help,
      edits.length,
    ]),
  )

/** Compares what is said of each application over all of them with what is said over its neighbourhood; gives how many applications were left out, and what was said. */
function compare(sources: ReadonlyMap<string, Source>, groups: readonly (readonly string[])[]): { left: number; codes: Set<string> } {
  const all = compileWith(bare, [...sources.values()])
  const outlines = new Map([...all.lattice.applications].map(([name, manifest]) => [name, outlineOf(manifest)]))
  const codes = new Set<string>()
  let left = 0
  for (const names of groups) {
    const given = new Map(names.flatMap((name) => (outlines.has(name) ? [[name, outlines.get(name)!]] : [])))
    const others = new Map([...outlines].filter(([name]) => !given.has(name)))
    const near = neighbourhood(given, others)
    const reached = withinReach(given, storedOf(outlines))
    const inReach = new Map([...others].filter(([name]) => reached.has(name)))
    assert.equal(neighbourhood(given, inReach), near, 'what a store need not read changes nothing')
    const chosen = [...given.keys(), ...near].map((name) => sources.get(name)!)
    const paths = new Set([...given.keys()].map((name) => sources.get(name)!.path))
    const naming = ({ span, related = [] }: Diagnostic): boolean =>
      [span, ...related.map((other) => other.span)].some((one) => one !== undefined && paths.has(one.source.path))
    const expected = all.diagnostics.filter(naming)
    assert.equal(show(compileWith(bare, chosen).diagnostics.filter(naming)), show(expected), `${names} with ${near}`)
    left += outlines.size - chosen.length
    for (const { code } of expected) codes.add(code)
  }
  return { left, codes }
}

/** A lattice that knows who mentions what. */
function storedOf(outlines: ReadonlyMap<string, Outline>): Stored {
  const version = { version: '1', content: '', text: '', file: 'a.yaml', line: 1, at: '', actor: '' }
  const records = [...outlines].map(([name, outline]): [string, ApplicationRecord] => [
    name,
    { format: 1, name, versions: [{ ...version, outline }] },
  ])
  const mentions = (record: ApplicationRecord, strings: readonly string[]): boolean =>
    strings.some((string) => JSON.stringify(record).includes(JSON.stringify(string)))
  return {
    records: new Map(records),
    mentioning: (strings) => records.flatMap(([name, record]) => (mentions(record, strings) ? [name] : [])),
    source: () => Promise.reject(new Error('nothing is read here')),
  }
}

const each = (sources: ReadonlyMap<string, Source>): string[][] => [...sources.keys()].map((name) => [name])
const textsBelow = (...folders: readonly (string | undefined)[]): string[] =>
  folders
    .flatMap((folder) => (folder === undefined ? [] : listFiles(folder)))
    .filter((path) => /\.ya?ml$/.test(path) && !path.includes('node_modules'))
    .map((path) => readFileSync(path, 'utf8'))

tests('neighbourhood', {
  'every rule says the same of its own example': () => {
    const seen = new Set<string>()
    for (const { bad, good, scope } of rules) {
      if (scope !== 'lattice') continue
      for (const text of [bad, good]) {
        const sources = applicationsIn([text])
        for (const code of compare(sources, each(sources)).codes) seen.add(code)
      }
    }
    // an application of the name of another cannot be stored beside it
    const expected = rules.filter(({ scope, code }) => scope === 'lattice' && code !== 'lattice/duplicate-application')
    for (const { code } of expected) assert.ok(seen.has(code), code)
  },
  'who asks for a server of a shared component is looked at with whoever serves it elsewhere': () => {
    const serves =
      '      traits:\n        - type: link\n          properties:\n            target: { name: api }\n            namespace: wasi\n            package: http\n            interfaces: [incoming-handler]\n'
    const asks = '      traits:\n        - type: link\n          properties:\n            target: { name: api }\n'
    const sources = applicationsIn([
      sharedApplication('platform', component('component', 'api')),
      application('edge', component('capability', 'server', serves), reference('component', 'api', 'platform/api')),
      application('shop', component('worker', 'web', asks), reference('component', 'api', 'platform/api')),
    ])
    compare(sources, each(sources))
    sources.delete('edge')
    assert.ok(compare(sources, each(sources)).codes.has('link/not-served'), 'it would be said without the server')
  },
  'every application of the examples and of the corpora': () => {
    for (const texts of [
      textsBelow(join(root, 'examples')),
      textsBelow(join(root, 'test', 'features')),
      textsBelow(conformance('conformance')),
    ]) {
      const sources = applicationsIn(texts)
      if (sources.size > 1) assert.ok(compare(sources, each(sources)).left > 0)
    }
  },
  'random lattices, one application and several': () => {
    const codes = new Map<string, number>()
    let left = 0
    fc.assert(
      fc.property(busyLattices, fc.infiniteStream(fc.nat(3)), (manifests, random) => {
        const sources = new Map(manifests.map(({ name, text }) => [name, { path: `${name}.yaml`, text }]))
        const several = [...sources.keys()].filter(() => random.next().value === 0)
        const found = compare(sources, [...each(sources), several])
        left += found.left
        for (const code of found.codes) codes.set(code, (codes.get(code) ?? 0) + 1)
      }),
      { numRuns: 300, seed: 20_241_122 },
    )
    assert.ok(left > 400, `${left} applications were left out`)
    for (const { code, scope } of rules)
      if (scope === 'lattice' && code !== 'lattice/duplicate-application')
        assert.ok((codes.get(code) ?? 0) > 0, `${code}: ${codes.get(code)}`)
  },
})
