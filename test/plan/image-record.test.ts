import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { compile } from '../../src/compile-fully.js'
import type { Diagnostic } from '../../src/diagnostic.js'
import { imageRecordText } from '../../src/images/image-record-text.js'
import { emitTarget } from '../../targets/emit-target.js'
import { targets } from '../../targets/index.js'
import type { Target } from '../../targets/target.js'
import { root, run, tests } from '../harness.js'
import { application, planOf } from './plan-of.js'

const digest = `sha256:${'0123456789abcdef'.repeat(4)}`
const entry = { image: 'ghcr.io/acme/shop-web', tag: 'src-0123456789ab', digest }
const record = (images: object = { 'shop/web': entry }, version: unknown = 1): string => JSON.stringify({ version, images }, undefined, 2)
const shop = application(
  'shop',
  "- name: web\n  type: webservice\n  properties: {build: {context: src}, image: 'shop:dev'}\n- name: cache\n  type: worker\n  properties: {image: 'redis:7'}",
)

const compiled = (images?: string, text = shop) =>
  compile([{ path: 'shop.yaml', text }], {
    targets: ['compose'],
    plan: true,
    ...(images !== undefined && { images: { path: 'mc.images.json', text: images } }),
  })
const said = (diagnostics: readonly Diagnostic[]): readonly string[] =>
  diagnostics.map(
    ({ code, severity, message, span }) =>
      `${severity} ${code} ${span?.source.path}:${span?.source.text.slice(span.start, span.end)} ${message}`,
  )

/** A platform that runs images and builds none: it writes the image of every container. */
const noBuilder: Target = {
  ...targets[0]!,
  name: 'plain',
  capabilities: { ...targets[0]!.capabilities, build: { support: 'refused', note: 'images come from a registry' } },
  options: {},
  emit: ({ applications }) =>
    applications.flatMap(({ workloads }) =>
      workloads.flatMap((workload) =>
        workload.kind === 'container'
          ? [{ path: `${workload.name}.txt`, text: `${workload.main.image ?? workload.id} ${workload.work}\n` }]
          : [],
      ),
    ),
  check: () => [],
}

function emitted(images?: string, text = shop): { files: readonly string[]; found: readonly Diagnostic[] } {
  const { plan } = compiled(images, text)
  const found: Diagnostic[] = []
  const { artifacts } = emitTarget(noBuilder, plan!, {}, (diagnostic) => found.push(diagnostic))
  return { files: artifacts.map(({ text: written }) => written), found }
}

