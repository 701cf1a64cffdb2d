import * as assert from 'uvu/assert'
import type { EcsVariable } from '../../../targets/ecs/resources/ecs-draft.js'
import { use, variableName } from '../../../targets/ecs/resources/use-variable.js'
import { piecesOf } from '../../../targets/ecs/resources/variables.js'
import { tests } from '../../harness.js'

const secret = (name: string): EcsVariable => ({
  name: variableName('SECRET', name, 'ARN'),
  kind: 'arn',
  description: `ARN of the secret ${name}`,
  secret: { store: 'secretsmanager', name },
})

tests('values that whoever deploys has to give', {
  'one that is wanted twice is asked for once': () => {
    const variables = new Map<string, EcsVariable>()
    assert.is(use({ variables }, secret('db')), use({ variables }, secret('db')))
    assert.equal([...variables.keys()], ['SECRET_DB_ARN'])
  },
  'two that would have one name are kept apart': () => {
    const variables = new Map<string, EcsVariable>()
    const marks = ['shop-db', 'shop_db'].map((name) => use({ variables }, secret(name)))
    const names = marks.flatMap(piecesOf).map((piece) => ('variable' in piece ? piece.variable : assert.unreachable()))
    assert.is(names[0], 'SECRET_SHOP_DB_ARN')
    assert.match(names[1]!, /^SECRET_SHOP_DB_ARN_[0-9A-F]{8}$/)
    assert.equal(
      [...variables.values()].map(({ secret }) => secret?.name),
      ['shop-db', 'shop_db'],
    )
    assert.equal(
      [...variables.values()].map(({ name }) => name),
      names,
    )
  },
  'names are made of upper-case letters, digits and `_`': () => {
    assert.is(variableName('TARGET_GROUP', 'shop-web', '8080', 'ARN'), 'TARGET_GROUP_SHOP_WEB_8080_ARN')
    assert.is(variableName('SECRET', '日本', 'ARN'), 'SECRET_ARN')
  },
})
