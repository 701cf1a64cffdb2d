import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { emit } from './emit.js'

const build = (fields: string) =>
  emit({
    shop: `- name: web\n  type: worker\n  properties: {build: ${fields}}\n- name: base\n  type: worker\n  properties: {image: "x:1"}`,
  })

tests('compose: builds', {
  'paths are seen from the output folder, and all else stays': () => {
    const { file } = build(
      '{context: "git@example.com:shop.git", additionalContexts: {a: ../a, b: "docker-image://x", c: "service:base", d: "service:other", e: /e}, ssh: [default, k=keys/$k, h=~/.ssh/k]}',
    )
    const section = file.services['shop-web'].build
    assert.is(section.context, 'git@example.com:shop.git')
    assert.equal(section.additional_contexts, { a: '../../a', b: 'docker-image://x', c: 'service:shop-base', d: 'service:other', e: '/e' })
    assert.equal(section.ssh, ['default', 'k=../../apps/keys/$$k', 'h=~/.ssh/k'])
    assert.not('develop' in file.services['shop-web'])
  },
  'a secret is a variable of whoever builds, and no value': () => {
    const { file, files } = build('{secrets: [{id: token, secretKeyRef: {name: npm, key: token}}]}')
    assert.equal(file.services['shop-web'].build.secrets, [{ source: 'npm.token', target: 'token' }])
    assert.equal(file.secrets, { 'npm.token': { environment: 'NPM_TOKEN' } })
    assert.not('secrets' in file.services['shop-web'])
    assert.match(files['.env.example'] ?? '', /^NPM_TOKEN=$/m)
  },
  'what is not said is left to Compose': () => assert.equal(build('{}').file.services['shop-web'].build, { context: '../../apps' }),
})
