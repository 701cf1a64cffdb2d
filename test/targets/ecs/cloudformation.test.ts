import * as assert from 'uvu/assert'
import type { Template } from '../../../targets/ecs/cloudformation/template/template.js'
import { tests } from '../../harness.js'
import { emitTemplates } from './emit-templates.js'

const web = (name: string, properties: object = {}, ...traits: readonly object[]): object => ({
  name,
  type: 'webservice',
  properties: { image: 'nginx:1', cpu: '250m', memory: '512Mi', ...properties },
  traits,
})
const served = { ports: [{ port: 8080, expose: true }] }

tests('ecs: CloudFormation', {
  'the lattice has what applications share, and each of them imports it': () => {
    const { templates, errors } = emitTemplates({ shop: [web('api', served)] })
    assert.equal(errors, [])
    assert.equal(Object.keys(templates), ['lattice.yaml', 'shop/template.yaml'])
    const service = templates['shop/template.yaml']?.Resources['ShopApiService']?.Properties
    assert.equal(service?.['Cluster'], { 'Fn::ImportValue': { 'Fn::Sub': '${LatticeStack}-Cluster' } })
    assert.equal(service?.['TaskDefinition'], { Ref: 'ShopApiTaskDefinition' })
    assert.equal(service?.['ServiceName'], 'shop-api')
    const given = Object.keys(templates['lattice.yaml']?.Outputs ?? {})
    for (const name of imports(templates['shop/template.yaml'])) assert.ok(given.includes(name), name)
  },
  'a service comes after those that it links to, in the same template': () => {
    const link = { type: 'link', properties: { name: 'db', target: { name: 'db' } } }
    const { templates } = emitTemplates({ shop: [web('api', {}, link), web('db', served)] })
    assert.equal(templates['shop/template.yaml']?.Resources['ShopApiService']?.DependsOn, ['ShopDbService'])
    assert.is(templates['shop/template.yaml']?.Resources['ShopDbService']?.DependsOn, undefined)
  },
  'the role of an application reads its own secrets and writes its own logs': () => {
    const secret = (name: string) => ({ env: [{ name: 'A', valueFrom: { secretKeyRef: { name, key: 'password' } } }] })
    const { templates } = emitTemplates({ a: [web('one', secret('first'))], b: [web('two', secret('second'))] })
    const text = JSON.stringify(templates['lattice.yaml']?.Resources['AExecutionRole'])
    assert.ok(text.includes('secret:first-??????') && text.includes('log-group:/ecs/a:*'))
    assert.not.ok(text.includes('second') || text.includes('/ecs/b'))
    assert.is(templates['a/template.yaml']?.Parameters?.['SecretFirstArn']?.Type, 'String')
  },
  'a text that CloudFormation would resolve is refused where it stands': () => {
    const { errors } = emitTemplates({ shop: [web('api', { env: [{ name: 'A', value: '{{resolve:ssm:/a}}' }] })] })
    assert.equal(
      errors.map(({ code, span }) => [code, span?.source.text.slice(span.start, span.end)]),
      [['target/dynamic-reference', '"{{resolve:ssm:/a}}"']],
    )
  },
})

function imports(template: Template | undefined): readonly string[] {
  return [...JSON.stringify(template).matchAll(/"Fn::ImportValue":\{"Fn::Sub":"\$\{LatticeStack\}-(\w+)"/g)].map(([, name = '']) => name)
}
