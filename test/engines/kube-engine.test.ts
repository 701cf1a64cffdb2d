import * as assert from 'uvu/assert'
import { skip, tests } from '../harness.js'
import { inNamespace, restricted } from './in-namespace.js'
import { type KubeEngine, kubeVersion, startKube } from './kube-engine.js'
import { waitFor } from './wait-for.js'

/* What the other tests rely on: an engine that lets everything pass would make them worthless. */
const kube = startKube()
if (typeof kube === 'string') skip('the Kubernetes of the tests', kube)
else tests('the Kubernetes of the tests', proofs(kube))

function proofs(kube: KubeEngine) {
  return {
    'its server and the programs know their versions': async () => {
      const { serverVersion } = JSON.parse(await kube.must('kubectl', ['version', '-o', 'json']))
      assert.is(serverVersion.gitVersion, `v${kubeVersion}`)
      assert.match(await kube.must('helm', ['version', '--short']), /^v3\./)
      assert.match(await kube.must('helm4', ['version', '--short']), /^v4\./)
    },
    'a strict apply refuses an unknown field': async () => {
      const strict = ['apply', '--server-side', '--dry-run=server', '--validate=strict', '-f', '-']
      const map = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'map', namespace: 'default' } }
      assert.is((await kube.run('kubectl', strict, { input: JSON.stringify(map) })).code, 0)
      const refused = await kube.run('kubectl', strict, { input: JSON.stringify({ ...map, date: {} }) })
      assert.is(refused.code, 1)
      assert.match(refused.stderr, '.date: field not declared in schema')
    },
    'a pod that is too free is not made where `restricted` is enforced': () =>
      inNamespace(kube, restricted, async (namespace) => {
        const labels = { app: 'free' }
        const template = { metadata: { labels }, spec: { containers: [{ name: 'free', image: 'busybox:1' }] } }
        const deployment = {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'free' },
          spec: { selector: { matchLabels: labels }, template },
        }
        const applied = await kube.run('kubectl', ['apply', '-n', namespace, '-f', '-'], { input: JSON.stringify(deployment) })
        assert.match(applied.stderr, 'would violate PodSecurity')
        const list = ['get', 'events', '-n', namespace, '--field-selector=reason=FailedCreate', '-o', 'name']
        await waitFor(
          () => kube.must('kubectl', list),
          (events) => events !== '',
          20,
        )
      }),
  }
}
