import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { tests } from '../../harness.js'
import { emit } from './emit.js'

const web = (name: string, properties: string, traits = '[]'): string => `
- name: ${name}
  type: webservice
  properties: {image: "web:1", ${properties}}
  traits: ${traits}
`

const debugged = (components: string) => {
  const { files, file, diagnostics } = emit({ shop: components })
  return { services: parse(files['compose.debug.yaml'] ?? '{}').services, file, diagnostics }
}

tests('compose: debuggers', {
  'options stand behind those that the service has': () => {
    const env = 'env: [{name: NODE_OPTIONS, valueFrom: {secretKeyRef: {name: s, key: o}}}], debug: {preset: node}'
    assert.equal(debugged(web('a', env)).services['shop-a'].environment, { NODE_OPTIONS: '${S_O} --inspect=0.0.0.0:9229' })
    const own = 'env: [{name: NODE_OPTIONS, value: --old}], debug: {preset: node, env: {NODE_OPTIONS: --new=$x}}'
    assert.equal(debugged(web('a', own)).services['shop-a'].environment, { NODE_OPTIONS: '--new=$$x --inspect=0.0.0.0:9229' })
    const java = debugged(web('a', 'debug: {preset: java}')).services['shop-a']
    assert.match(java.environment.JAVA_TOOL_OPTIONS, /^-agentlib:jdwp=.*address=\*:5005$/)
  },
  'a port that several claim is any free one, on this machine alone': () => {
    const port = (text: string, service = 'shop-a') => debugged(text).services[service].ports[0]
    assert.equal(port(web('a', 'debug: {preset: node}')), { target: 9229, published: '9229', host_ip: '127.0.0.1', protocol: 'tcp' })
    const two = debugged(web('a', 'debug: {preset: node}') + web('b', 'debug: {preset: node}'))
    for (const service of ['shop-a', 'shop-b'])
      assert.equal(two.services[service].ports, [{ target: 9229, host_ip: '127.0.0.1', protocol: 'tcp' }])
    assert.is(two.diagnostics.filter(({ code }) => code === 'target/port-taken').length, 2)
    assert.not('published' in port(web('a', 'debug: {preset: node}, ports: [{port: 9229, expose: true}]')))
  },
  'one copy is debugged': () => {
    const { services, file } = debugged(web('a', 'debug: {preset: node}', '[{type: scaler, properties: {replicas: 3}}]'))
    assert.equal([services['shop-a'].deploy, services['shop-a'].ports[0].published], [{ replicas: 1 }, '9229'])
    assert.is(file.services['shop-a'].deploy.replicas, 3)
  },
  'a command is wrapped where it stands': () => {
    const a = debugged(web('a', 'cmd: [python, a.py], args: [-v], debug: {preset: python}')).services['shop-a']
    assert.equal([a.entrypoint, a.command], [['python', '-m', 'debugpy', '--listen', '0.0.0.0:5678', 'a.py'], undefined])
    const b = debugged(web('b', 'args: [python, a.py], debug: {preset: python}')).services['shop-b']
    assert.equal([b.entrypoint, b.command?.slice(-1)], [undefined, ['a.py']])
  },
})
