import * as assert from 'uvu/assert'
import { checkTemplate } from '../../../targets/ecs/cloudformation/template/check-template.js'
import { shareTexts } from '../../../targets/ecs/cloudformation/template/share-texts.js'
import type { Resource, Template } from '../../../targets/ecs/cloudformation/template/template.js'
import { tests } from '../../harness.js'

const template = (Resources: Readonly<Record<string, Resource>>, more: Partial<Template> = {}): Template => ({
  AWSTemplateFormatVersion: '2010-09-09',
  Description: 'test',
  Resources,
  ...more,
})
const topic = (Properties: Readonly<Record<string, unknown>> = {}): Resource => ({ Type: 'AWS::SNS::Topic', Properties })

tests('ecs: the check of templates', {
  'what refers to nothing is found, wherever it does': () => {
    assert.equal(checkTemplate(template({ A: topic({ Name: { Ref: 'B' } }) })), ['A refers to B, which is not there'])
    assert.equal(checkTemplate(template({ A: topic({ Name: { 'Fn::GetAtt': ['B', 'Arn'] } }) })), ['A refers to B, which is not there'])
    assert.equal(checkTemplate(template({ A: topic({ Name: { 'Fn::Sub': 'x ${B.Arn}' } }) })), ['A refers to B, which is not there'])
    assert.equal(checkTemplate(template({ A: topic({ Name: { 'Fn::Sub': ['${B} ${AWS::Region}', { B: 'x' }] } }) })), [])
    assert.equal(checkTemplate(template({ A: { ...topic(), DependsOn: ['B'] } })), ['A waits for B, which is not there'])
    assert.equal(checkTemplate(template({ A: { ...topic(), Condition: 'C' } })), ['the condition C is not there'])
    assert.equal(checkTemplate(template({ A: topic({ Name: { 'Fn::If': ['C', 1, 2] } }) })), ['the condition C is not there'])
  },
  'so is what nothing uses, what waits for itself, and what is no logical id': () => {
    assert.equal(checkTemplate(template({ A: topic() }, { Parameters: { P: { Type: 'String', Description: '' } } })), [
      'nothing uses the parameter P',
    ])
    assert.equal(checkTemplate(template({ A: topic() }, { Conditions: { C: {} } })), ['nothing uses the condition C'])
    assert.equal(checkTemplate(template({ A: topic({ Name: { Ref: 'B' } }), B: { ...topic(), DependsOn: ['A'] } })), [
      'A, B wait for each other',
    ])
    assert.equal(checkTemplate(template({ 'a-b': topic() })), ['a-b is no logical id'])
  },
})

tests('ecs: long texts of templates', {
  'one that resources have in common stands once, and others stay': () => {
    const [long, other] = ['x'.repeat(2000), 'y'.repeat(2000)]
    const before = template({ A: topic({ Names: [long, { Value: long }], Other: other }), B: topic({ Name: { 'Fn::Sub': long } }) })
    const { Mappings = {}, Resources } = shareTexts(before)
    const [[name, { Value }] = ['', { Value: '' }]] = Object.entries(Mappings['Texts'] ?? {})
    assert.is(Value, long)
    const found = { 'Fn::FindInMap': ['Texts', name, 'Value'] }
    assert.equal(Resources['A']?.Properties, { Names: [found, { Value: found }], Other: other })
    assert.equal(Resources['B']?.Properties, { Name: { 'Fn::Sub': long } })
  },
  'where none has to be shared, nothing changes': () => {
    const before = template({ A: topic({ Name: 'x'.repeat(2000) }), B: topic({ Names: ['short', 'short'] }) })
    assert.is(shareTexts(before), before)
  },
})
