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
  const rendered = readObjects(await kube.must('helm', ['template', 'release', chart, '--kube-version', kubeVersion])).filter(
    (object) => !isChartOnly(object),
  )
  const plain = objectsOf(filesOf(subject, 'kubernetes'))
  const [ours, theirs] = [plain, rendered].map((objects) => new Map(objects.map((object) => [keyOf(object), comparable(object)])))
  // whoever installs a chart says what namespaces there are
  for (const key of ours!.keys()) if (key.startsWith('Namespace ')) ours!.delete(key)
  assert.equal([...theirs!.keys()].sort(), [...ours!.keys()].sort())
  for (const [key, object] of theirs!) assert.equal(object, ours!.get(key), key)
}

/** The name of a Job ends with a hash of what it does, which Helm computes by its own means. */
function keyOf(object: KubeObject): string {
  const name = object.kind === 'Job' ? object.metadata.name.replace(/-[0-9a-f]{8,}$/, '') : object.metadata.name
  return nameOf({ ...object, metadata: { name } })
}

/** What runs by `helm test` and at the end of a release only. */
function isChartOnly({ metadata: { annotations = {} } }: KubeObject): boolean {
  return /^(test|pre-delete|post-delete)$/.test(annotations['helm.sh/hook'] ?? '')
}

/** An object without what may differ: its namespace, what Helm says of itself and takes as orders, and the checksum of configuration, which Helm takes of its values. */
function comparable(object: KubeObject): object {
  const { namespace: _namespace, labels = {}, annotations = {}, ...metadata } = object.metadata
  const own = without(labels, (key) => ofHelm.includes(key))
  const rest = without(annotations, (key) => key.startsWith('helm.sh/'))
  const whole = { ...object, metadata: { ...metadata, name: object.kind === 'Job' ? '' : metadata.name, labels: own, annotations: rest } }
  return JSON.parse(
    JSON.stringify(whole, (key, value: unknown) => (key === 'checksum/config' ? 'sha256' : isOfRelease(key, value) ? {} : value)),
  )
}

/** Where a manifest names no namespace, plain objects mean every one, and a chart that of the release. */
function isOfRelease(key: string, value: unknown): boolean {
  return key === 'namespaceSelector' && JSON.stringify(value) === '{"matchLabels":{"kubernetes.io/metadata.name":"default"}}'
}

function without(map: Readonly<Record<string, string>>, isLeftOut: (key: string) => boolean): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(map).filter(([key]) => !isLeftOut(key)))
}
