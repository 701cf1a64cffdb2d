import * as assert from 'uvu/assert'
import { secretReferences } from '../../../targets/kubernetes/objects/data/secret-references.js'
import { tests } from '../../harness.js'
import { web } from './pod-of.js'
import { named, rendered, tried } from './rendered.js'

const env = (secret: string, key: string, name = 'A') => `{name: ${name}, valueFrom: {secretKeyRef: {name: ${secret}, key: ${key}}}}`
const made = (applications: Readonly<Record<string, string>>, store: string, more: Readonly<Record<string, string>> = {}) =>
  named(rendered(applications, { 'external-secrets': store, ...more }), 'ExternalSecret')

tests('kubernetes: external secrets', {
  'are made where a store is named': () => {
    const shop = {
      shop: web(`env: [${env('db', 'password')}, ${env('db', 'user', 'B')}, ${env('db', 'user', 'C')}], imagePullSecrets: [registry]`),
    }
    assert.equal(named(rendered(shop), 'ExternalSecret'), {})
    const { db, registry, ...rest } = made(shop, 'ClusterSecretStore/vault')
    assert.equal(rest, {})
    assert.equal(db.spec, {
      secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
      data: [
        { secretKey: 'password', remoteRef: { key: 'db', property: 'password' } },
        { secretKey: 'user', remoteRef: { key: 'db', property: 'user' } },
      ],
    })
    assert.equal(registry.spec, {
      secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
      target: { template: { type: 'kubernetes.io/dockerconfigjson' } },
      data: [{ secretKey: '.dockerconfigjson', remoteRef: { key: 'registry', property: '.dockerconfigjson' } }],
    })
    assert.is(db.metadata.labels['app.kubernetes.io/instance'], 'shop')
  },
  'take all keys where a volume shows them all': () => {
    const volume = web(`env: [${env('db', 'password')}]`, '{type: storage, properties: {secret: [{name: db, mountPath: /s}]}}')
    assert.equal(made({ shop: volume }, 'vault', { 'external-secrets-key': 'apps/{application}/{secret}' })['db'].spec, {
      secretStoreRef: { name: 'vault' },
      dataFrom: [{ extract: { key: 'apps/shop/db' } }],
    })
    const some = web('', '{type: storage, properties: {secret: [{name: db, mountPath: /s, items: [{key: a, path: b}]}]}}')
    assert.equal(made({ shop: some }, 'SecretStore/vault')['db'].spec.data, [{ secretKey: 'a', remoteRef: { key: 'db', property: 'a' } }])
  },
  'are one for each secret of a namespace, and none where the manifest brings the Secret': () => {
    const both = { shop: web(`env: [${env('db', 'a')}]`), store: web(`env: [${env('db', 'b')}]`) }
    const secrets = rendered(both, { 'external-secrets': 'vault' }).objects.filter(({ kind }) => kind === 'ExternalSecret')
    assert.equal(
      secrets.map(({ metadata, spec }) => [metadata.labels['app.kubernetes.io/instance'], spec.data.length]),
      [['shop', 2]],
    )
    const apart = rendered(both, { 'external-secrets': 'vault', namespaces: 'application' })
    assert.is(apart.objects.filter(({ kind }) => kind === 'ExternalSecret').length, 2)
    const given = (object: string) =>
      `${web(`env: [${env('db', 'a')}]`)}- name: given\n  type: k8s-objects\n  properties: {objects: [${object}]}\n`
    assert.equal(made({ shop: given('{apiVersion: v1, kind: Secret, metadata: {name: db}}') }, 'vault'), {})
    const pod = '{apiVersion: v1, kind: Pod, metadata: {name: pod}, spec: {containers: [], imagePullSecrets: [{name: own}]}}'
    assert.equal(Object.keys(made({ shop: given(pod) }, 'vault')), ['db'])
  },
  'know where objects refer to secrets': () => {
    assert.equal(secretReferences({ spec: { tls: [{ hosts: ['a'], secretName: 'cert' }] } }), [
      { name: 'cert', key: 'tls.crt', type: 'kubernetes.io/tls' },
      { name: 'cert', key: 'tls.key', type: 'kubernetes.io/tls' },
    ])
    const issued = { metadata: { annotations: { 'cert-manager.io/cluster-issuer': 'x' } }, spec: { tls: [{ secretName: 'cert' }] } }
    assert.equal(secretReferences(issued), [])
    assert.equal(secretReferences({ spec: { runtimeConfig: { loadFromSecret: 'config' } } }), [
      { name: 'config', key: 'runtime-config.toml' },
    ])
  },
  'need a store that can have the name': () => {
    for (const store of ['Vault/x', 'My_Store', 'ClusterSecretStore/'])
      assert.equal(
        tried({ shop: web('') }, { 'external-secrets': store }).diagnostics.flatMap(({ code, severity }) =>
          severity === 'error' ? [code] : [],
        ),
        ['target/option'],
      )
  },
})
