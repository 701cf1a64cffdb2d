import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { computeComponentId, configName, secretName } from '../../../src/language/wadm/compute-component-id.js'
import { computeSpread } from '../../../src/language/wadm/compute-spread.js'
import { isManifestName } from '../../../src/language/wadm/manifest-name.js'
import { isOamLabel } from '../../../src/language/wadm/oam-label.js'
import { debugText, printFloat } from '../../../src/language/wadm/rust-text.js'
import { tests } from '../../harness.js'

tests('wadm: names', {
  identifiers: () => {
    assert.is(computeComponentId('My Shop', undefined, 'cart.v2'), 'my_shop-cart_v2')
    assert.is(computeComponentId('shop', 'As Is', 'cart'), 'As Is')
    assert.is(computeComponentId('shop', '', 'cart'), '')
    assert.is(computeComponentId('İzmir', undefined, '🛒'), 'i_zmir-_')
  },
  'configurations and secrets': () => {
    assert.is(configName('shop', { name: 'Till-1', properties: {} }), 'shop-till_1')
    assert.is(configName('shop', { name: 'Till-1' }), 'Till-1')
    assert.is(secretName('shop', 'pin code'), 'SECRET_shop-pin_code')
  },
  'keys of labels and annotations': () => {
    for (const key of ['a', 'A.b-c_9', 'x.y/z', `${'a'.repeat(63)}`, `${'b.'.repeat(126)}b/x`]) assert.ok(isOamLabel(key), key)
    for (const key of [
      '',
      '/',
      'a/',
      '/a',
      'a-',
      '.a',
      'a/b/c',
      '9x/a',
      'x-/a',
      'x..y/a',
      'a_b/c',
      'é',
      'a\n',
      'a'.repeat(64),
      `${'b.'.repeat(127)}b/x`,
    ])
      assert.not(isOamLabel(key), key)
  },
  'names of manifests': () => {
    for (const name of ['a', '-', '_9', 'ñandú', '注文', 'e\u0301', 'a\u200Db', '‿']) assert.ok(isManifestName(name), name)
    for (const name of ['', ' ', 'a.b', 'a/b', 'a\n', '🛒', 'a\u00A0b', '½']) assert.not(isManifestName(name), name)
  },
  'strings as Rust prints them': () => {
    assert.is(
      debugText('a "b" \\ \'c\' \t\n\0\u007F é \u00A0\u200B\u{E000}🛒'),
      '"a \\"b\\" \\\\ \'c\' \\t\\n\\0\\u{7f} é \\u{a0}\\u{200b}\\u{e000}🛒"',
    )
  },
  'floats as serde_json prints them': () => {
    const printed = [1, 0.1, -2.5, 1e15, 1e16, 123456789012345680, 1e-5, 1e-6, 1.5e-9, 5e-324, 1.7976931348623157e308, 0, -0].map(
      printFloat,
    )
    assert.equal(printed, [
      '1.0',
      '0.1',
      '-2.5',
      '1000000000000000.0',
      '1e16',
      '1.2345678901234568e17',
      '0.00001',
      '1e-6',
      '1.5e-9',
      '5e-324',
      '1.7976931348623157e308',
      '0.0',
      '-0.0',
    ])
  },
})

tests('wadm: spread', {
  'heaviest first, the rest from the front': () => {
    assert.equal(
      computeSpread(7, [
        { name: 'a', weight: 30 },
        { name: 'b', weight: 40 },
      ]),
      [
        ['b', 4],
        ['a', 3],
      ],
    )
    assert.equal(computeSpread(5, [{ name: 'a' }, { name: 'b', weight: 100 }, { name: 'c' }]), [
      ['a', 2],
      ['b', 2],
      ['c', 1],
    ])
    assert.equal(computeSpread(4, []), [['default', 4]])
    assert.equal(
      computeSpread(3, [
        { name: 'a', weight: 0 },
        { name: 'b', weight: 1 },
      ]),
      [
        ['b', 3],
        ['a', 0],
      ],
    )
  },
  'exact where floats are not': () => {
    const instances = Number.MAX_SAFE_INTEGER
    assert.equal(
      computeSpread(instances, [
        { name: 'a', weight: 3 },
        { name: 'b', weight: 3 },
        { name: 'c', weight: 3 },
      ]),
      [
        ['a', 3002399751580331],
        ['b', 3002399751580330],
        ['c', 3002399751580330],
      ],
    )
  },
  'weights that add up to nothing': () => {
    assert.throws(() => computeSpread(1, [{ name: 'a', weight: 0 }]), /add up to 0/)
  },
  'every instance goes somewhere, and a heavier spread never gets fewer': () => {
    const weights = fc.array(fc.option(fc.nat(1000), { nil: undefined }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(fc.nat(1_000_000), weights, (instances, given) => {
        fc.pre(given.some((weight) => weight !== 0))
        const counts = computeSpread(
          instances,
          given.map((weight, index) => ({ name: `s${index}`, weight })),
        ).map(([, count]) => count)
        assert.is(
          counts.reduce((sum, count) => sum + count, 0),
          instances,
        )
        assert.equal(
          counts,
          counts.toSorted((a, b) => b - a),
        )
      }),
    )
  },
})