tests('record of images', {
  'every target gets the published image by its digest; what is not built keeps its own': () => {
    assert.equal(emitted(record()).files, [`ghcr.io/acme/shop-web:src-0123456789ab@${digest} service\n`, 'redis:7 worker\n'])
    assert.equal(emitted(record({ 'shop/cache': entry })).files[1], 'redis:7 worker\n')
  },
  'the plan says that the image comes from the record': async () => {
    const { stdout } = await run(['plan', 'shop.yaml', '--format', 'json'], { files: { 'shop.yaml': shop, 'mc.images.json': record() } })
    const { origins } = JSON.parse(stdout)
    assert.is(origins['/applications/0/workloads/0/main/image'].file, 'mc.images.json')
  },
  'Compose still builds, and names the image without the digest, which no build could have': () => {
    const { artifacts } = compiled(record())
    const { services } = parse(artifacts.find(({ path }) => path === 'compose/compose.yaml')!.text)
    assert.is(services['shop-web'].image, 'ghcr.io/acme/shop-web:src-0123456789ab')
    assert.ok(services['shop-web'].build)
  },
  'a target that builds nothing says what to do where nothing was published, and nothing of `build` is left over': () => {
    const bare = shop.replace(", image: 'shop:dev'", '')
    const { found } = emitted(undefined, bare)
    const [first] = found.filter(({ code }) => code === 'target/no-image-record')
    assert.match(first!.message, '`shop/web`')
    assert.match(first!.help!, 'mc build --push')
    assert.is(first!.span!.source.text.slice(first!.span!.start, first!.span!.end), 'src')
    const unused = (text: string, images?: string): readonly string[] =>
      emitted(images, text)
        .found.filter(({ code }) => code !== 'target/no-image-record')
        .map(({ message }) => message)
    const plain = (text: string): readonly string[] => unused(text).filter((message) => /build|context/.test(message))
    assert.equal(plain(bare), [])
    assert.equal(
      emitted(record(), bare).found.filter(({ severity }) => severity === 'error'),
      [],
    )
    assert.equal(
      unused(bare, record()).filter((message) => /build|context/.test(message)),
      [],
    )
    // the image beside it is used, so that `build` would be named if it were left over
    for (const images of [undefined, record()])
      assert.equal(
        unused(shop, images).filter((message) => /build|context/.test(message)),
        [],
      )
    // an image of the user's own stands where nothing is recorded
    assert.is(emitted().files[0], 'shop:dev service\n')
  },
  'a broken record is an error at its line, and nothing is emitted': () => {
    const wrong: readonly (readonly [string, RegExp])[] = [
      ['', /has no `version`/],
      ['[]', /has no `version`/],
      ['{"version": 1', /yaml\//],
      [record({}, 2), /mc\.images\.json:2 .*version that this mc does not know; it knows 1/],
      [record([]), /`images` must be a map/],
      [record({ 'shop/web': 'x' }), /must be a map/],
      [record({ 'shop/web': { ...entry, digest: undefined } }), /`digest` of an image of the record must be text/],
      [record({ 'shop/web': { ...entry, digest: 'sha256:12' } }), /the image of the record /],
      [record({ 'shop/web': { ...entry, image: 'Ghcr.io/a b' } }), /the image of the record contains white space/],
      [record({ 'shop/web': { ...entry, image: 'a:1' } }), /the image of the record/],
      [record({ 'shop/web': { ...entry, size: '1' } }), /has no field `size`/],
    ]
    for (const [text, message] of wrong) {
      const { diagnostics, artifacts } = compiled(text)
      assert.match(said(diagnostics).join('\n'), message, text)
      assert.ok(
        diagnostics.some(({ severity, span }) => severity === 'error' && span?.source.path === 'mc.images.json'),
        text,
      )
      assert.equal(artifacts, [])
    }
  },
  'an entry that nothing uses is a warning, unless its application was not read': () => {
    const { diagnostics } = compiled(record({ 'shop/web': entry, 'shop/gone': entry, 'shop/cache': entry, 'other/web': entry }))
    assert.equal(
      diagnostics.filter(({ code }) => code.startsWith('input/')).map(({ severity, message }) => `${severity}: ${message}`),
      [
        'warning: no component is `shop/gone`, so nothing uses its image',
        'warning: component `shop/cache` has no `build`, so nothing uses the image that was built',
      ],
    )
  },
  'render and plan read it from the working directory or from --images': async () => {
    const files = { 'shop.yaml': shop, 'mc.images.json': record(), 'other.json': record({ 'shop/web': { ...entry, tag: 'src-other' } }) }
    const image = async (...flags: readonly string[]): Promise<string> => {
      const { code, stdout, stderr } = await run(['render', 'shop.yaml', '-t', 'compose', '-o', '-', ...flags], { files })
      assert.is(code, 0, stderr)
      return parse(stdout).services['shop-web'].image
    }
    assert.is(await image(), 'ghcr.io/acme/shop-web:src-0123456789ab')
    assert.is(await image('--images', 'other.json'), 'ghcr.io/acme/shop-web:src-other')
    const gone = await run(['render', 'shop.yaml', '-t', 'compose', '--images', 'nope.json'], { files })
    assert.equal([gone.code, gone.stderr], [3, 'mc: cannot read nope.json: no such file\n'])
    assert.match((await run(['plan', 'shop.yaml'], { files })).stdout, 'ghcr.io/acme/shop-web')
    const broken = await run(['render', 'shop.yaml', '-t', 'compose'], { files: { ...files, 'mc.images.json': '{"version": 9}' } })
    assert.is(broken.code, 1)
    assert.match(broken.stderr, /^mc\.images\.json:1:13: error: .*\[input\/broken-image-record\]/)
    // it is no manifest
    assert.match(
      (await run(['validate'], { files: { 'shop.yaml': shop, 'mc.images.json': record() } })).stderr,
      /^ok: 1 application, 2 components, 0 links \(/,
    )
  },
  'what is written is sorted, has its schema, and is read back': () => {
    const text = imageRecordText(
      new Map([
        ['shop/web', entry],
        ['a/b', entry],
      ]),
    )
    const validate = new Ajv({ strict: false }).compile(JSON.parse(readFileSync(join(root, 'schema/images.schema.json'), 'utf8')) as object)
    assert.ok(validate(JSON.parse(text)), JSON.stringify(validate.errors))
    assert.equal(Object.keys(JSON.parse(text).images), ['a/b', 'shop/web'])
    assert.equal(
      compiled(text).diagnostics.filter(({ severity }) => severity === 'error'),
      [],
    )
  },
  'without a record nothing changes': () => assert.is(planOf({ 'shop.yaml': shop }).plan.applications[0]!.workloads[0]!.kind, 'container'),
})
