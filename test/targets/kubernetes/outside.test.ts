import * as assert from 'uvu/assert'
import { compile } from '../../../src/compile-fully.js'
import { tests } from '../../harness.js'
import { web } from './pod-of.js'

const outside = (components: string) => {
  const text = `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: shop}\nspec:\n  components:\n${components.replace(/^/gm, '    ')}`
  const found = compile([{ path: 'shop.yaml', text }], { targets: ['kubernetes'], cwd: '/' })
  assert.equal(
    found.diagnostics.filter(({ severity }) => severity === 'error'),
    [],
  )
  return found.outside.map(({ what, source, key, as, span }) => [what, source, key, as?.name, span !== undefined])
}
const asked =
  `env: [{name: A, valueFrom: {secretKeyRef: {name: db, key: a}}}, {name: B, valueFrom: {configMapKeyRef: {name: settings, key: b}}}], imagePullSecrets: [registry],
  volumeMounts: {secret: [{name: s, mountPath: /s, secretName: files}], configMap: [{name: c, mountPath: /c/, cmName: settings, items: [{key: k, path: p}]}]}`.replace(
    /\n */,
    ' ',
  )

tests('kubernetes: what comes from outside', {
  'is named with its keys, uses and lines': () => {
    assert.equal(outside(web(asked)), [
      ['secret', 'registry', '.dockerconfigjson', undefined, true],
      ['secret', 'db', 'a', 'A', true],
      ['configuration', 'settings', 'b', 'B', true],
      ['configuration', 'settings', 'k', '/c/p', true],
      ['secret', 'files', undefined, '/s', true],
    ])
  },
  'has the certificate of a route among it': () => {
    const gateway = '{type: gateway, properties: {domain: a.example.com, secretName: own-tls, http: {/: 80}}}'
    assert.equal(outside(web('port: 80', gateway)), [['secret', 'own-tls', undefined, undefined, true]])
  },
  'is nothing that the lattice brings': () => {
    const carried = web('', '{type: storage, properties: {configMap: [{name: settings, data: {b: "1", k: "2"}}]}}').replace(
      'name: web',
      'name: api',
    )
    const objects =
      '- name: given\n  type: k8s-objects\n  properties: {objects: [{apiVersion: v1, kind: Secret, metadata: {name: db}}, {apiVersion: v1, kind: ConfigMap, metadata: {name: limits}}, {apiVersion: v1, kind: Secret, metadata: {name: files, namespace: other}}]}\n'
    const reader = web('env: [{name: A, valueFrom: {configMapKeyRef: {name: limits, key: a}}}]').replace('name: web', 'name: reader')
    assert.equal(
      outside(web(asked) + carried + objects + reader).map(([, source]) => source),
      ['registry', 'files'],
    )
  },
})
