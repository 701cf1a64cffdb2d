import * as assert from 'uvu/assert'
import { needCommand } from '../../../targets/helm/chart/need-command.js'
import { neededData } from '../../../targets/helm/chart/needed-data.js'
import type { KubernetesObject } from '../../../targets/kubernetes/objects/kinds.js'
import { tests } from '../../harness.js'
import { charts } from './charts.js'

const pod: KubernetesObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web' },
  spec: {
    imagePullSecrets: [{ name: 'registry' }],
    containers: [
      {
        name: 'web',
        env: [
          { name: 'B', valueFrom: { secretKeyRef: { name: 'database', key: 'user' } } },
          { name: 'A', valueFrom: { secretKeyRef: { name: 'database', key: 'password' } } },
          { name: 'C', valueFrom: { configMapKeyRef: { name: 'settings', key: 'mode' } } },
        ],
      },
    ],
    volumes: [
      { name: 'a', secret: { secretName: 'certificates' } },
      { name: 'b', configMap: { name: 'pages', items: [{ key: 'index.html', path: 'index.html' }] } },
    ],
  },
}

tests('what a chart needs', {
  'is every Secret and ConfigMap that it does not bring'() {
    assert.equal(neededData([pod]), [
      { kind: 'secret', name: 'certificates', keys: [] },
      { kind: 'secret', name: 'database', keys: ['password', 'user'] },
      { kind: 'config', name: 'pages', keys: ['index.html'] },
      { kind: 'pull', name: 'registry', keys: ['.dockerconfigjson'] },
      { kind: 'config', name: 'settings', keys: ['mode'] },
    ])
  },
  'is not what an object of it makes'() {
    const made: readonly KubernetesObject[] = [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'database' } },
      { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'certificates' } },
      {
        apiVersion: 'external-secrets.io/v1',
        kind: 'ExternalSecret',
        metadata: { name: 'of-the-database' },
        spec: { target: { name: 'database' } },
      },
    ]
    assert.equal(
      neededData([pod, ...made]).map(({ name }) => name),
      ['pages', 'registry'],
    )
  },
  'is made by a command without a value in it'() {
    assert.equal(
      neededData([pod]).map((need) => needCommand(need)),
      [
        'create secret generic certificates --from-file=./certificates',
        'create secret generic database --from-file=password=./password --from-file=user=./user',
        'create configmap pages --from-file=index.html=./index.html',
        'create secret docker-registry registry --from-file="$HOME/.docker/config.json"',
        'create configmap settings --from-file=mode=./mode',
      ],
    )
    assert.is(
      needCommand({ kind: 'tls', name: 'shop-tls', keys: ['tls.crt', 'tls.key'] }),
      'create secret tls shop-tls --cert=./tls.crt --key=./tls.key',
    )
  },
  'never leaves its word in a shell'() {
    assert.is(
      needCommand({ kind: 'secret', name: 'a', keys: ["it's $HOME"] }),
      "create secret generic a --from-file='it'\\''s $HOME=./it'\\''s $HOME'",
    )
  },
  'stands in the notes and in the README'() {
    const { files } = charts({
      shop: `
- name: web
  type: webservice
  properties:
    image: nginx:1.27
    env:
      - name: PASSWORD
        valueFrom:
          secretKeyRef:
            name: database
            key: password
`,
    })
    const arguments_ = (name: string): RegExp =>
      new RegExp(`kubectl --namespace .* create secret generic ${name} --from-file=password=\\./password\\n`)
    assert.match(files['shop/README.md']!, arguments_('database'))
    assert.match(files['shop/templates/_notes.tpl']!, arguments_('\\{\\{ \\. \\}\\}'))
    assert.match(files['shop/templates/_notes.tpl']!, 'range list $root.Values.web.existingSecrets.database | uniq')
  },
})
