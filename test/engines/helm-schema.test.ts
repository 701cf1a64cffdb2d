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
        assert.match(stderr, words, `${helm} ${args.join(' ')}: ${stderr}`)
      }
    }
  }
}

/** A list for a text or number, keys that nobody knows, and a key that must be there taken away; and what Helm says of each. */
function wrongs(schema: Schema, values: unknown): readonly (readonly [readonly string[], RegExp])[] {
  const parts = [...schemasIn(schema, values)]
  const first = (find: (path: readonly string[], part: Schema) => readonly string[] | undefined): readonly string[] => {
    for (const [path, part] of parts) {
      const found = find(path, part)
      if (found !== undefined) return found
    }
    throw new Error(`the schema has no place for it: ${JSON.stringify(schema)}`)
  }
  const at = (...path: readonly string[]): string => path.map((key) => key.replace(/[.,]/g, '\\$&')).join('.')
  const scalar = first((path, { type }) => (/^(integer|number|string|boolean)$/.test(String(type)) ? path : undefined))
  const map = first((path, { properties, additionalProperties }) =>
    path.length > 0 && properties !== undefined && additionalProperties === false ? path : undefined,
  )
  // Helm itself puts `global` back
  const needed = first((path, { required = [] }) => required.filter((key) => key !== 'global').map((key) => [...path, key])[0])
  return [
    [['--set-json', `${at(...scalar)}=[]`], /got array, want (integer|number|string|boolean)/],
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
