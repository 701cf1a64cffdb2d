import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { chartVersion } from '../../../targets/helm/chart/chart-version.js'
import { tests } from '../../harness.js'

/** The pattern that semver.org gives for SemVer 2.0. */
const semver =
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+([0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?$/

const expected: Readonly<Record<string, string>> = {
  '1.0.0': '1.0.0',
  'v1.0.0': '1.0.0',
  V2: '2.0.0',
  '1.2': '1.2.0',
  '1': '1.0.0',
  '1.2.3-rc.1+build.7': '1.2.3-rc.1+build.7',
  '1.2-rc1': '1.2.0-rc1',
  '2024.01.05': '2024.1.5',
  '01J9ZK3V8QWERTYUIOPASDFGHJ': '0.1.0+01J9ZK3V8QWERTYUIOPASDFGHJ',
  latest: '0.1.0+latest',
  '1.2.3.4': '0.1.0+1.2.3.4',
  '1.2.3-01': '0.1.0+1.2.3-01',
  '1.2.3-a..b': '0.1.0+1.2.3-a.b-0d72b023',
  '': '0.1.0',
}

tests('version of a chart', {
  ...Object.fromEntries(
    Object.entries(expected).map(([version, chart]) => [
      `${version === '' ? 'nothing' : version} is ${chart}`,
      () => assert.is(chartVersion(version), chart),
    ]),
  ),
  'an application without a version is 0.1.0'() {
    assert.is(chartVersion(undefined), '0.1.0')
  },
  'is SemVer 2.0 for every text, and no longer than a label bears'() {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.stringMatching(/^v?[0-9.a-c+-]{1,60}$/)), (text) => {
        const version = chartVersion(text)
        assert.match(version, semver)
        assert.ok(version.length <= 46, version)
      }),
      { numRuns: 2000 },
    )
  },
  'two texts that lose something to the same rest stay apart'() {
    assert.is.not(chartVersion('release/1'), chartVersion('release 1'))
    assert.is.not(chartVersion('ä'), chartVersion('ö'))
  },
})
