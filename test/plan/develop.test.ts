import * as assert from 'uvu/assert'
import type { Container } from '../../src/plan/plan.js'
import { tests } from '../harness.js'
import { application, containerOf, planOf } from './plan-of.js'

function main(properties: string, traits = '[]'): Container {
  return containerOf(
    planOf(application('app', `- name: web\n  type: webservice\n  properties: ${properties}\n  traits: ${traits}`)),
    'app/web',
  ).main
}

const actions = (properties: string): string[] =>
  (main(properties).develop?.watch ?? []).map(({ action, path, target }) => [action, path, target].filter(Boolean).join(' '))

tests('live update', {
  'builds again what is built and says nothing': () => {
    const [rule] = main('{build: {context: ./web}}').develop?.watch ?? []
    assert.is(rule?.action, 'rebuild')
    assert.is(rule?.path, './web')
    assert.ok(rule?.ignore?.includes('**/node_modules/'))
    assert.is(rule?.include, undefined)
  },
  'leaves alone what is not built here, or says that nothing happens': () => {
    assert.is(main('{image: x}').develop, undefined)
    for (const context of ['https://example.com/shop.git', 'git@example.com:shop.git'])
      assert.is(main(`{build: {context: "${context}"}}`).develop, undefined)
    assert.equal(main('{build: {}, develop: {watch: []}}').develop, { watch: [] })
  },
  'copies files where they are told to go': () => {
    assert.equal(actions('{build: {context: web}, develop: {sync: /app}}'), ['sync+restart web /app', 'rebuild web'])
    assert.equal(actions('{build: {}, develop: {sync: /app, reload: self}}'), ['sync . /app', 'rebuild .'])
    assert.equal(actions('{build: {dockerfileInline: FROM x}, develop: {sync: /app}}'), ['sync+restart . /app'])
    const [sync, rebuild] = main('{build: {dockerfile: dev/Dockerfile}, develop: {sync: /app}}').develop?.watch ?? []
    assert.equal(rebuild?.include, ['dev/Dockerfile'])
    assert.ok(sync?.ignore?.includes('dev/Dockerfile'))
  },
  'knows languages': () => {
    assert.equal(actions('{build: {}, workingDir: /srv, develop: {language: node}}'), ['sync+restart . /srv', 'rebuild .'])
    assert.equal(actions('{build: {}, develop: {language: python}}'), ['rebuild .'])
    assert.equal(actions('{build: {}, workingDir: /srv, develop: {language: go}}'), ['rebuild .'])
    assert.equal(actions('{build: {}, develop: {language: java, sync: /src}}'), ['sync+restart . /src', 'rebuild .'])
    const [sync, rebuild] = main('{build: {}, develop: {language: node, sync: /app}}').develop?.watch ?? []
    for (const file of ['package.json', 'Dockerfile']) assert.ok(sync?.ignore?.includes(file) && rebuild?.include?.includes(file))
  },
  'puts rules of the manifest first, and alone where they are all': () => {
    const watch = 'watch: [{path: src, action: sync, target: /src}]'
    assert.equal(actions(`{build: {}, develop: {${watch}}}`), ['sync src /src'])
    assert.equal(actions(`{build: {}, develop: {sync: /app, ${watch}}}`), ['sync src /src', 'sync+restart . /app', 'rebuild .'])
  },
})

tests('debuggers', {
  'Node and Java are told by a variable': () => {
    assert.equal(main('{image: x, debug: {preset: node}}').debug, {
      port: 9229,
      env: {},
      append: { NODE_OPTIONS: '--inspect=0.0.0.0:9229' },
    })
    assert.equal(main('{image: x, debug: {preset: java, port: 9, env: {A: b}}}').debug, {
      port: 9,
      env: { A: 'b' },
      append: { JAVA_TOOL_OPTIONS: '-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:9' },
    })
  },
  'an option of the manifest goes before that of a preset': () => {
    assert.equal(main('{image: x, debug: {preset: node, env: {NODE_OPTIONS: --inspect-brk=0.0.0.0:1}}}').debug?.append, {})
    assert.equal(Object.keys(main('{image: x, debug: {preset: node, env: {NODE_OPTIONS: --trace}}}').debug?.append ?? {}), ['NODE_OPTIONS'])
  },
  'Python and Go run the command that the traits have left': () => {
    const { debug } = main(
      '{image: x, cmd: [python, old.py], debug: {preset: python}}',
      '[{type: command, properties: {command: [python, new.py]}}]',
    )
    assert.equal(debug?.command, ['python', '-m', 'debugpy', '--listen', '0.0.0.0:5678', 'new.py'])
    assert.equal(main('{image: x, args: [/server, -v], debug: {preset: go}}').debug?.args?.slice(-3), ['/server', '--', '-v'])
  },
  'a command of its own goes before that of a preset': () => {
    const { debug } = main('{image: x, cmd: [python, a.py], debug: {preset: python, cmd: [pdb, a.py]}}')
    assert.equal(debug, { port: 5678, command: ['pdb', 'a.py'], env: {}, append: {} })
  },
})
