import * as assert from 'uvu/assert'
import type { Id } from '../../../src/lattice/lattice.js'
import { partsOf } from '../../../targets/ecs/cloudformation/parts.js'
import type { Unit } from '../../../targets/ecs/resources/ecs-draft.js'
import { tests } from '../../harness.js'

tests('ecs: parts of applications in CloudFormation', {
  'an application is one template, and comes after those that it needs': () => {
    assert.equal(parts({ 'orders/api': ['orders/db', 'platform/cache'], 'orders/db': [], 'platform/cache': [] }), [
      'platform/template.yaml: cache',
      'orders/template.yaml: db api',
    ])
  },
  'what needs a task comes in a second template, and the rest beside the task': () => {
    assert.equal(
      parts({ 'orders/api': ['orders/migrate'], 'orders/migrate': ['orders/db'], 'orders/db': [], 'orders/web': ['orders/api'] }, [
        'orders/migrate',
      ]),
      ['orders/template.yaml: db migrate', 'orders/template-2.yaml: api web'],
    )
  },
  'applications that are woven with each other are taken apart where they must be': () => {
    assert.equal(parts({ 'a/one': [], 'b/two': ['a/one'], 'a/three': ['b/two'] }), [
      'a/template.yaml: one',
      'b/template.yaml: two',
      'a/template-2.yaml: three',
    ])
  },
  'a circle stays in the templates of its applications': () => {
    assert.equal(parts({ 'a/one': ['b/two'], 'b/two': ['a/one'], 'c/last': ['a/one'] }), [
      'a/template.yaml: one',
      'b/template.yaml: two',
      'c/template.yaml: last',
    ])
  },
  'stacks of folders that differ in signs alone have names of their own': () => {
    const stacks = partsOf(draftOf({ 'a.b/one': [], 'a-b/one': [] }, [])).map(({ stack }) => stack)
    assert.is(new Set(stacks).size, 2)
    for (const stack of stacks) assert.match(stack, /^[A-Za-z][A-Za-z0-9-]*$/)
  },
})

function parts(needs: Readonly<Record<Id, readonly Id[]>>, runs: readonly Id[] = []): readonly string[] {
  return partsOf(draftOf(needs, runs)).map(({ path, units }) => `${path}: ${units.map(({ id }) => id.split('/')[1]).join(' ')}`)
}

function draftOf(needs: Readonly<Record<Id, readonly Id[]>>, runs: readonly Id[]): { readonly units: readonly Unit[] } {
  const units = Object.entries(needs).map(([id, list]): Unit => {
    const [application = '', name = ''] = id.split('/')
    const kind = runs.includes(id) ? { run: { taskDefinition: name } } : { service: { serviceName: name } }
    return { id, application, folder: id, name, task: { family: name, containerDefinitions: [] }, ...kind, targetGroups: [], needs: list }
  })
  return { units }
}
