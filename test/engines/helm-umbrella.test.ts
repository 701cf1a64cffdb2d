import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { skip, temporary, tests } from '../harness.js'
import { wholeOf } from '../kube/charts-of.js'
import { nameOf, readObjects } from '../kube/objects-of.js'
import { filesOf } from '../kube/render-subject.js'
import { example } from '../kube/subjects.js'
import { type KubeObject, templateOf } from '../kube-linter/kube-object.js'
import { inNamespace, restricted } from './in-namespace.js'
import { type KubeEngine, kubeVersion, startKube } from './kube-engine.js'
import { differences, snapshot } from './snapshot.js'
import { withKubelet } from './stand-in-kubelet.js'

const kube = startKube()
if (typeof kube === 'string') skip('the umbrella of order-processing', kube)
else tests('the umbrella of order-processing', umbrella(kube))

function umbrella(kube: KubeEngine) {
  const files = filesOf(example('order-processing'), 'helm')
  const folder = temporary(files)
  const path = join(folder, wholeOf(files)!.name)
  const applications = ['orders', 'order-status', 'platform']
  const template = async (...more: readonly string[]): Promise<readonly KubeObject[]> =>
    readObjects(await kube.must('helm', ['template', 'release', path, '--kube-version', kubeVersion, '--no-hooks', ...more]))
  const placed = (namespaces: readonly string[]): readonly string[] => [
    '--set',
    applications.map((application, index) => `global.namespaces.${application}=${namespaces[index]}`).join(','),
  ]
  /** Where the order processor looks for Redis. */
  const redisHost = (objects: readonly KubeObject[]): string | undefined =>
    objects
      .filter(({ kind, metadata }) => kind === 'Deployment' && metadata.name.includes('processor'))
      .flatMap((object) => templateOf(object)?.spec?.containers[0]?.env ?? [])
      .find(({ name }) => /REDIS.*HOST/.test(name))?.value
  return {
    'with one namespace names services by their names alone': async () => {
      const objects = await template('--namespace', 'one')
      const services = objects.filter(({ kind }) => kind === 'Service').map(({ metadata }) => metadata.name)
      assert.ok(services.includes(redisHost(objects) ?? ''), redisHost(objects))
      assert.equal([...new Set(objects.map(({ metadata }) => metadata.namespace ?? 'one'))], ['one'])
    },
    'with a namespace for each application installs, answers by full names and leaves nothing': () =>
      inNamespace(kube, restricted, (first) =>
        inNamespace(kube, restricted, (second) =>
          inNamespace(kube, restricted, (third) =>
            withKubelet(kube, [first, second, third], async () => {
              const namespaces = [first, second, third]
              const all = () => Promise.all(namespaces.map((namespace) => snapshot(kube, namespace)))
              const empty = await all()
              const objects = await template('--namespace', first, ...placed(namespaces))
              assert.is(redisHost(objects)?.endsWith(`.${third}.svc`), true, redisHost(objects))
              await kube.must('helm', [
                'install',
                'release',
                path,
                '--namespace',
                first,
                ...placed(namespaces),
                '--wait',
                '--timeout',
                '60s',
              ])
              const installed = await all()
              const expected = objects.map((object) =>
                nameOf({ ...object, metadata: { ...object.metadata, namespace: object.metadata.namespace ?? first } }),
              )
              const found = installed.flatMap((names, index) =>
                differences(empty[index]!, names).map((name) => name.replace(' ', ` ${namespaces[index]}/`)),
              )
              assert.equal([...found].sort(), [...expected].sort())
              await kube.must('helm', ['uninstall', 'release', '--namespace', first, '--wait', '--timeout', '60s'])
              assert.equal(
                (await all()).flatMap((names, index) => differences(empty[index]!, names)),
                [],
              )
            }),
          ),
        ),
      ),
    'leaves an application out that is not enabled': async () => {
      const all = await template()
      const less = await template('--set', 'order-status.enabled=false')
      const gone = all.filter((object) => !less.some((other) => nameOf(other) === nameOf(object)))
      assert.ok(gone.length > 0)
      assert.equal([...new Set(gone.map(({ metadata }) => metadata.labels?.['app.kubernetes.io/part-of']))], ['order-status'])
    },
  }
}
