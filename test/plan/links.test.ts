import * as assert from 'uvu/assert'
import { linkTemplate } from '../../src/plan/links/link-template.js'
import type { Env } from '../../src/plan/plan.js'
import { tests } from '../harness.js'
import { application, containerOf, planOf, spinOf } from './plan-of.js'

/** An application whose `web` has one link to `redis`. */
function linked(
  link: string,
  redis = '{image: "redis:7", ports: [{port: 6379}]}',
  web = '{image: x}',
  traits = '',
  type = 'webservice',
): ReturnType<typeof planOf> {
  return planOf(
    application(
      'app',
      `- name: redis\n  type: webservice\n  properties: ${redis}\n- name: web\n  type: ${type}\n  properties: ${web}\n  traits: [${traits}{type: link, properties: ${link}}]`,
    ),
  )
}

const address = (kind: 'host' | 'port' | 'url', scheme: string, port = 6379) => ({ address: kind, to: 'app/redis', port, scheme })

function connection(prefix: string, scheme: string, port?: number): unknown[] {
  return (['host', 'port', 'url'] as const).map((kind) => ({
    name: `CONNECTION_${prefix}_${kind.toUpperCase()}`,
    parts: [address(kind, scheme, port)],
  }))
}

function schemeOf(redis: string): string | undefined {
  return containerOf(linked('{target: {name: redis}}', redis), 'app/web').bindings[0]?.scheme
}

