import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { root, temporary, tests } from '../../harness.js'
import { emitTemplates } from './emit-templates.js'

const component = (name: string, type: string, ...needs: readonly string[]): object => ({
  name,
  type,
  properties: { image: 'nginx:1', cpu: '250m', memory: '512Mi', ...(type === 'webservice' && { ports: [{ port: 80, expose: true }] }) },
  dependsOn: needs,
})

tests('ecs: scripts for CloudFormation', {
  'a task runs after its stack, and what needs it has a stack of its own behind it': () => {
    const { files, errors } = emitTemplates({
      shop: [component('db', 'webservice'), component('seed', 'task', 'db'), component('api', 'webservice', 'seed')],
    })
    assert.equal(errors, [])
    assert.equal(Object.keys(files), [
      'lattice.yaml',
      'shop/template.yaml',
      'shop/template-2.yaml',
      'shop/shop-seed/run-task.json',
      'deploy.sh',
      'undeploy.sh',
      'deploy.md',
    ])
    const order = (files['deploy.sh'] ?? '')
      .replace(/["{}]/g, '')
      .split('\n')
      .filter((line) => /^(lattice|stack|task_of|settled) /.test(line))
    assert.equal(
      order.map((line) => line.split(' ').slice(0, 3).join(' ')),
      [
        'lattice lattice.yaml Cluster',
        'stack $LATTICE_STACK-shop shop/template.yaml',
        'task_of shop/shop-seed $REVISION',
        'stack $LATTICE_STACK-shop-2 shop/template-2.yaml',
        'settled lattice.yaml Cluster',
      ],
    )
    const undone = (files['undeploy.sh'] ?? '')
      .replace(/["{}]/g, '')
      .split('\n')
      .filter((line) => line.startsWith('unstack '))
    assert.equal(undone, ['unstack $LATTICE_STACK-shop-2', 'unstack $LATTICE_STACK-shop', 'unstack $LATTICE_STACK'])
  },
  'services in a circle are deployed a second time': () => {
    const link = (name: string) => [{ type: 'link', properties: { name, target: { name } } }]
    const linked = (name: string, to: string) => ({ ...component(name, 'webservice'), traits: link(to) })
    const { files } = emitTemplates({ shop: [linked('one', 'two'), linked('two', 'one')] })
    assert.match((files['deploy.sh'] ?? '').replace(/["{}]/g, ''), /^again \$LATTICE_STACK-shop shop-one shop-two$/m)
    assert.not.match(emitTemplates({ shop: [component('one', 'webservice')] }).files['deploy.sh'] ?? '', /^again /m)
  },
  'the template of both the old and the new lattice has all of either, and the new where both have it': () => {
    const templates = (names: readonly string[]) =>
      emitTemplates({ shop: names.map((name) => component(name, 'webservice')) }).files['lattice.yaml'] ?? ''
    const [old, now] = [templates(['one', 'two']), templates(['two', 'three']).replace('Default: 30', 'Default: 60')]
    const folder = temporary({ 'old.yaml': old, 'new.yaml': now })
    const script = readFileSync(join(root, 'targets', 'ecs', 'scripts', 'stacks.sh'), 'utf8')
    const { stdout, stderr, status } = spawnSync('bash', ['-c', `${script}\nboth old.yaml new.yaml`], { cwd: folder, encoding: 'utf8' })
    assert.is(status, 0, stderr)
    const [before, after, both] = [old, now, stdout].map((text) => parse(text) as Record<string, Record<string, unknown>>)
    for (const section of ['Parameters', 'Resources', 'Outputs'])
      assert.equal(both![section], { ...before![section], ...after![section] }, section)
    assert.ok('ShopOneSecurityGroup' in both!['Resources']! && 'ShopThreeSecurityGroup' in both!['Resources']!)
    const same = spawnSync('bash', ['-c', `${script}\nboth new.yaml new.yaml`], { cwd: folder, encoding: 'utf8' })
    assert.is(same.stdout, now)
  },
})
