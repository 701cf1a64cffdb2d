import * as assert from 'uvu/assert'
import type { ApplicationRecord } from '../../src/generated/lattice-record.js'
import { decide } from '../../src/lifecycle/decide.js'
import { strategies } from '../../src/lifecycle/decision.js'
import { explainDecision } from '../../src/lifecycle/explain-decision.js'
import { tests } from '../harness.js'
import { lattice, made } from './records.js'

/** A chain: the n-th application refers to the next one, and all refer to the platform. */
function wide(count: number): Map<string, ApplicationRecord> {
  return lattice(
    {
      name: 'platform',
      versions: [made('platform', '1', [{ name: 'redis', links: ['settings'] }, { name: 'settings' }, { name: 'spare' }])],
    },
    ...Array.from({ length: count }, (_, index) => ({
      name: `app-${index}`,
      versions: [
        made(`app-${index}`, '1', [
          { name: 'api', links: ['cache', 'next'] },
          { name: 'cache', uses: 'platform/redis' },
          { name: 'next', ...(index + 1 < count && { uses: `app-${index + 1}/api` }) },
        ]),
      ],
    })),
  )
}

/** Seconds of the processor that it takes to decide and to explain, whatever else runs on the machine. */
function seconds(records: ReadonlyMap<string, ApplicationRecord>): number {
  const start = process.cpuUsage()
  for (const strategy of strategies) {
    explainDecision(decide(records, { act: 'undeploy', applications: ['platform'], strategy, yes: true }))
    const all = [...records.keys()].filter((name) => name !== 'app-0')
    decide(records, { act: 'undeploy', applications: all, strategy, yes: true })
    decide(records, { act: 'deploy', versions: all.map((application) => ({ application, version: '1' })), strategy, yes: true })
  }
  return process.cpuUsage(start).user / 1e6
}

tests('deciding over large lattices', {
  'takes time in proportion: sixteen times the applications are not two hundred times the time': () => {
    seconds(wide(250))
    const [small, large] = [seconds(wide(500)), seconds(wide(8000))]
    assert.ok(large < small * 80, `${small} s for 500 applications, ${large} s for 8,000`)
  },
})
