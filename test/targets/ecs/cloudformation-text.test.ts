import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { propertiesOf, type Spelling } from '../../../targets/ecs/cloudformation/template/properties.js'
import { logicalId, makeStackDraft } from '../../../targets/ecs/cloudformation/template/stack-draft.js'
import { variable } from '../../../targets/ecs/resources/variables.js'
import { tests } from '../../harness.js'

const spelling: Spelling = {
  value: (name) => (name === 'IMPORTED' ? { 'Fn::ImportValue': 'it' } : { Ref: name }),
  list: (name) => (name === 'SUBNETS' ? { 'Fn::Split': [',', { Ref: name }] } : undefined),
}

tests('ecs: properties in CloudFormation', {
  'names begin with an upper-case letter, but for the few that CloudFormation spells otherwise, and the keys of maps': () => {
    const volume = { name: 'data', efsVolumeConfiguration: { fileSystemId: 'fs-1', authorizationConfig: { iam: 'ENABLED' } } }
    assert.equal(
      propertiesOf({ volumes: [volume], containerDefinitions: [{ dockerLabels: { 'a.b': 'c' }, cpu: 5, essential: true }] }, spelling),
      {
        Volumes: [{ Name: 'data', EFSVolumeConfiguration: { FilesystemId: 'fs-1', AuthorizationConfig: { IAM: 'ENABLED' } } }],
        ContainerDefinitions: [{ DockerLabels: { 'a.b': 'c' }, Cpu: 5, Essential: true }],
      },
    )
  },
  'a value by itself is a reference, one among others is filled in': () => {
    assert.equal(propertiesOf({ a: variable('X'), b: `arn:${variable('X')}:key::`, c: `${variable('IMPORTED')}.local` }, spelling), {
      A: { Ref: 'X' },
      B: { 'Fn::Sub': 'arn:${X}:key::' },
      C: { 'Fn::Sub': ['${Imported}.local', { Imported: { 'Fn::ImportValue': 'it' } }] },
    })
  },
  'a list that is given whole is the list': () => {
    assert.equal(propertiesOf({ subnets: [variable('SUBNETS')], groups: [variable('X')] }, spelling), {
      Subnets: { 'Fn::Split': [',', { Ref: 'SUBNETS' }] },
      Groups: [{ Ref: 'X' }],
    })
  },
  'text beside a value comes back as it was': () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom('${', '${X}', '${!', '!', '$', '{', '}', '${!X}'))
    fc.assert(
      fc.property(
        fc.array(piece).map((list) => list.join('')),
        (text) => {
          const { A } = propertiesOf({ a: `${text}${variable('X')}` }, spelling)
          assert.is(filledIn(A), `${text}value`)
        },
      ),
    )
  },
})

tests('ecs: logical ids', {
  'a plain name is a plain id': () => {
    assert.equal(['api', 'order-api', 'Api', '/ecs/shop', 'a--b', 'a-1', '1'].map(logicalId), [
      'Api',
      'OrderApi',
      'Api',
      'EcsShop2324f294',
      'AB0f22792e',
      'A1c8ecda20',
      '10beb1114',
    ])
  },
  'ids of different things differ, and are letters and digits': () => {
    const name = fc.stringMatching(/^[a-z0-9-]{1,8}$/)
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.tuple(name, fc.constantFrom('Service', 'TaskDefinition', 'Http', 'HttpTargetGroup')), { selector: String }),
        (list) => {
          const stack = makeStackDraft('a.yaml', '')
          const ids = list.map((words) => stack.idOf(words))
          assert.is(new Set(ids).size, ids.length)
          for (const id of ids) assert.match(id, /^[A-Za-z0-9]{1,255}$/)
          assert.equal(
            list.map((words) => stack.idOf(words)),
            ids,
          )
        },
      ),
    )
  },
})

/** What CloudFormation makes of a text where X is `value`. */
function filledIn(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if ('Ref' in value) return 'value'
  if ('Fn::Join' in value) return (value['Fn::Join'] as [string, unknown[]])[1].map(filledIn).join('')
  const text = Reflect.get(value, 'Fn::Sub')
  return String(text).replace(/\$\{([^}]*)\}/g, (_, name: string) => (name === 'X' ? 'value' : 'unknown'))
}
