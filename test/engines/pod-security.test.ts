import * as assert from 'uvu/assert'
import { skip, temporary, tests } from '../harness.js'
import { isAskedFor } from '../kube/asked-for.js'
import { objectsOf } from '../kube/objects-of.js'
import { filesOf } from '../kube/render-subject.js'
import { examples, type Subject } from '../kube/subjects.js'
import { type KubeObject, selects, templateOf } from '../kube-linter/kube-object.js'
import { inNamespace, restricted } from './in-namespace.js'
import { type KubeEngine, startKube } from './kube-engine.js'
import { waitFor } from './wait-for.js'

const kube = startKube()
if (typeof kube === 'string') skip('Pod Security admission', kube)
else
  tests(
    'Pod Security admission `restricted`',
    Object.fromEntries(examples().map((subject) => [`lets ${subject.name} run, without a warning`, () => runs(kube, subject)])),
  )

const works = /^(Deployment|StatefulSet|DaemonSet|Job|CronJob)$/

/** No nodes means that no pod of a DaemonSet is made, and that one of a CronJob is made by the clock. */
const makesPods = ['Deployment', 'StatefulSet', 'Job']

async function runs(kube: KubeEngine, subject: Subject): Promise<void> {
  await inNamespace(kube, restricted, async (namespace) => {
    const files = filesOf(subject, 'kubernetes', { namespace })
    const objects = objectsOf(files)
    if (objects.length === 0) return
    const applied = await kube.run('kubectl', ['apply', '--server-side', '-n', namespace, '-k', temporary(files)])
    assert.is(applied.code, 0, applied.stderr)
    const relaxed = objects.filter(({ kind, metadata }) => works.test(kind) && isAskedFor('restricted', metadata.name))
    const warnings = applied.stderr.split('\n').filter((line) => line !== '')
    assert.is(warnings.length, relaxed.length, applied.stderr)
    const waiting = objects.filter((object) => makesPods.includes(object.kind) && object.spec?.replicas !== 0 && !relaxed.includes(object))
    const get = async (kind: string, ...args: readonly string[]): Promise<readonly KubeObject[]> =>
      JSON.parse(await kube.must('kubectl', ['get', kind, '-n', namespace, '-o', 'json', ...args])).items
    const hasPod =
      (pods: readonly KubeObject[]) =>
      (workload: KubeObject): boolean =>
        pods.some(({ metadata }) => selects({ matchLabels: templateOf(workload)?.metadata?.labels ?? {} }, metadata.labels))
    await waitFor(
      async () =>
        (await get('pods').then((pods) => waiting.filter((workload) => !hasPod(pods)(workload)))).map(({ metadata }) => metadata.name),
      (missing) => missing.length === 0,
      30,
    )
    const refused = (await get('events', '--field-selector=reason=FailedCreate')).filter(
      (event) => !relaxed.some(({ metadata }) => event.metadata.name.startsWith(metadata.name)),
    )
    assert.equal(refused, [])
  })
}
