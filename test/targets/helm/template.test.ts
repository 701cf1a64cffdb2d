import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { block, expression, forEach, joined, text, when, withValue } from '../../../targets/helm/template/nodes.js'
import { printTemplate } from '../../../targets/helm/template/print-template.js'
import { toTemplate } from '../../../targets/helm/template/to-template.js'
import { awkwardTexts } from '../../engines/awkward-texts.js'
import { tests } from '../../harness.js'

tests('helm: templates', {
  'say instructions where values decide': () =>
    assert.is(
      printTemplate({
        replicas: when('not .Values.web.autoscaling.enabled', expression('.Values.web.replicas | int64')),
        labels: joined({ app: 'web' }, block('include "shop.labels" .')),
        host: text('redis://', expression('include "shop.host" .'), ':6379'),
        nodeSelector: withValue('.Values.web.nodeSelector', block('toYaml .')),
        containers: [{ args: [forEach('.Values.web.args', expression('. | quote'))] }],
        policy: joined(when('.a', { least: 1 }, { most: 2 })),
      }),
      [
        '{{- if not .Values.web.autoscaling.enabled }}',
        'replicas: {{ .Values.web.replicas | int64 }}',
        '{{- end }}',
        'labels:',
        '  app: web',
        '  {{- include "shop.labels" . | nindent 2 }}',
        'host: redis://{{ include "shop.host" . }}:6379',
        '{{- with .Values.web.nodeSelector }}',
        'nodeSelector:',
        '  {{- toYaml . | nindent 2 }}',
        '{{- end }}',
        'containers:',
        '  - args:',
        '      {{- range .Values.web.args }}',
        '      - {{ . | quote }}',
        '      {{- end }}',
        'policy:',
        '  {{- if .a }}',
        '  least: 1',
        '  {{- else }}',
        '  most: 2',
        '  {{- end }}',
        '',
      ].join('\n'),
    ),
  'stand as a whole under a condition, below a comment that cannot end early': () =>
    assert.is(
      printTemplate(when('.Values.on', { a: 1 }), { header: 'from a*/b.yaml' }),
      '{{- /* from a* /b.yaml */ -}}\n{{- if .Values.on -}}\na: 1\n{{- end }}\n',
    ),
  'begin with the named templates of their file': () =>
    assert.is(
      printTemplate({ spec: block('include "x" .') }, { definitions: new Map([['x', { a: 1 }]]) }),
      '{{- define "x" -}}\na: 1\n{{- end -}}\nspec:\n  {{- include "x" . | nindent 2 }}\n',
    ),
  'leave the dash of an item alone where Helm decides its first entry': () =>
    assert.is(
      printTemplate({ rules: [{ host: withValue('.host', expression('. | quote')), http: 1 }] }),
      'rules:\n  -\n    {{- with .host }}\n    host: {{ . | quote }}\n    {{- end }}\n    http: 1\n',
    ),
  'give every text back as it was, also beside an action': () => {
    for (const literal of [...awkwardTexts, '{', '{{', '{{{', '{{{{{', '{{- x -}}', '}}', '{{/* c */}}', '`{{`', 'a\n{{ b }}\n']) {
      assert.equal(parse(rendered(printTemplate({ key: literal, [literal.slice(0, 200)]: 1 }))), {
        key: literal,
        [literal.slice(0, 200)]: 1,
      })
      const around = rendered(printTemplate({ key: text(literal, expression('"host"'), literal) }))
      assert.is(parse(around).key, `${literal}host${literal}`)
    }
  },
  'give plain data back, whatever it is': () =>
    fc.assert(
      fc.property(fc.dictionary(fc.oneof(braces, fc.constant('__proto__')), fc.jsonValue()), (value) => {
        const plain = JSON.parse(JSON.stringify(value))
        assert.equal(parse(rendered(printTemplate(toTemplate(plain)))) ?? {}, plain)
      }),
      { numRuns: 200 },
    ),
})

const braces = fc.string({ unit: fc.constantFrom('{', '}', '-', ' ', '"', '`', '%', 'a', '\n', '/', '*', ':', '#') })

/** Does what Go's text/template does with actions that are a text: an independent reading of the template, from left to right. */
function rendered(template: string): string {
  let out = ''
  let rest = template
  for (let at = rest.indexOf('{{'); at >= 0; at = rest.indexOf('{{')) {
    out += rest.slice(0, at)
    const action = /^\{\{ "((?:[^"\\]|\\.)*)" \}\}/.exec(rest.slice(at))
    assert.ok(action, `an action that is no text: ${rest.slice(at, at + 40)}`)
    out += JSON.parse(`"${action![1]}"`)
    rest = rest.slice(at + action![0].length)
  }
  return out + rest
}
