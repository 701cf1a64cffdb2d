import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { skip, temporary, tests } from '../harness.js'
import { chartsOf } from '../kube/charts-of.js'
import { type Files, filesOf } from '../kube/render-subject.js'
import { examples } from '../kube/subjects.js'
import { helms } from './installed-chart.js'
import { type KubeEngine, kubeVersion, startKube } from './kube-engine.js'

/* Wrong values are refused by the schema of the chart, in Helm's own words. */
const kube = startKube()
if (typeof kube === 'string') skip('values.schema.json', kube)
else
  tests(
    'values.schema.json',
    Object.fromEntries(
      examples().map((subject) => [`of ${subject.name} refuses what is wrong`, () => refuses(kube, filesOf(subject, 'helm'))]),
    ),
  )

interface Schema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
}

async function refuses(kube: KubeEngine, files: Files): Promise<void> {
  const folder = temporary(files)
  for (const { name } of chartsOf(files)) {
    const schema: Schema = JSON.parse(files[`${name}/values.schema.json`] ?? '{}')
    const values: unknown = parse(files[`${name}/values.yaml`] ?? '')
    for (const [args, words] of wrongs(schema, values)) {
      for (const helm of helms) {
        const { code, stderr } = await kube.run(helm, ['template', 'x', join(folder, name), '--kube-version', kubeVersion, ...args])
        assert.is(code, 1, `${name} takes ${args.join(' ')}`)
        assert.match(stderr, words)
      }
    }
  }
}

/** For each depth of the values one of each: a text for a number or a list, a key that nobody knows, a key that must be there taken away; and what Helm says. */
function wrongs(schema: Schema, values: unknown): readonly (readonly [readonly string[], RegExp])[] {
  const closed = [...schemasIn(schema, values)]
  const one = <T>(find: (path: readonly string[], part: Schema) => T | undefined): T => {
    const found = closed.map(([path, part]) => find(path, part)).find((place) => place !== undefined)
    assert.ok(found !== undefined, 'the schema has a place for it')
    return found!
  }
  const at = (...path: readonly string[]): string => path.map((key) => key.replace(/[.,]/g, '\\$&')).join('.')
  // an umbrella counts nothing, and has switches
  const number = one((path, { type }) => (type === 'integer' || type === 'number' || type === 'boolean' ? path : undefined))
  const map = one((path, { properties, additionalProperties }) =>
    path.length > 0 && properties !== undefined && additionalProperties === false ? path : undefined,
  )
  const needed = one((path, { required = [] }) => (required[0] === undefined ? undefined : [...path, required[0]]))
  return [
    [['--set-string', `${at(...number)}=many`], /got string, want (integer|number|boolean)/],
    [['--set', `${at(...map, 'unknown')}=1`], /additional propert(y|ies) 'unknown' not allowed/],
    [['--set', 'unknown=1'], /additional propert(y|ies) 'unknown' not allowed/],
    [['--set', `${at(...needed)}=null`], new RegExp(`missing property '${needed.at(-1)}'`)],
  ]
}

/** The schemas of all values that are there, with their paths. */
function* schemasIn(schema: Schema, values: unknown, path: readonly string[] = []): Generator<readonly [readonly string[], Schema]> {
  yield [path, schema]
  if (typeof values !== 'object' || values === null) return
  for (const [key, part] of Object.entries(schema.properties ?? {}))
    if (Object.hasOwn(values, key)) yield* schemasIn(part, Reflect.get(values, key), [...path, key])
}
