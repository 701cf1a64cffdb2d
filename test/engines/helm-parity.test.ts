import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { skip, temporary, tests } from '../harness.js'
import { wholeOf } from '../kube/charts-of.js'
import { nameOf, objectsOf, readObjects } from '../kube/objects-of.js'
import { filesOf } from '../kube/render-subject.js'
import { examples, type Subject } from '../kube/subjects.js'
import type { KubeObject } from '../kube-linter/kube-object.js'
import { type KubeEngine, kubeVersion, startKube } from './kube-engine.js'

/* One meaning, two targets: a chart with its default values is what `-t kubernetes` writes. */
const kube = startKube()
if (typeof kube === 'string') skip('helm and kubernetes agree', kube)
else tests('helm and kubernetes agree', Object.fromEntries(examples().map((subject) => [`on ${subject.name}`, () => agree(kube, subject)])))

/** What Helm says of itself and of the release, in labels. */
const ofHelm = ['helm.sh/chart', 'app.kubernetes.io/managed-by', 'app.kubernetes.io/instance']

async function agree(kube: KubeEngine, subject: Subject): Promise<void> {
  const charts = filesOf(subject, 'helm')
  const chart = join(temporary(charts), wholeOf(charts)!.name)
  const rendered = readObjects(await kube.must('helm', ['template', 'release', chart, '--kube-version', kubeVersion, '--no-hooks']))
  const plain = objectsOf(filesOf(subject, 'kubernetes'))
  const [ours, theirs] = [plain, rendered].map((objects) => new Map(objects.map((object) => [keyOf(object), comparable(object)])))
  assert.equal([...theirs!.keys()].sort(), [...ours!.keys()].sort())
  for (const [key, object] of theirs!) assert.equal(object, ours!.get(key), key)
}

/** The name of a Job ends with a hash of what it does, which Helm computes by its own means. */
function keyOf(object: KubeObject): string {
  const name = object.kind === 'Job' ? object.metadata.name.replace(/-[0-9a-f]{8,}$/, '') : object.metadata.name
  return nameOf({ ...object, metadata: { name } })
}

/** An object without what may differ: its namespace, and what Helm says of itself. */
function comparable(object: KubeObject): object {
  const { namespace: _namespace, labels = {}, ...metadata } = object.metadata
  const own = Object.fromEntries(Object.entries(labels).filter(([label]) => !ofHelm.includes(label)))
  return { ...object, metadata: { ...metadata, name: object.kind === 'Job' ? '' : metadata.name, labels: own } }
}
