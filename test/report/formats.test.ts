import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import * as assert from 'uvu/assert'
import type { Diagnostic, Source } from '../../src/diagnostic.js'
import { githubReport } from '../../src/report/github.js'
import { jsonDiagnostics, printJson } from '../../src/report/json.js'
import { makeLocator } from '../../src/report/locate.js'
import { sarifReport } from '../../src/report/sarif.js'
import { onelineReport } from '../../src/report/text.js'
import { root, tests } from '../harness.js'

const source: Source = { path: 'apps/my app, 100%: ü.yaml', text: 'kind: Application\nname: x\n' }
const full: Diagnostic = {
  code: 'link/unknown-target',
  severity: 'error',
  message: 'bad `x`: 100%\nsecond',
  span: { source, start: 24, end: 25 },
  label: 'did you mean `y`?',
  help: 'first\nsecond',
  related: [{ span: { source, start: 0, end: 4 }, message: 'here' }],
  edits: [{ span: { source, start: 24, end: 25 }, text: 'y' }],
}
const bare: Diagnostic = { code: 'input/link-loop', severity: 'info', message: 'm' }
const schema = (name: string): object => JSON.parse(readFileSync(join(root, 'schema', name), 'utf8')) as object

tests('positions', {
  'agree with counting by hand': () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '\n', '\r\n', '😀', 'é', ' '), { maxLength: 40 }), fc.nat(60), (parts, wanted) => {
        const text = parts.join('')
        const offset = Math.min(wanted, text.length)
        const before = text.slice(0, offset).split('\n')
        const place = makeLocator().position({ path: 'x', text }, offset)
        assert.equal(place, { line: before.length, column: before.at(-1)!.length + 1, offset })
      }),
    )
  },
})

tests('the github report', {
  'escapes what a workflow command would read as its own': () => {
    assert.is(
      githubReport([full]),
      '::error title=link/unknown-target,file=apps/my app%2C 100%25%3A ü.yaml,line=2,endLine=2,col=7,endColumn=8::bad `x`: 100%25%0Asecond (did you mean `y`?)%0Ahelp: first%0Asecond\n',
    )
    assert.is(githubReport([bare]), '::notice title=input/link-loop::m\n')
  },
})

tests('the sarif report', {
  'has the shape that SARIF 2.1.0 asks for': () => {
    const rules = [{ code: 'link/unknown-target', severity: 'error' as const, summary: 's', why: 'w' }]
    const log = sarifReport([full, bare], rules, '1.2.3')
    const validate = new Ajv({ strict: false }).compile(sarifShape)
    assert.ok(validate(log), JSON.stringify(validate.errors))
    const text = JSON.stringify(log)
    assert.match(text, /"uri":"apps\/my%20app%2C%20100%25%3A%20%C3%BC.yaml","uriBaseId":"%SRCROOT%"/)
    assert.match(text, /"region":\{"startLine":2,"startColumn":7,"endLine":2,"endColumn":8,"charOffset":24,"charLength":1\}/)
    assert.match(text, /"ruleId":"link\/unknown-target","ruleIndex":0,"level":"error"/)
    assert.match(text, /"level":"note"/)
    assert.match(text, /"insertedContent":\{"text":"y"\}/)
  },
  'names standard input and absolute paths as URIs': () => {
    const of = (path: string): string =>
      JSON.stringify(sarifReport([{ ...bare, span: { source: { path, text: '' }, start: 0, end: 0 } }], [], '1'))
    assert.match(of('-'), /"uri":"stdin"/)
    assert.match(of('/a b/c.yaml'), /"uri":"file:\/\/\/a%20b\/c.yaml"\}/)
    assert.match(of('../x.yaml'), /"uri":"..\/x.yaml"/)
  },
})

