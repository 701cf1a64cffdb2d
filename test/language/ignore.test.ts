import * as assert from 'uvu/assert'
import { compile } from '../../src/compile-fully.js'
import { tests } from '../harness.js'

const manifest = (comment: string, line: string, more = ''): string =>
  `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: shop}\nspec:\n  components:\n    - name: web\n      type: worker\n      properties:\n        image: ghcr.io/acme/web:1.0.0\n        ${comment}\n        ${line}\n${more}`
const codes = (text: string, targets: readonly string[] = []): string[] =>
  compile([{ path: 'app.yaml', text }], { targets }).diagnostics.map(({ code, severity }) => `${severity} ${code}`)

tests('mc-ignore', {
  'silences a warning of the line below': () => {
    assert.equal(codes(manifest('#', 'imagePullSecrets: [a]'), ['compose']), ['warning target/unsupported'])
    assert.equal(codes(manifest('# mc-ignore target/unsupported', 'imagePullSecrets: [a]'), ['compose']), [])
  },
  'several comments may stand above each other': () => {
    const text = manifest('# mc-ignore trait/unknown\n        # mc-ignore target/unsupported', 'imagePullSecrets: [a]')
    assert.equal(codes(text, ['compose']), ['warning ignore/unused'])
    assert.equal(
      codes(
        text.replace(
          '# mc-ignore trait/unknown\n        # mc-ignore target/unsupported',
          '# mc-ignore target/unsupported\n        # mc-ignore trait/unknown',
        ),
        ['compose'],
      ),
      ['warning ignore/unused'],
    )
  },
  'an unused one is a warning itself': () =>
    assert.equal(codes(manifest('# mc-ignore trait/unknown', 'cpu: "1"')), ['warning ignore/unused']),
  'what a target says is not known where none was asked': () =>
    assert.equal(codes(manifest('# mc-ignore target/unsupported', 'imagePullSecrets: [a]')), []),
  'errors cannot be silenced': () =>
    assert.equal(codes(manifest('# mc-ignore schema/unknown-property', 'nope: 1')), [
      'warning ignore/unused',
      'error schema/unknown-property',
    ]),
  'the same words in a string are data': () => assert.equal(codes(manifest('#', 'args: ["# mc-ignore trait/unknown"]')), []),
})