tests('links of containers', {
  'put the address of the target into the source': () => {
    const web = containerOf(linked('{target: {name: redis}}'), 'app/web')
    assert.equal(web.main.env, connection('REDIS', 'redis'))
    assert.equal(web.needs, [{ id: 'app/redis', why: 'link' }])
    assert.equal(web.bindings, [
      {
        name: 'redis',
        to: 'app/redis',
        port: { name: 'port-6379', containerPort: 6379, protocol: 'TCP', expose: false, port: 6379 },
        config: [],
        scheme: 'redis',
      },
    ])
  },
  'are named by their name': () => {
    const web = containerOf(linked('{name: my-cache.1é, target: redis}'), 'app/web')
    assert.equal(web.main.env, connection('MY_CACHE_1_', 'redis'))
  },
  'mean the port that they choose': () => {
    const ports = '{image: x, ports: [{port: 80, containerPort: 8080, name: admin}, {port: 1883, name: broker}]}'
    const env = (port: string): readonly Env[] => containerOf(linked(`{target: {name: redis, port: ${port}}}`, ports), 'app/web').main.env
    assert.equal(env('broker'), connection('REDIS', 'mqtt', 1883))
    assert.equal(env('1883'), connection('REDIS', 'mqtt', 1883))
    assert.equal(env('80'), connection('REDIS', 'http', 8080))
  },
  'mean the port that has their name where none is chosen': () => {
    const ports = '{image: x, ports: [{port: 80, containerPort: 8080, name: admin}, {port: 1883, name: broker}]}'
    const web = containerOf(linked('{name: broker, target: {name: redis}}', ports), 'app/web')
    assert.equal(web.main.env, connection('BROKER', 'mqtt', 1883))
    assert.equal(containerOf(linked('{name: broker, target: {name: redis, port: 80}}', ports), 'app/web').bindings[0]?.port?.name, 'admin')
  },
  'fill addresses into the stores of a Spin application': () => {
    const value = '"${target.my.cache.url}/0?x=$${target.url}&y=${HOME}&z=${target.url}"'
    const planned = linked(
      '{name: my.cache, target: {name: redis}}',
      undefined,
      `{image: x, runtimeConfig: {keyValueStores: [{name: default, type: redis, options: [{name: url, value: ${value}}, {name: plain, value: "$\${a}"}]}], llmCompute: {type: t, options: [{name: host, value: "\${target.host}"}]}}}`,
      '',
      'spin',
    )
    const config = spinOf(planned, 'app/web').runtimeConfig
    assert.equal(config?.keyValueStores[0]?.options, [
      { name: 'url', parts: [address('url', 'redis'), { text: '/0?x=${target.url}&y=${HOME}&z=' }, address('url', 'redis')] },
      { name: 'plain', value: '${a}' },
    ])
    assert.equal(config?.llmCompute?.options, [{ name: 'host', parts: [address('host', 'redis')] }])
  },
  'guess the scheme by name, then protocol, then number': () => {
    assert.is(schemeOf('{image: x, ports: [{port: 8080, name: https-admin}]}'), 'https')
    assert.is(schemeOf('{image: x, ports: [{port: 5432, name: grpc}]}'), 'http')
    assert.is(schemeOf('{image: x, ports: [{port: 5432, appProtocol: http2}]}'), 'http')
    assert.is(schemeOf('{image: x, ports: [{port: 5432, appProtocol: tcp}]}'), 'postgres')
    assert.is(schemeOf('{image: x, ports: [{port: 1, containerPort: 27017}]}'), 'mongodb')
    assert.is(schemeOf('{image: x, ports: [{port: 7777}]}'), 'tcp')
  },
  'fill variables into configuration': () => {
    const config = `[{name: c, properties: {PLAIN: "a$b", ADDRESS: "\${target.host}:\${target.port}/\${target.config.db}?x=$\${target.host}", DB: "\${target.config.db}", OTHER: "\${HOME}"}}]`
    const web = containerOf(
      linked(`{target: {name: redis, config: [{name: t, properties: {db: "7"}}]}, source: {config: ${config}}}`),
      'app/web',
    )
    assert.equal(web.main.env.slice(3), [
      { name: 'PLAIN', value: 'a$b' },
      { name: 'ADDRESS', parts: [address('host', 'redis'), { text: ':' }, address('port', 'redis'), { text: '/7?x=${target.host}' }] },
      { name: 'DB', value: '7' },
      { name: 'OTHER', value: '${HOME}' },
    ])
    assert.equal(web.bindings[0]?.config, ['c'])
  },
  'leave variables alone that the manifest sets itself': () => {
    const web = containerOf(
      linked('{target: {name: redis}}', undefined, '{image: x, env: [{name: CONNECTION_REDIS_PORT, value: "1"}]}'),
      'app/web',
    )
    assert.equal(
      web.main.env.map(({ name, value }) => [name, value]),
      [
        ['CONNECTION_REDIS_PORT', '1'],
        ['CONNECTION_REDIS_HOST', undefined],
        ['CONNECTION_REDIS_URL', undefined],
      ],
    )
  },
  'reach init containers, and not sidecars': () => {
    const traits =
      '{type: sidecar, properties: {name: s, image: s}}, {type: init-container, properties: {name: i, image: i, appMountPath: /a, initMountPath: /b}}, '
    const web = containerOf(linked('{target: {name: redis}}', undefined, undefined, traits), 'app/web')
    assert.equal([web.main.env.length, web.initContainers[0]?.env.length, web.sidecars[0]?.env.length], [3, 3, 0])
  },
  'survive a trait that replaces all variables': () => {
    const web = containerOf(
      linked('{target: {name: redis}}', undefined, undefined, '{type: env, properties: {replace: true, env: {A: "1"}}}, '),
      'app/web',
    )
    assert.equal(
      web.main.env.map(({ name }) => name),
      ['A', 'CONNECTION_REDIS_HOST', 'CONNECTION_REDIS_PORT', 'CONNECTION_REDIS_URL'],
    )
  },
  'bind to the component behind a reference': () => {
    const planned = planOf({
      'b.yaml': application(
        'app',
        '- name: cache\n  type: webservice\n  properties: {application: {name: platform, component: redis}}\n- name: web\n  type: worker\n  properties: {image: x}\n  traits: [{type: link, properties: {target: {name: cache}}}]',
      ),
      'a.yaml': application(
        'platform',
        '- name: redis\n  type: webservice\n  properties: {image: "redis:7", port: 6379}',
        '{experimental.wasmcloud.dev/shared: "true"}',
      ),
    })
    const web = containerOf(planned, 'app/web')
    assert.equal([web.bindings[0]?.name, web.bindings[0]?.to], ['cache', 'platform/redis'])
    assert.equal(web.main.env[0], {
      name: 'CONNECTION_CACHE_HOST',
      parts: [{ address: 'host', to: 'platform/redis', port: 6379, scheme: 'redis' }],
    })
  },
  'give variables to a Spin application': () => {
    const web = spinOf(
      linked(
        '{target: {name: redis}, source: {config: [{name: c, properties: {redis_address: "${target.url}"}}]}}',
        undefined,
        undefined,
        '',
        'spin',
      ),
      'app/web',
    )
    assert.equal(
      web.variables.map(({ name }) => name),
      ['connection_redis_host', 'connection_redis_port', 'connection_redis_url', 'redis_address'],
    )
    assert.equal(web.variables[3]?.parts, [address('url', 'redis')])
  },
  'are split at their variables': () => {
    assert.equal(linkTemplate(''), [{ text: '' }])
    assert.equal(linkTemplate('${target.url}'), [{ variable: 'url' }])
    assert.equal(linkTemplate('a${target.config.x.y}b'), [{ text: 'a' }, { variable: 'config.x.y' }, { text: 'b' }])
    assert.equal(linkTemplate('$${target.url} ${target} ${x} $'), [{ text: '${target.url} ${target} ${x} $' }])
    assert.equal(linkTemplate('$$${target.url}'), [{ text: '$${target.url}' }])
  },
})
