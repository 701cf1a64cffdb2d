import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { skip, temporary, tests } from '../harness.js'
import { wholeOf } from '../kube/charts-of.js'
import { readObjects } from '../kube/objects-of.js'
import { filesOf } from '../kube/render-subject.js'
import { examples, type Subject } from '../kube/subjects.js'
import { allowedPairs, graphPairs } from '../targets/kubernetes/graph-pairs.js'
import { type KubeEngine, kubeVersion, startKube } from './kube-engine.js'

const kube = startKube()
if (typeof kube === 'string') skip('policies of charts', kube)
else
  tests('policies of charts', {
    'with one namespace allow what links say': async () => {
      for (const subject of examples()) await judge(kube, subject, {})
    },
    'with a namespace for each application do too': async () => {
      for (const subject of examples()) await judge(kube, subject, { namespaces: 'application' })
    },
  })

async function judge(kube: KubeEngine, subject: Subject, options: Readonly<Record<string, string>>): Promise<void> {
  const files = filesOf(subject, 'helm', options)
  const whole = wholeOf(files)
  if (whole === undefined) return
  const path = join(temporary(files), whole.name)
  const text = await kube.must('helm', ['template', 'release', path, '--kube-version', kubeVersion, '--namespace', 'default'])
  // what tests Services is there for as long as a test takes
  const objects = readObjects(text).filter(({ metadata }) => !/test|delete/.test(metadata.annotations?.['helm.sh/hook'] ?? ''))
  assert.equal(allowedPairs(objects), graphPairs(subject), subject.name)
}
