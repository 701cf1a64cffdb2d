import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { isImageFault, parseImageReference, parseWasmImage } from '../../src/language/image-reference.js'
import { tests } from '../harness.js'

const sha256 = `sha256:${'0123456789abcdef'.repeat(4)}`
const sha512 = `sha512:${'0123456789abcdef'.repeat(8)}`

const good: readonly (readonly [string, object])[] = [
  ['nginx', { path: 'nginx' }],
  ['nginx:1.25-alpine', { path: 'nginx', tag: '1.25-alpine' }],
  ['library/nginx', { path: 'library/nginx' }],
  ['ghcr.io/acme/web:1.0.0', { domain: 'ghcr.io', path: 'acme/web', tag: '1.0.0' }],
  ['localhost/web', { domain: 'localhost', path: 'web' }],
  ['localhost:5000/web:dev', { domain: 'localhost:5000', path: 'web', tag: 'dev' }],
  ['[fd00::1]:5000/web', { domain: '[fd00::1]:5000', path: 'web' }],
  ['10.0.0.1/web', { domain: '10.0.0.1', path: 'web' }],
  ['REGISTRY.example.com/web', { domain: 'REGISTRY.example.com', path: 'web' }],
  [`ghcr.io/acme/web@${sha256}`, { domain: 'ghcr.io', path: 'acme/web', digest: sha256 }],
  [`web:1@${sha512}`, { path: 'web', tag: '1', digest: sha512 }],
  [`web@multihash+base58:${'ab'.repeat(16)}`, { path: 'web', digest: `multihash+base58:${'ab'.repeat(16)}` }],
  ['a/b__c/d-e/f---g/h.i', { path: 'a/b__c/d-e/f---g/h.i' }],
  ['registry.io:5000', { path: 'registry.io', tag: '5000' }],
  [`web:${'t'.repeat(128)}`, { path: 'web', tag: 't'.repeat(128) }],
]

const bad: readonly (readonly [string, RegExp, string?])[] = [
  ['', /is empty/],
  ['my image', /white space/, 'myimage'],
  ['https://ghcr.io/acme/web', /begins with `https:\/\/`/, 'ghcr.io/acme/web'],
  ['acme/Web:1', /upper-case/, 'acme/web:1'],
  ['web:', /no tag after it/],
  ['web:-dev', /has the tag `-dev`/],
  [`web:${'t'.repeat(129)}`, /129 characters/],
  ['web@sha256:abc', /3 digits, and sha256 has 64/],
  [`web@sha256:${'A'.repeat(64)}`, /lower-case hexadecimal/],
  ['web@latest', /is no digest/],
  ['web@', /is no digest/],
  ['acme//web', /empty part/],
  ['acme/web/', /empty part/],
  ['/web', /empty part/],
  ['a___b', /`a___b` in the repository name/],
  ['a.-b', /`a.-b`/],
  ['-a', /`-a`/],
  ['registry.io:port/web', /port `port`/],
  ['bad_host.io:5000/web', /is no host name/],
  ['registry.io/', /names no repository/],
  ['{{ image }}', /white space/],
  ['${IMAGE}', /`\$\{IMAGE\}`/],
  ['x'.repeat(256), /256 characters/],
]

const word = fc.stringMatching(/^[a-z0-9]{1,8}$/)
const path = fc
  .array(
    fc
      .tuple(word, fc.constantFrom('', '.', '_', '__', '-', '--'))
      .map(([first, separator]) => (separator === '' ? first : `${first}${separator}x`)),
    { minLength: 1, maxLength: 4 },
  )
  .map((parts) => parts.join('/'))
const domain = fc
  .tuple(
    fc.array(word, { minLength: 2, maxLength: 3 }).map((labels) => labels.join('.')),
    fc.option(fc.integer({ min: 1, max: 65535 })),
  )
  .map(([host, port]) => (port === null ? host : `${host}:${port}`))
const tag = fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,20}$/)
const digest = fc.stringMatching(/^[0-9a-f]{64}$/).map((hex) => `sha256:${hex}`)

tests('image references', {
  'reads references': () => {
    for (const [text, expected] of good) assert.equal(parseImageReference(text), expected, text)
  },
  'says what is wrong, and what was meant where that is clear': () => {
    for (const [text, fault, suggestion] of bad) {
      const answer = parseImageReference(text)
      assert.ok(isImageFault(answer), `${text} is taken for a reference`)
      assert.match(answer.fault, fault)
      assert.is(answer.suggestion, suggestion, text)
    }
  },
  'reads what it is made of': () => {
    fc.assert(
      fc.property(
        fc.option(domain, { nil: undefined }),
        path,
        fc.option(tag, { nil: undefined }),
        fc.option(digest, { nil: undefined }),
        (host, name, version, hash) => {
          const text = `${host === undefined ? '' : `${host}/`}${name}${version === undefined ? '' : `:${version}`}${hash === undefined ? '' : `@${hash}`}`
          const answer = parseImageReference(text)
          assert.not.ok(isImageFault(answer), text)
          // a path whose first part looks like a host name is one
          if (!isImageFault(answer) && (host !== undefined || !/^[^/]*[.]/.test(name) || !name.includes('/'))) {
            assert.equal(answer, {
              ...(host !== undefined && { domain: host }),
              path: name,
              ...(version !== undefined && { tag: version }),
              ...(hash !== undefined && { digest: hash }),
            })
          }
        },
      ),
    )
  },
  'suggests only what is a reference': () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const answer = parseImageReference(text)
        if (isImageFault(answer) && answer.suggestion !== undefined)
          assert.not.ok(isImageFault(parseImageReference(answer.suggestion)), text)
      }),
    )
  },
  'takes files and built-in providers for WebAssembly': () => {
    for (const text of ['file:///srv/api.wasm', 'file://./build/api_s.wasm', 'wasmcloud+builtin://http-server', 'ghcr.io/acme/api:1'])
      assert.not.ok(isImageFault(parseWasmImage(text)), text)
    for (const text of ['file://', 'wasmcloud+builtin://', 'http://acme/api', '']) assert.ok(isImageFault(parseWasmImage(text)), text)
  },
})
