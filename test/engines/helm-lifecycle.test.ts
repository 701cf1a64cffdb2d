import * as assert from 'uvu/assert'
import { type Case, skip, tests } from '../harness.js'
import { chartsOf } from '../kube/charts-of.js'
import { renderSubject } from '../kube/render-subject.js'
import { corpora, examples, features, type Subject } from '../kube/subjects.js'
import { atOnce } from './at-once.js'
import { eachOf } from './each-of.js'
import { restricted } from './in-namespace.js'
import { helms } from './installed-chart.js'
import { type KubeEngine, startKube } from './kube-engine.js'
import { liveThrough } from './live-through.js'

/** All of the corpora takes ten minutes: with `--full`. */
const isFull = process.argv.includes('--full')

const kube = startKube()
if (typeof kube === 'string') skip('helm install', kube)
else tests('helm install, upgrade, rollback, test and uninstall', { ...atOnce(2, examplesByEach(kube)), ...othersByTurns(kube) })

function examplesByEach(kube: KubeEngine): Record<string, Case> {
  return Object.fromEntries(
    helms.flatMap((helm) =>
      examples().map((subject) => [
        `${subject.name} by ${helm}`,
        () => liveThrough(kube, helm, subject, { labels: labelsFor(subject), isWaiting: true }),
      ]),
    ),
  )
}

/** The example that uses every field has pods that the strict profile refuses (`asked-for.ts`). */
function labelsFor({ name }: Subject): readonly string[] {
  return name === '06-everything' ? [] : restricted
}

/** What is many is installed by one Helm or the other, without waiting for readiness. */
function othersByTurns(kube: KubeEngine): Record<string, Case> {
  const faults = async (subjects: readonly Subject[]): Promise<readonly string[]> => {
    const charts = subjects.filter((subject) => {
      const files = renderSubject(subject, 'helm')
      return typeof files !== 'string' && chartsOf(files).length > 0
    })
    const found = await eachOf([...charts.entries()], async ([index, subject]) => {
      try {
        await liveThrough(kube, helms[index % helms.length]!, subject, { labels: [], isWaiting: false })
        return []
      } catch (error) {
        return [`${subject.name}: ${error instanceof Error ? error.message : error}`]
      }
    })
    return found.flat()
  }
  return {
    'every feature': async () => assert.equal(await faults(features()), []),
    [`${isFull ? 'every' : 'every third'} valid manifest of the corpora`]: async () =>
      assert.equal(await faults(corpora().filter((_, index) => isFull || index % 3 === 0)), []),
  }
}
