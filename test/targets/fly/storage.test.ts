import * as assert from 'uvu/assert'
import { base64 } from '../../../targets/base64.js'
import { awkwardTexts } from '../../engines/awkward-texts.js'
import { tests } from '../../harness.js'
import { appOf, tried, web } from './app-of.js'

const claim = (name: string, path: string, more = '') => `{name: ${name}, mountPath: ${path}${more}}`
const storage = (entries: string) => `{type: storage, properties: {${entries}}}`

tests('fly: storage', {
  'a claim is a volume for each machine': () => {
    const { mounts, said } = appOf('', storage(`pvc: [${claim('My-Data', '/data', ', resources: {requests: {storage: 1536Mi}}')}]`))
    assert.equal(mounts, [{ source: 'my_data', destination: '/data', initial_size: '2gb' }])
    assert.equal(said, ['target/rounded a volume of Fly.io has whole GB: `pvc-My-Data` has 2 GB'])
  },
  'several claims, several paths and the root are refused': () => {
    const said = (entries: string, properties = '') => tried({ shop: web(properties, storage(entries)) }).said.join('\n')
    assert.match(said(`pvc: [${claim('a', '/a')}, ${claim('b', '/b')}]`), 'a machine has one volume')
    assert.match(said(`pvc: [${claim('a', '/')}]`), 'the root of a machine is its image')
    assert.match(said(`pvc: [${claim('a', '/a', ', resources: {requests: {storage: 501Gi}}')}]`), 'a volume has at most 500 GB')
  },
  'a claim of several machines is said to be one for each': () =>
    assert.match(
      appOf('', `${storage(`pvc: [${claim('a', '/a')}]`)}, {type: scaler, properties: {replicas: 2}}`).said.join(),
      'each of the 2 machines has a volume of its own',
    ),
  'configuration lies beside fly.toml, and a secret is a file by its name': () => {
    const trait = storage('configMap: [{name: settings, mountPath: /etc/shop, data: {"a.conf": "x = $5\\n"}}]')
    const secret =
      'volumeMounts: {secret: [{name: keys, mountPath: /etc/keys, secretName: tls, items: [{key: tls.key, path: server.key}]}]}'
    const result = tried({ shop: web(secret, trait) })
    const files = result.apps['shop-web'].files
    assert.equal(files, [
      { guest_path: '/etc/keys/server.key', secret_name: 'TLS_TLS_KEY_FILE' },
      { guest_path: '/etc/shop/a.conf', local_path: files[1].local_path },
    ])
    assert.is(result.files[`shop-web/${files[1].local_path}`], 'x = $5\n')
  },
  'files of containers stand in their configuration, with their modes': () => {
    const trait = storage('configMap: [{name: settings, mountPath: /etc/shop, defaultMode: 256, data: {"a.conf": "é"}}]')
    assert.equal(appOf('', trait).machine.containers[0].files, [{ guest_path: '/etc/shop/a.conf', raw_value: 'w6k=', mode: 256 }])
  },
  'data whose keys nobody knows are refused': () =>
    assert.match(
      tried({ shop: web('volumeMounts: {secret: [{name: keys, mountPath: /etc/keys, secretName: tls}]}') }).said.join(),
      'nobody knows which keys `tls` has',
    ),
  'base64 is that of Node': () => {
    for (const text of awkwardTexts) assert.is(base64(text), Buffer.from(text).toString('base64'))
  },
})
