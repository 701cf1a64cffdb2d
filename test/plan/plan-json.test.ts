import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { Ajv } from 'ajv'
import * as assert from 'uvu/assert'
import type { PlanWithTrace } from '../../src/plan/make-plan.js'
import { planJson } from '../../src/plan/plan-json.js'
import { conformance, listFiles, root, tests } from '../harness.js'
import { application, planOf, tryPlan } from './plan-of.js'

const schema: unknown = JSON.parse(readFileSync(join(root, 'schema', 'plan.schema.json'), 'utf8'))
const validate = new Ajv({ allErrors: true, strict: false }).compile(schema as object)

const notes = application(
  'notes',
  `- name: web
  type: webservice
  properties:
    image: nginx:1
    memory: 1Gi
    env: [{name: A, value: "1"}]`,
)

tests('plan as JSON', {
  'is what the schema says, for every example': () => {
    const folders = new Map<string, string[]>()
    for (const path of manifestsIn(join(root, 'examples'))) {
      const folder = relative(join(root, 'examples'), path).split('/')[0]!
      folders.set(folder, [...(folders.get(folder) ?? []), path])
    }
    assert.ok(folders.size >= 6)
    for (const paths of folders.values())
      conforms(planOf(Object.fromEntries(paths.map((path) => [relative(root, path), readFileSync(path, 'utf8')]))))
  },
  'is what the schema says, for every recorded manifest that is valid': () => {
    for (const corpus of ['corpus', 'corpus-kubevela', 'conformance/wadm/edge']) {
      const folder = conformance(corpus)
      if (folder === undefined) continue
      const plans = manifestsIn(folder).flatMap((path) => tryPlan({ [path]: readFileSync(path, 'utf8') }).planned ?? [])
      assert.ok(plans.length > 40, `${plans.length} plans of ${corpus}`)
      for (const planned of plans) conforms(planned)
    }
  },
  'refuses what is not in the form': () => {
    const json = JSON.parse(JSON.stringify(planJson(planOf(notes)))) as { applications: { workloads: Record<string, unknown>[] }[] }
    assert.ok(validate(json))
    json.applications[0]!.workloads[0]!['colour'] = 'blue'
    assert.not(validate(json))
  },
  'tells the user’s own text for a value': () => {
    const { origins } = planJson(planOf({ 'a/notes.yaml': notes }))
    const textAt = (pointer: string): string | undefined => {
      const origin = origins[pointer]
      return origin && notes.slice(origin.range.start.offset, origin.range.end.offset)
    }
    assert.is(textAt('/applications/0/name'), 'notes')
    assert.is(textAt('/applications/0/workloads/0/main/image'), 'nginx:1')
    assert.is(textAt('/applications/0/workloads/0/main/env/0/value'), '"1"')
    assert.is(textAt('/applications/0/workloads/0/main/resources/memory/limit'), '1Gi')
    assert.is(textAt('/applications/0/workloads/0/work'), 'webservice')
    assert.is(textAt('/applications/0/workloads/0/replicas'), undefined, 'a default comes from nowhere')
    const image = origins['/applications/0/workloads/0/main/image']
    assert.is(image?.file, 'a/notes.yaml')
    const offset = notes.indexOf('nginx:1')
    assert.equal(image?.range, { start: { line: 11, column: 16, offset }, end: { line: 11, column: 23, offset: offset + 7 } })
  },
  'has pointers that lead to values': () => {
    const json = planJson(planOf(application('app', '- name: web\n  type: webservice\n  properties: {image: x, labels: {"a/b~c": d}}')))
    for (const pointer of Object.keys(json.origins)) {
      const value = pointer
        .split('/')
        .slice(1)
        .reduce((at: unknown, key) => Reflect.get(at as object, key.replaceAll('~1', '/').replaceAll('~0', '~')) as unknown, json)
      assert.not.type(value, 'undefined', pointer)
    }
    assert.ok(json.origins['/applications/0/workloads/0/labels/a~1b~0c'])
  },
})

function conforms(planned: PlanWithTrace): void {
  const json: unknown = JSON.parse(JSON.stringify(planJson(planned)))
  if (!validate(json)) assert.unreachable(`${planned.manifests[0]?.document.source.path}: ${JSON.stringify(validate.errors?.slice(0, 3))}`)
}

function manifestsIn(folder: string): string[] {
  return listFiles(folder).filter((path) => /\.ya?ml$/.test(path))
}
