import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { type Case, skip, temporary, tests } from '../harness.js'
import { wholeOf } from '../kube/charts-of.js'
import { filesOf, type Settings } from '../kube/render-subject.js'
import { examples, type Subject } from '../kube/subjects.js'
import { atOnce } from './at-once.js'
import { inNamespace, restricted } from './in-namespace.js'
import { changedBy, helms, imageTags } from './installed-chart.js'
import { type KubeEngine, startKube } from './kube-engine.js'
import { differences, snapshot } from './snapshot.js'
import { withKubelet } from './stand-in-kubelet.js'

const kube = startKube()
if (typeof kube === 'string') skip('helm install', kube)
else tests('helm install, upgrade, rollback, uninstall', atOnce(2, lifecycles(kube)))

/** Nodes are stood in for, so that what Helm waits for comes about. */
const waiting = ['--wait', '--timeout', '60s']

function lifecycles(kube: KubeEngine): Record<string, Case> {
  return Object.fromEntries(
    helms.flatMap((helm) => examples().map((subject) => [`${subject.name} by ${helm}`, () => lives(kube, helm, subject, {})])),
  )
}

async function lives(kube: KubeEngine, helm: string, subject: Subject, settings: Settings): Promise<void> {
  const files = filesOf(subject, 'helm', settings)
  const folder = temporary(files)
  const chart = wholeOf(files)
  assert.ok(chart, `${subject.name} has one chart for all`)
  await inNamespace(kube, restricted, (namespace) =>
    withKubelet(kube, [namespace], async () => {
      const path = join(folder, chart!.name)
      const call = async (...args: readonly string[]): Promise<void> => {
        const { code, stdout, stderr } = await kube.run(helm, [...args, '--namespace', namespace])
        assert.is(code, 0, `${helm} ${args.join(' ')}\n${stdout}${stderr}`)
        assert.not.match(`${stdout}${stderr}`, /\bwarning\b/i)
      }
      const empty = await snapshot(kube, namespace)
      await call('install', 'release', path, ...waiting)
      const installed = await snapshot(kube, namespace)
      assert.ok(installed.size > empty.size)

      await call('upgrade', 'release', path, ...waiting)
      assert.equal(differences(installed, await snapshot(kube, namespace)), [], 'an upgrade to the same changes nothing')

      const [setting] = imageTags(files, chart!)
      if (setting !== undefined) {
        const expected = await changedBy(kube, folder, chart!, namespace, setting)
        assert.is(expected.length, 1, `${setting.path} changes ${expected}`)
        await call('upgrade', 'release', path, '--set', `${setting.path}=${setting.to}`, ...waiting)
        const upgraded = await snapshot(kube, namespace)
        assert.equal(differences(installed, upgraded), expected)
      }
      await call('rollback', 'release', '1', ...waiting)
      assert.equal(differences(installed, await snapshot(kube, namespace)), [], 'a rollback brings all back')

      // the stand-in ends the tests of the chart well; that they may run is what is seen here
      await call('test', 'release')
      await call('uninstall', 'release', ...waiting)
      assert.equal(differences(empty, await snapshot(kube, namespace)), [], 'nothing is left')
    }),
  )
}
