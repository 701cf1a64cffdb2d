import * as assert from 'uvu/assert'
import type { ApplicationRecord, LatticeEvent } from '../../src/generated/lattice-record.js'
import { formerVersion } from '../../src/lifecycle/former-version.js'
import { tests } from '../harness.js'

/** `deploy 1, rollback 2, undeploy`: what was done, in order. */
function eventsOf(text: string): LatticeEvent[] {
  return text.split(', ').map((word) => {
    const [act, version] = word.split(' ') as [LatticeEvent['act'], string | undefined]
    return { act, ...(version !== undefined && { version }), at: '2026-01-02T03:04:05Z', actor: 'ann' }
  })
}

function recordOf(deployed: string | undefined, versions: readonly string[]): ApplicationRecord {
  const outline = { shared: false, components: [], claims: [] }
  return {
    format: 1,
    name: 'shop',
    ...(deployed !== undefined && { deployed }),
    versions: versions.map((version) => ({ version, content: '', text: '', file: 'a.yaml', line: 1, at: '', actor: 'ann', outline })),
  }
}

const cases: readonly (readonly [string, string | undefined, readonly string[], string | undefined])[] = [
  ['deploy 1', '1', ['1'], undefined],
  ['deploy 1, deploy 2', '2', ['1', '2'], '1'],
  ['deploy 1, deploy 2, deploy 3, rollback 2', '2', ['1', '2', '3'], '1'],
  ['deploy 1, deploy 2, deploy 3, rollback 2, rollback 1', '1', ['1', '2', '3'], undefined],
  ['deploy 1, deploy 2, rollback 1, deploy 3', '3', ['1', '2', '3'], '1'],
  // to a version that was never deployed: what was left is what was before
  ['deploy 2, rollback 1', '1', ['1', '2'], '2'],
  ['deploy 1, deploy 2, deploy 1', '1', ['1', '2'], '2'],
  // the version between is deleted
  ['deploy 1, deploy 2, deploy 3', '3', ['1', '3'], '1'],
  ['deploy 1, deploy 2, undeploy 2', undefined, ['1', '2'], '2'],
  ['put 1, put 2', undefined, ['1', '2'], undefined],
  // an undeploy of another application that took weak children is no deploy
  ['deploy 1, deploy 2, undeploy', '2', ['1', '2'], '1'],
]

tests('the version that a rollback leads to', {
  ...Object.fromEntries(
    cases.map(([history, deployed, versions, expected]) => [
      `${history}, of ${versions.join(' ')}`,
      () => assert.is(formerVersion(recordOf(deployed, versions), eventsOf(history)), expected),
    ]),
  ),
})
