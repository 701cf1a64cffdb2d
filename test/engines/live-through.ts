import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { temporary } from '../harness.js'
import { wholeOf } from '../kube/charts-of.js'
import { readObjects } from '../kube/objects-of.js'
import { filesOf } from '../kube/render-subject.js'
import type { Subject } from '../kube/subjects.js'
import type { KubeObject } from '../kube-linter/kube-object.js'
import { areUnknown } from './define-kinds.js'
import { inNamespace } from './in-namespace.js'
import { changedBy, imageTags } from './installed-chart.js'
import { type KubeEngine, kubeVersion } from './kube-engine.js'
import { differences, show, snapshot, withJobsAnew, withoutHooks } from './snapshot.js'
import { withKubelet } from './stand-in-kubelet.js'
import { ensureSurroundings } from './would-apply.js'

/** What stays after `helm uninstall`, as NOTES and the chart's README say: volumes. */
const staying = /^PersistentVolumeClaim /

/**
 * Takes the chart for all of a lattice through its life, in a namespace with these labels: install, an upgrade to the same, an upgrade with another
 * image, rollback, test, uninstall. Throws where one fails, warns, or changes other objects than it should.
 */
export async function liveThrough(
  kube: KubeEngine,
  helm: string,
  subject: Subject,
  { labels, isWaiting }: { readonly labels: readonly string[]; readonly isWaiting: boolean },
): Promise<void> {
  await inNamespace(kube, labels, (namespace) =>
    withKubelet(kube, [namespace], async () => {
      // whatever namespaces the manifests name
      const files = filesOf(subject, 'helm', { namespace })
      const folder = temporary(files)
      const chart = wholeOf(files)
      if (chart === undefined) throw new Error(`${subject.name} has no chart for all of it`)
      const path = join(folder, chart.name)
      const objects = readObjects(await kube.must('helm', ['template', 'release', path, '--kube-version', kubeVersion]))
      if (areUnknown(objects)) return
      assert.is(await ensureSurroundings(kube, objects), '')
      const waiting = isWaiting ? ['--wait', '--timeout', '60s'] : ['--timeout', '60s']
      const call = async (...args: readonly string[]): Promise<void> => {
        const { code, stdout, stderr } = await kube.run(helm, [...args, '--namespace', namespace])
        assert.is(code, 0, `${helm} ${args.join(' ')}\n${stdout}${stderr}`)
        // what the API server warns of, in the words of either Helm
        assert.not.match(stderr, /^Warning:|warnings\.go|level=WARN/m, `${helm} ${args[0]}: ${stderr}`)
      }
      const look = async () => withoutHooks(await snapshot(kube, namespace))
      const empty = await snapshot(kube, namespace)
      await call('install', 'release', path, ...waiting)
      const installed = await look()
      const isElsewhere = ({ kind, metadata }: KubeObject): boolean =>
        kind === 'Namespace' || (metadata.namespace ?? namespace) !== namespace
      assert.ok(installed.size > empty.size || objects.every(isElsewhere), 'something is installed')

      await call('upgrade', 'release', path, ...waiting)
      const same = await look()
      assert.equal(differences(installed, same), [], `an upgrade to the same changes nothing\n${show(installed, same)}`)

      const [setting] = imageTags(files, chart)
      if (setting !== undefined) {
        const expected = await changedBy(kube, folder, chart, namespace, setting)
        await call('upgrade', 'release', path, '--set', `${setting.path}=${setting.to}`, ...waiting)
        assert.equal(differences(installed, await look()), expected, `${setting.path} changes what it is for`)
      }
      await call('rollback', 'release', '1', ...waiting)
      const [old, back] = [withJobsAnew(installed), withJobsAnew(await look())]
      assert.equal(differences(old, back), [], `a rollback brings all back\n${show(old, back)}`)

      // the stand-in ends the tests of the chart well; that they may run is what is seen here
      await call('test', 'release', '--timeout', '60s')
      await call('uninstall', 'release', '--wait', '--timeout', '60s')
      const left = differences(empty, await snapshot(kube, namespace))
      assert.equal(
        left.filter((name) => !staying.test(name)),
        [],
        'nothing is left',
      )
    }),
  )
}
