import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { emit } from './emit.js'

const spin = (properties: string, traits = '[]'): string => `
- name: web
  type: spin
  properties: {image: "example.com/web:1", ${properties}}
  traits: ${traits}
`

tests('compose: Spin', {
  'only an HTTP trigger has an address to listen on': () => {
    const http = emit({ shop: spin('cpu: "1"') }).file.services['shop-web']
    assert.equal([http.environment, http.expose], [{ SPIN_HTTP_LISTEN_ADDR: '0.0.0.0:80' }, ['80']])
    const redis = emit({ shop: spin('triggers: [{type: redis, channel: a}]') }).file.services['shop-web']
    assert.equal([redis.environment, redis.expose, redis.build], [undefined, undefined, undefined])
  },
  'other triggers than http and redis have their plugins, unless the image has': () => {
    const triggers = 'triggers: [{type: http}, {type: sqs, queueUrl: q}, {type: mqtt, topic: t}, {type: sqs, queueUrl: r}]'
    const { image, build } = emit({ shop: spin(triggers) }).file.services['shop-web']
    const plugin = (type: string): string =>
      `RUN ["spin","plugins","install","--yes","--url","https://raw.githubusercontent.com/spinframework/spin-plugins/main/manifests/trigger-${type}/trigger-${type}.json"]\n`
    assert.is(image, 'shop-web')
    assert.equal(build, { dockerfile_inline: `FROM ghcr.io/spinframework/spin:v4.1.0\n${plugin('mqtt')}${plugin('sqs')}` })
    const plain = emit({ shop: spin(triggers) }, { 'spin-plugins': 'image', 'spin-image': 'spin:mine' }).file.services['shop-web']
    assert.equal([plain.image, plain.build], ['spin:mine', undefined])
  },
  'a trigger that names variables of the manifest reaches the application': () => {
    const lost = (trigger: string): string[] =>
      emit({ shop: spin(`triggers: [${trigger}], variables: [{name: broker, value: x}]`) }).diagnostics.flatMap(({ code, span }) =>
        code === 'target/unsupported' ? [span?.source.text.slice(span.start, span.end) ?? ''] : [],
      )
    assert.equal(lost('{type: mqtt, address: "tcp://{{ broker }}:1", topic: "{{broker}}"}'), [])
    assert.equal(lost('{type: mqtt, address: "{{ broker }}", topic: plain}'), ['plain'])
    assert.equal(lost('{type: mqtt, address: "{{ other }}", topic: "{{ broker }}"}'), ['"{{ other }}"'])
    assert.is(lost('{type: mqtt, address: a, topic: b, qos: 1}').length, 1)
  },
  'a command has its words, except what the Spin CLI takes': () => {
    const { file, diagnostics } = emit({ shop: spin('triggers: [{type: command, cmd: [--once, -e]}]') })
    assert.equal(file.services['shop-web'].command.slice(-3), ['--', '--once', '-e'])
    assert.ok(diagnostics.some(({ message }) => message.includes('takes `-e` for itself')))
    assert.equal(
      emit({ shop: spin('triggers: [{type: command, cmd: [--once]}]') }).diagnostics.filter(({ code }) => code === 'target/unsupported'),
      [],
    )
  },
  'a runtime configuration is a file, and secrets in it are variables that must be set': () => {
    const options =
      '[{name: "a b", value: "\\"$@variable-0"}, {name: key, valueFrom: {secretKeyRef: {name: store, key: key}}}, {name: also, valueFrom: {configMapKeyRef: {name: c, key: k}}}]'
    const { file, files } = emit({ shop: spin(`runtimeConfig: {keyValueStores: [{name: default, type: azure, options: ${options}}]}`) })
    const service = file.services['shop-web']
    assert.equal(service.command.slice(-2), ['--runtime-config-file', '/runtime-config.toml'])
    assert.equal(service.configs, [{ source: 'shop-web.runtime-config.toml', target: '/runtime-config.toml' }])
    assert.equal(service.secrets, [{ source: 'store.key' }])
    assert.is(
      file.configs['shop-web.runtime-config.toml'].content,
      `[key_value_store.default]\ntype = "azure"\n"a b" = "\\"$$@variable-0"\nkey = '''\n\${STORE_KEY}'''\nalso = '''\n\${C_K}'''\n`,
    )
    assert.match(files['.env.example'] ?? '', /^STORE_KEY=$/m)
  },
  'a secret may hold the whole runtime configuration': () => {
    const service = emit({ shop: spin('runtimeConfig: {loadFromSecret: all}') }).file.services['shop-web']
    assert.equal([service.configs, service.secrets], [undefined, [{ source: 'all.runtime-config.toml', target: '/runtime-config.toml' }]])
    assert.not('configs' in emit({ shop: spin('runtimeConfig: {keyValueStores: []}') }).file.services['shop-web'])
  },
  'credentials of the registry are those of the first secret': () => {
    const { file, diagnostics } = emit({ shop: spin('imagePullSecrets: [one, two]') })
    const service = file.services['shop-web']
    assert.is(service.environment.DOCKER_CONFIG, '/registry-login')
    assert.equal(service.secrets, [{ source: 'one..dockerconfigjson', target: '/registry-login/config.json' }])
    assert.equal(
      diagnostics.filter(({ code }) => code === 'target/unsupported').map(({ span }) => span?.source.text.slice(span.start, span.end)),
      ['two'],
    )
  },
})
