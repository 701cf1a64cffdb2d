import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { makeBakeFile } from '../../../targets/compose/build/bake-file.js'
import { bakeText, escapeBakeText, readBakeText } from '../../../targets/compose/build/bake-text.js'
import { checkBake } from '../../../targets/compose/build/check-bake.js'
import type { ComposeFile } from '../../../targets/compose/compose-file.js'
import { literal } from '../../../targets/compose/text.js'
import { tests } from '../../harness.js'
import { emit } from './emit.js'

const web = (build: string, more = ''): string => `- name: web\n  type: webservice\n  properties:\n    build: ${build}\n${more}`

/** What Compose allows in a `build` section goes further than what mc writes: a patch may hold any of it. */
const bakeOf = (build: object, more: object = {}): ReturnType<typeof makeBakeFile> => {
  const file: unknown = { name: 'x', services: { web: { build, image: 'web' } }, ...more }
  return makeBakeFile(file as ComposeFile)
}

tests('bake file', {
  'stands beside the Compose file wherever something is built, and nowhere else': () => {
    const { files } = emit({
      shop: `${web('{context: src, dockerfile: Web.Dockerfile, target: run, args: {A: "1"}}')}\n- name: cache\n  type: worker\n  properties: {image: "redis:7"}`,
    })
    const text = files['docker-bake.json']!
    assert.ok(text.endsWith('}\n'))
    assert.equal(JSON.parse(text), {
      group: { default: { targets: ['shop-web'] } },
      target: {
        'shop-web': { context: '../../apps/src', dockerfile: 'Web.Dockerfile', target: 'run', args: { A: '1' }, tags: ['shop-web'] },
      },
    })
    assert.is(emit({ shop: '- name: web\n  type: worker\n  properties: {image: "redis:7"}' }).files['docker-bake.json'], undefined)
  },
  'an image that the manifest names has that name': () => {
    const { files } = emit({ shop: web('{context: .}', '    image: ghcr.io/acme/web:1') })
    assert.equal(JSON.parse(files['docker-bake.json']!).target['shop-web'].tags, ['ghcr.io/acme/web:1'])
  },
  'patches count': () => {
    const patch =
      "  traits:\n    - type: runtime\n      properties:\n        compose:\n          - {kind: service, patch: {build: {no_cache: true, ulimits: {nofile: {soft: 1, hard: 2}, nproc: 3}, args: {B: '${B:-x}'}}}}"
    const { target, variable } = JSON.parse(emit({ shop: web('{context: .}', patch) }).files['docker-bake.json']!)
    assert.equal(target['shop-web']['no-cache'], true)
    assert.equal(target['shop-web'].ulimits, ['nofile=1:2', 'nproc=3'])
    assert.equal([target['shop-web'].args, variable], [{ B: '${B}' }, { B: { default: 'x' } }])
  },
  'every field of Compose has its own': () => {
    const build = {
      context: '.',
      additional_contexts: ['lib=../lib', 'base=service:other.init'],
      args: ['A=1', 'B='],
      labels: { a: 'b' },
      cache_from: ['type=registry,ref=x'],
      cache_to: ['type=local,dest=y'],
      platforms: ['linux/amd64'],
      secrets: ['token', { source: 'cert', target: 'tls' }],
      ssh: ['default'],
      network: 'host',
      extra_hosts: { db: '10.0.0.1' },
      shm_size: '64m',
      privileged: true,
      pull: true,
      tags: ['more:1', 'web'],
      dockerfile_inline: 'FROM scratch',
      no_cache_filter: ['x'],
      sbom: true,
      provenance: 'mode=max',
    }
    const file = bakeOf(build, { secrets: { token: { environment: 'TOKEN' }, cert: { file: './cert' } } })!
    assert.equal(checkBake(file), [])
    assert.equal(file.target['web'], {
      context: '.',
      contexts: { lib: '../lib', base: 'target:other_init' },
      'dockerfile-inline': 'FROM scratch',
      args: { A: '1', B: '' },
      labels: { a: 'b' },
      tags: ['web', 'more:1'],
      platforms: ['linux/amd64'],
      'cache-from': ['type=registry,ref=x'],
      'cache-to': ['type=local,dest=y'],
      'no-cache-filter': ['x'],
      pull: true,
      secret: ['id=token,type=env,env=TOKEN', 'id=tls,type=file,src=./cert'],
      ssh: ['default'],
      network: 'host',
      'extra-hosts': { db: '10.0.0.1' },
      'shm-size': '64m',
      entitlements: ['security.insecure'],
      attest: ['type=provenance,mode=max', 'type=sbom,disabled=false'],
    })
  },
  'an inline Dockerfile that copies nothing has no context': () => {
    const contextOf = (dockerfile: string): string | undefined => bakeOf({ dockerfile_inline: dockerfile })?.target['web']?.context
    assert.is(contextOf('FROM a\nRUN ["b"]\nRUN --mount=type=cache,target=/c echo COPY'), undefined)
    for (const line of ['COPY a b', '  add a b', 'ONBUILD COPY a b', 'RUN --mount=type=bind,target=/x ls', 'RUN --mount=target=/x ls'])
      assert.is(contextOf(`FROM a\n${line}`), '.')
  },
  'a wrong one is not written': () => {
    assert.equal(
      checkBake({ group: { default: { targets: ['a'] } }, target: { a: { context: '.', tags: [], colour: 'red' } } }).length > 0,
      true,
    )
    assert.equal(checkBake({ group: { default: { targets: ['a.b'] } }, target: { 'a.b': { context: '.', tags: ['x'] } } }).length > 0, true)
  },
  'any text arrives, and variables stay variables': () => {
    const piece = fc.oneof(fc.constantFrom('$', '{', '}', '%', '${', '%{', '$$', 'a', '"', '\\'), fc.string())
    fc.assert(
      fc.property(fc.array(piece), fc.array(piece), (before, after) => {
        const [start, end] = [before.join(''), after.join('')]
        const variables = new Map<string, string>()
        assert.is(
          readBakeText(escapeBakeText(start), () => '?'),
          start,
        )
        assert.is(
          readBakeText(bakeText(literal(start), variables), () => '?'),
          start,
        )
        assert.is(variables.size, 0)
        const text = bakeText(`${literal(start)}\${NAME}${literal(end)}`, variables)
        assert.is(
          readBakeText(text, (name) => (name === 'NAME' ? 'value' : '?')),
          `${start}value${end}`,
        )
        assert.equal([...variables], [['NAME', '']])
      }),
    )
  },
})
