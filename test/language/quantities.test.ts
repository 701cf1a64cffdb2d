import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { parseCpu, parseMemory } from '../../src/language/quantities.js'
import { tests } from '../harness.js'

const cpus: readonly (readonly [string | number, number | undefined])[] = [
  ['0.5', 500],
  ['500m', 500],
  ['1', 1000],
  [2, 2000],
  [0.1, 100],
  [1e-7, 0.0001],
  ['1.005', 1005],
  ['.5', 500],
  ['5.', 5000],
  ['+1', 1000],
  ['0', 0],
  ['2k', 2_000_000],
  ['1e3', 1_000_000],
  ['1E3', 1_000_000],
  ['1E-3', 1],
  ['1E', 1e21],
  ['250u', 0.25],
  ['1n', 1e-6],
  ['', undefined],
  ['.', undefined],
  ['m', undefined],
  ['-1', undefined],
  ['1 ', undefined],
  ['1e3m', undefined],
  ['1K', undefined],
  ['0x10', undefined],
  ['1_000', undefined],
  ['1e999', undefined],
  ['9'.repeat(100), undefined],
  [Number.NaN, undefined],
  [Number.POSITIVE_INFINITY, undefined],
]

const memories: readonly (readonly [string | number, number | undefined])[] = [
  ['128Mi', 128],
  ['1Gi', 1024],
  ['1.5Gi', 1536],
  ['1Ki', 1 / 1024],
  ['1Ei', 1024 ** 4],
  ['134217728', 128],
  [134217728, 128],
  ['1M', 0.95367431640625],
  ['64M', 61.03515625],
  ['1e9', 953.67431640625],
  ['512m', 0.512 / 1024 / 1024],
  ['0', 0],
  ['1GB', undefined],
  ['512mb', undefined],
  ['512 Mi', undefined],
  ['10K', undefined],
  ['-1Gi', undefined],
]

const amount = fc.integer({ min: 0, max: 2 ** 31 })

tests('quantities', {
  'reads amounts of CPU': () => {
    for (const [text, expected] of cpus) assert.is(parseCpu(text), expected, `cpu ${text}`)
  },
  'reads amounts of memory': () => {
    for (const [text, expected] of memories) assert.is(parseMemory(text), expected, `memory ${text}`)
  },
  'gives millicores without rounding': () => {
    fc.assert(
      fc.property(amount, (millicores) => {
        assert.is(parseCpu(`${millicores}m`), millicores)
        assert.is(parseCpu(`${millicores}000u`), millicores)
        assert.is(parseCpu(millicores / 1000), millicores)
        assert.is(parseCpu((millicores / 1000).toFixed(3)), millicores)
      }),
    )
  },
  'gives MiB without rounding': () => {
    fc.assert(
      fc.property(amount, (size) => {
        assert.is(parseMemory(`${size}Mi`), size)
        assert.is(parseMemory(`${size}Ki`), size / 1024)
        assert.is(parseMemory(`${size}Gi`), size * 1024)
        assert.is(parseMemory(String(size)), size / 1024 / 1024)
      }),
    )
  },
  'knows one amount by all of its spellings': () => {
    const pairs = [
      ['k', 'e3'],
      ['M', 'E6'],
      ['G', 'e+9'],
      ['m', 'e-3'],
      ['u', 'E-6'],
    ] as const
    fc.assert(
      fc.property(amount, fc.constantFrom(...pairs), (number, [suffix, exponent]) => {
        assert.is(parseCpu(`${number}${suffix}`), parseCpu(`${number}${exponent}`))
        assert.is(parseMemory(`${number}${suffix}`), parseMemory(`${number}${exponent}`))
      }),
    )
  },
  'orders amounts as their numbers': () => {
    const units = ['', 'k', 'Ki', 'M', 'Mi', 'G', 'Gi'] as const
    const factors: Readonly<Record<(typeof units)[number], number>> = {
      '': 1,
      k: 1e3,
      Ki: 1024,
      M: 1e6,
      Mi: 1024 ** 2,
      G: 1e9,
      Gi: 1024 ** 3,
    }
    const sized = fc.tuple(fc.integer({ min: 0, max: 100_000 }), fc.constantFrom(...units))
    fc.assert(
      fc.property(sized, sized, ([a, unitA], [b, unitB]) => {
        const [first, second] = [parseMemory(`${a}${unitA}`) ?? -1, parseMemory(`${b}${unitB}`) ?? -1]
        assert.is(Math.sign(first - second), Math.sign(a * factors[unitA] - b * factors[unitB]))
      }),
    )
  },
  'gives nothing or a finite number for any text': () => {
    const quantityLike = fc.stringMatching(/^[0-9.+\-eEnumkKMGTPi ]{0,12}$/)
    fc.assert(
      fc.property(fc.oneof(fc.string(), quantityLike), (text) => {
        for (const value of [parseCpu(text), parseMemory(text)])
          assert.ok(value === undefined || (Number.isFinite(value) && value >= 0), text)
      }),
    )
  },
})