tests('the json report', {
  'fits its schema and hides nothing': () => {
    const ajv = new Ajv({ strict: false })
    const { definitions } = schema('validate-output.schema.json') as { definitions: object }
    const validate = ajv.compile({ type: 'array', items: { $ref: '#/definitions/Diagnostic' }, definitions })
    const json: unknown = JSON.parse(printJson(jsonDiagnostics([full, bare])))
    assert.ok(validate(json), JSON.stringify(validate.errors))
    assert.equal(json, [
      {
        code: 'link/unknown-target',
        severity: 'error',
        message: 'bad `x`: 100%\nsecond',
        file: source.path,
        range: { start: { line: 2, column: 7, offset: 24 }, end: { line: 2, column: 8, offset: 25 } },
        label: 'did you mean `y`?',
        help: 'first\nsecond',
        related: [
          {
            message: 'here',
            file: source.path,
            range: { start: { line: 1, column: 1, offset: 0 }, end: { line: 1, column: 5, offset: 4 } },
          },
        ],
        edits: [
          { file: source.path, range: { start: { line: 2, column: 7, offset: 24 }, end: { line: 2, column: 8, offset: 25 } }, text: 'y' },
        ],
      },
      { code: 'input/link-loop', severity: 'info', message: 'm', file: null, range: null, label: null, help: null, related: [], edits: [] },
    ])
  },
})

tests('the problem matcher', {
  'reads the line of every diagnostic with a place': () => {
    const { problemMatcher } = schema('problem-matcher.json') as { problemMatcher: { pattern: { regexp: string }[] }[] }
    const pattern = new RegExp(problemMatcher[0]!.pattern[0]!.regexp)
    const line = onelineReport([{ ...full, message: 'bad `x`: [a/b] it' }]).trimEnd()
    assert.equal([...pattern.exec(line)!].slice(1), [source.path, '2', '7', 'error', 'bad `x`: [a/b] it', 'link/unknown-target'])
  },
})

const text = { type: 'object', required: ['text'], properties: { text: { type: 'string', minLength: 1 } } }
const level = { enum: ['error', 'warning', 'note', 'none'] }
const artifactLocation = {
  type: 'object',
  required: ['uri'],
  properties: { uri: { type: 'string', pattern: '^[^ ]*$' }, uriBaseId: { type: 'string' } },
  additionalProperties: false,
}
const line = { type: 'integer', minimum: 1 }
const region = {
  type: 'object',
  required: ['startLine'],
  properties: {
    startLine: line,
    startColumn: line,
    endLine: line,
    endColumn: line,
    charOffset: { type: 'integer', minimum: 0 },
    charLength: { type: 'integer', minimum: 0 },
  },
  additionalProperties: false,
}
const location = {
  type: 'object',
  properties: {
    physicalLocation: {
      type: 'object',
      required: ['artifactLocation'],
      properties: { artifactLocation, region },
      additionalProperties: false,
    },
    message: text,
  },
  additionalProperties: false,
}
const closed = (required: string[], properties: object): object => ({ type: 'object', required, properties, additionalProperties: false })

/** The part of the standard's schema that mc uses (OASIS SARIF 2.1.0, sections 3.13, 3.14, 3.18, 3.19, 3.27, 3.49, 3.55 to 3.58), closed. */
const sarifShape = closed(['version', 'runs', '$schema'], {
  $schema: { type: 'string' },
  version: { const: '2.1.0' },
  runs: {
    type: 'array',
    items: closed(['tool', 'results'], {
      tool: closed(['driver'], {
        driver: closed(['name'], {
          name: { type: 'string' },
          version: { type: 'string' },
          rules: {
            type: 'array',
            items: closed(['id'], {
              id: { type: 'string' },
              shortDescription: text,
              fullDescription: text,
              help: text,
              defaultConfiguration: closed([], { level }),
            }),
          },
        }),
      }),
      columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
      results: {
        type: 'array',
        items: closed(['message'], {
          ruleId: { type: 'string' },
          ruleIndex: { type: 'integer', minimum: 0 },
          level,
          message: text,
          locations: { type: 'array', items: location },
          relatedLocations: { type: 'array', items: location },
          fixes: {
            type: 'array',
            items: closed(['artifactChanges'], {
              description: text,
              artifactChanges: {
                type: 'array',
                minItems: 1,
                items: closed(['artifactLocation', 'replacements'], {
                  artifactLocation,
                  replacements: {
                    type: 'array',
                    minItems: 1,
                    items: closed(['deletedRegion'], {
                      deletedRegion: region,
                      insertedContent: closed(['text'], { text: { type: 'string' } }),
                    }),
                  },
                }),
              },
            }),
          },
        }),
      },
    }),
  },
})
