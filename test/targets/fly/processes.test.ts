import { execFileSync } from 'node:child_process'
import * as assert from 'uvu/assert'
import { commandLine } from '../../../targets/fly/apps/processes/command-line.js'
import { awkwardTexts } from '../../engines/awkward-texts.js'
import { tests } from '../../harness.js'
import { apps } from './app-of.js'

const component = (name: string, properties: string, traits = '', type = 'worker') =>
  `- name: ${name}\n  type: ${type}\n  properties: {image: "shop:1", ${properties}}\n  traits: [${traits}]\n`
const route = '{type: gateway, properties: {domain: a.example.com, http: {"/": 80}}}'
const link = '{type: link, properties: {target: {name: web}}}'
const shop =
  component(
    'web',
    'cmd: [node], args: [web.js], memory: 256Mi, ports: [{port: 80}], readinessProbe: {tcpSocket: {port: 81}}',
    route,
    'webservice',
  ) +
  component('mail', 'cmd: [node], args: [mail.js, "it\'s"], env: [{name: A, value: "1"}]', link) +
  component('other', 'cmd: [python], args: [x.py]')

tests('fly: processes', {
  'workloads with one image share an app': () => {
    const { apps: found } = apps({ shop }, { processes: 'shared' })
    assert.equal(Object.keys(found).sort(), ['shop-other', 'shop-web'])
    const { app, processes, experimental, env, http_service, checks, restart, vm } = found['shop-web']
    assert.is(app, 'shop-web')
    assert.equal(processes, { web: 'web.js', mail: "mail.js 'it'\\''s'" })
    assert.equal(experimental, { entrypoint: ['node'] })
    assert.is(env.CONNECTION_WEB_HOST, 'web.process.shop-web.internal')
    assert.equal(http_service, { internal_port: 80, processes: ['web'] })
    assert.equal(checks, { 'web-readiness': { type: 'tcp', port: 81, interval: '10s', timeout: '1s', processes: ['web'] } })
    assert.equal(restart, [
      { policy: 'always', processes: ['web'] },
      { policy: 'always', processes: ['mail'] },
    ])
    assert.equal(vm, [{ size: 'shared-cpu-1x', processes: ['web'] }])
  },
  'each has an app by itself where nothing is said': () => assert.equal(Object.keys(apps({ shop }).apps).length, 3),
  'what differs stays apart': () => {
    const names = (more: string, traits = '') =>
      Object.keys(
        apps({ shop: component('one', 'args: [a]') + component('two', `args: [b], ${more}`, traits) }, { processes: 'shared' }).apps,
      ).length
    assert.is(names('env: [{name: A, value: "1"}]'), 1)
    assert.is(names('stopSignal: SIGINT'), 2)
    assert.is(names('livenessProbe: {tcpSocket: {port: 1}}'), 2)
    assert.is(names('cpu: "1"', '{type: labels, properties: {a: b}}'), 2)
    const variable = (value: string) => component(`v${value}`, `args: [a], env: [{name: A, value: "${value}"}]`)
    assert.is(Object.keys(apps({ shop: variable('1') + variable('2') }, { processes: 'shared' }).apps).length, 2)
  },
  'any words come back from the line of a group': () => {
    const words = awkwardTexts.filter((text) => text.length < 5000)
    const read = execFileSync('bash', ['-c', `printf '%s\\0' ${commandLine(words)}`], { encoding: 'utf8' })
    assert.equal(read.split('\0').slice(0, -1), words)
  },
})
