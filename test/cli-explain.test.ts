import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import * as assert from 'uvu/assert'
import { findTopic } from '../src/commands/explain/find-topic.js'
import { topicText } from '../src/commands/explain/topic-text.js'
import { explanations } from '../src/language/explanations.js'
import { rules } from '../src/language/rules/index.js'
import { features } from '../src/plan/features.js'
import { makePaint } from '../src/report/paint.js'
import { flyExplanations } from '../targets/fly/check/fly-rules.js'
import { targets } from '../targets/index.js'
import { root, run, tests } from './harness.js'

const read = (name: string): Record<string, unknown> =>
  JSON.parse(readFileSync(join(root, 'schema', name), 'utf8')) as Record<string, unknown>
const schema = read('application.schema.json')
const validate = new Ajv({ strict: false }).compile(read('explain-output.schema.json'))

/** The answer to a word, checked against the schema of the output. */
function topic(word?: string): ReturnType<typeof findTopic> {
  const found = findTopic(word, schema)
  if (found.kind !== 'unknown') {
    assert.ok(validate({ version: 1, ...(JSON.parse(JSON.stringify(found)) as object) }), `${word}: ${JSON.stringify(validate.errors)}`)
    assert.ok(topicText(found, makePaint(false)).length > 20)
  }
  return found
}

tests('explain', {
  'answers for every code': () => {
    for (const { code } of [...rules, ...explanations, ...flyExplanations]) assert.is(topic(code).kind, 'code', code)
  },
  'answers for every target, option, capability and feature': () => {
    for (const { name, options } of targets) {
      assert.is(topic(name).kind, 'target')
      for (const feature of Object.keys(features)) assert.is(topic(`${name}.${feature}`).kind, 'capability', feature)
      for (const option of Object.keys(options)) assert.ok(['option', 'capability'].includes(topic(`${name}.${option}`).kind), option)
    }
    for (const feature of Object.keys(features)) assert.ok(['capability', 'field'].includes(topic(feature).kind), feature)
  },
  'answers for every property of every definition': () => {
    const definitions = schema['definitions'] as Record<string, { properties?: object; oneOf?: object[] }>
    let count = 0
    for (const [name, { properties = {} }] of Object.entries(definitions)) {
      for (const property of Object.keys(properties)) {
        const found = topic(`${name}.${property}`)
        assert.is(found.kind, 'field', `${name}.${property}`)
        if (found.kind === 'field') assert.ok(found.description.length > 5, `${name}.${property} has a description`)
        count++
      }
    }
    assert.ok(count > 300)
  },
  'finds a field by the path that a manifest has': () => {
    const type = (path: string): string => {
      const found = topic(path)
      return found.kind === 'field' ? found.type : `${found.kind} ${JSON.stringify(found)}`
    }
    assert.is(type('spec'), 'ApplicationSpec')
    assert.is(type('spec.components'), 'list of Component')
    assert.is(type('spec.components[0].name'), 'string')
    assert.is(type('spec.components.webservice'), 'WebserviceComponent')
    assert.is(type('spec.components.webservice.properties.ports'), 'list of ContainerPort')
    assert.is(type('spec.components[].traits[].link.target.name'), 'string')
    assert.is(type('spec.components.traits.link'), 'LinkTrait')
    assert.is(type('webservice.ports.port'), 'integer')
    assert.is(type('webservice.readinessProbe.httpGet.path'), 'string')
    assert.is(type('spreadscaler.spread.weight'), 'integer')
    assert.is(
      type('metadata.annotations.version'),
      topic('metadata.annotations').kind === 'field' ? type('metadata.annotations.version') : '',
    )
  },
  'lists forms, values and parameters': () => {
    const components = topic('spec.components')
    assert.ok(components.kind === 'field' && components.values.some(({ value }) => value === 'webservice'))
    const link = topic('link')
    assert.ok(link.kind === 'field' && link.fields.some(({ name, required }) => name === 'properties.target' && required))
    const protocol = topic('webservice.ports.protocol')
    assert.ok(
      protocol.kind === 'field' && protocol.values.map(({ value }) => value).join() === 'TCP,UDP,SCTP' && protocol.default === 'TCP',
    )
    const all = topic()
    assert.ok(
      all.kind === 'list' &&
        all.codes.length === rules.length + explanations.length + flyExplanations.length &&
        all.components.includes('spin') &&
        all.traits.includes('link'),
    )
  },
  'gives the nearest word where it finds nothing': async () => {
    const message = async (word: string): Promise<string> => {
      const { code, stdout, stderr } = await run(['explain', word])
      assert.equal([code, stdout], [2, ''], word)
      return stderr
    }
    assert.is(await message('webservce'), 'mc: nothing is called `webservce`; did you mean `webservice`?\n')
    assert.is(await message('webservice.prots'), 'mc: nothing is called `prots` in `webservice.prots`; did you mean `ports`?\n')
    assert.is(
      await message('spec.components.traits.lnik'),
      'mc: nothing is called `lnik` in `spec.components.traits.lnik`; did you mean `link`?\n',
    )
    assert.is(await message('compose.gup'), 'mc: nothing is called `gup` in `compose.gup`; did you mean `gpu`?\n')
    assert.is(await message('link/unknown-targte'), 'mc: nothing is called `link/unknown-targte`; did you mean `link/unknown-target`?\n')
    assert.match(await message('zzzzzzzzzzzzzz'), /`mc explain` lists what there is\n$/)
    for (const word of ['__proto__', 'constructor', 'spec.__proto__', 'compose.constructor', '.', 'a/b/c']) await message(word)
  },
  '--schema prints the schema as it is': async () => {
    const { code, stdout } = await run(['explain', '--schema'])
    assert.equal([code, stdout], [0, readFileSync(join(root, 'schema/application.schema.json'), 'utf8')])
    assert.is((await run(['explain', '--schema', 'link'])).code, 2)
  },
  'prints text for people and JSON for programs': async () => {
    assert.match((await run(['explain', 'webservice.ports'])).stdout, /^webservice\.ports: list of ContainerPort\n\n/)
    assert.match((await run(['explain'])).stdout, /\nTraits:\n/)
    assert.is((JSON.parse((await run(['explain', 'compose', '--format', 'json'])).stdout) as { kind: string }).kind, 'target')
  },
})
