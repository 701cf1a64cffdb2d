import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import * as assert from 'uvu/assert'
import type { Application } from '../../src/generated/application.js'
import { type Ledger, makeLedger } from '../../src/plan/ledger.js'
import type { PlanWithTrace } from '../../src/plan/make-plan.js'
import { planJson } from '../../src/plan/plan-json.js'
import { spanOf } from '../../src/plan/trace.js'
import { conformance, listFiles, root, tests } from '../harness.js'
import { tryPlan } from './plan-of.js'

const folders = [
  '01-hello',
  '02-links',
  '03-shared-platform',
  '04-wasm-spread',
  '05-spin',
  '06-everything',
  'order-processing',
  'order-processing-spin',
]
const recorded = [conformance('corpus-kubevela'), conformance('corpus')].flatMap((folder) =>
  folder === undefined ? [] : listFiles(folder),
)

tests('trace', {
  ...Object.fromEntries(
    folders.map((folder) => [
      `a leaf of ${folder} that the plan counts as used changes the plan`,
      () =>
        assert.ok(
          mutate(read(listFiles(join(root, 'examples', folder))), 0, folder === '06-everything' ? 8 : 1) > 5,
          'leaves were changed',
        ),
    ]),
  ),
  'a leaf of recorded manifests that the plan counts as used changes the plan': () => {
    // a sample: there are thousands
    for (const [index, path] of recorded.filter((file) => /\.ya?ml$/.test(file)).entries()) mutate(read([path]), index, 16)
  },
})

function read(paths: readonly string[]): Record<string, string> {
  const manifests = paths.filter((path) => /\.ya?ml$/.test(path))
  return Object.fromEntries(manifests.map((path) => [relative(root, path), readFileSync(path, 'utf8')]))
}

/**
 * Changes every leaf that a complete reader of the plan would count as used (or one of `every`, from `start`), one at a time:
 * the plan must change, or somebody must speak. Gives the number of leaves.
 */
function mutate(files: Readonly<Record<string, string>>, start = 0, every = 1): number {
  const { planned, diagnostics } = tryPlan(files)
  if (planned === undefined) return 0
  const before = valuesOf(planned)
  const unused = unusedOf(planned)
  const ledger = readAll(planned)
  const texts = new Map(planned.manifests.map(({ app, document }) => [document.source.path, app]))
  let changed = 0
  for (const manifest of planned.manifests) {
    const spared = new Map<object, Set<string>>()
    for (const { parent, key } of ledger.unused(manifest)) spared.set(parent, (spared.get(parent) ?? new Set()).add(String(key)))
    for (const [index, leaf] of leavesOf(manifest.app, spared).entries()) {
      if ((index + start) % every !== 0) continue
      const value: unknown = Reflect.get(leaf.parent, leaf.key)
      Reflect.set(leaf.parent, leaf.key, changeOf(value))
      const again = tryPlan({ ...files, ...Object.fromEntries([...texts].map(([path, app]) => [path, write(app)])) })
      Reflect.set(leaf.parent, leaf.key, value)
      const isSeen =
        again.planned === undefined ||
        valuesOf(again.planned) !== before ||
        again.diagnostics.length > diagnostics.length ||
        unusedOf(again.planned) !== unused
      const place = spanOf({ ...leaf, document: manifest.document })
      assert.ok(isSeen, `${place.source.path}: nothing changes with ${String(leaf.key)}: ${JSON.stringify(value)} at offset ${place.start}`)
      changed++
    }
  }
  return changed
}

/** Reads every value of the plan, as the most thorough target would. */
function readAll({ plan, trace }: PlanWithTrace): Ledger {
  const ledger = makeLedger(trace)
  JSON.stringify(ledger.watch(plan))
  return ledger
}

/** What such a target would report as without effect. */
function unusedOf(planned: PlanWithTrace): string {
  const ledger = readAll(planned)
  return JSON.stringify(planned.manifests.map((manifest) => ledger.unused(manifest).map(({ key }) => key)))
}

function write(app: Application): string {
  return JSON.stringify(app)
}

function valuesOf(planned: PlanWithTrace): string {
  return JSON.stringify({ ...planJson(planned), origins: {} })
}

interface Leaf {
  readonly parent: object
  readonly key: string
}

function leavesOf(object: object, spared: ReadonlyMap<object, ReadonlySet<string>>): Leaf[] {
  return Object.entries(object).flatMap(([key, value]: [string, unknown]) => {
    if (spared.get(object)?.has(key)) return []
    if (typeof value === 'object' && value !== null) return leavesOf(value, spared)
    return value === null ? [] : [{ parent: object, key }]
  })
}

function changeOf(value: unknown): unknown {
  if (typeof value === 'number') return value + 1
  return typeof value === 'boolean' ? !value : `${String(value)}x`
}
