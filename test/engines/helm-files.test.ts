import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { skip, temporary, tests } from '../harness.js'
import { chartsOf, wholeOf } from '../kube/charts-of.js'
import { nameOf, readObjects } from '../kube/objects-of.js'
import { type Files, filesOf, type Settings } from '../kube/render-subject.js'
import { example, examples } from '../kube/subjects.js'
import { inNamespace } from './in-namespace.js'
import { helms } from './installed-chart.js'
import { type KubeEngine, kubeVersion, startKube } from './kube-engine.js'

const kube = startKube()
if (typeof kube === 'string') skip('files of charts', kube)
else tests('files of charts', cases(kube))

/** Versions that people give to applications, and texts that might be templates. */
const versions = ['v1.0.0', '1.2', '1.10', '2024.01.05', '01J9ZK3V8QWERTYUIOPASDFGHJ', 'release/{{ .Values.x }}', `${'9'.repeat(60)}-`]

function cases(kube: KubeEngine) {
  const render = (version: string, description: string): Files => {
    const metadata = `metadata:\n  name: shop\n  annotations:\n    version: ${JSON.stringify(version)}\n    description: ${JSON.stringify(description)}\n`
    const text = `apiVersion: core.oam.dev/v1beta1\nkind: Application\n${metadata}${components}`
    return filesOf(
      {
        name: version,
        sources: [
          { path: 'shop.yaml', text },
          { path: 'blog.yaml', text: text.replace('name: shop', 'name: blog') },
        ],
      },
      'helm',
    )
  }
  const lattice = (settings: Settings = {}): string => {
    const files = filesOf(example('order-processing'), 'helm', settings)
    return join(temporary(files), wholeOf(files)!.name)
  }
  const notes = async (helm: string, chart: string, ...settings: readonly string[]): Promise<string> =>
    (await kube.must(helm, ['install', 'release', chart, '--namespace', 'away', '--dry-run=client', ...settings])).split('\nNOTES:\n')[1] ??
    ''
  return {
    'have a version and names that both Helms take': async () => {
      for (const version of versions) {
        const folder = temporary(render(version, '{{ .Values.x }} `{{`'))
        for (const helm of helms) {
          const { code, stdout, stderr } = await kube.run(helm, [
            'lint',
            '--strict',
            ...['lattice', 'shop'].map((name) => join(folder, name)),
          ])
          assert.is(code, 0, `${version}: ${stdout}${stderr}`)
        }
        const list = await kube.must('helm', ['dependency', 'list', join(folder, 'lattice')])
        assert.is(list.match(/unpacked/g)?.length, 2, list)
        const objects = readObjects(
          await kube.must('helm', ['template', 'release', join(folder, 'lattice'), '--kube-version', kubeVersion]),
        )
        for (const { metadata } of objects)
          for (const [key, value] of Object.entries(metadata.labels ?? {}))
            assert.match(value, /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/, `${key} of ${version}`)
        await kube.must('helm', ['package', join(folder, 'shop'), '--destination', folder])
      }
    },
    'keep a description as it is': async () => {
      const description = '{{ .Values.x }} {{- `{{` "quoted" #hash'
      const folder = temporary(render('1.0.0', description))
      const shown = await kube.must('helm', ['show', 'chart', join(folder, 'shop')])
      assert.match(shown, description)
    },
    'tell in the notes where everything answers': async () => {
      const chart = lattice()
      for (const helm of helms) {
        const said = await notes(helm, chart)
        assert.match(said, 'kubectl --namespace away port-forward service/platform-redis 6379:6379')
        assert.match(said, 'http://<address>/order\n')
        assert.match(said, 'kubectl --namespace away get ingress orders-orderprocessor')
        assert.match(said, 'helm test release --namespace away')
      }
    },
    'tell what the values decide': async () => {
      const chart = lattice()
      const balanced = await notes(
        'helm',
        chart,
        '--set',
        'platform.redis.service.type=LoadBalancer,order-status.enabled=false,global.namespaces.orders=elsewhere',
      )
      assert.match(balanced, 'kubectl --namespace away get service platform-redis --output')
      assert.not.match(balanced, 'orderstatus')
      assert.match(balanced, 'orders is installed in the namespace elsewhere.')
    },
    'of the whole lattice render the same as all charts by themselves': async () => {
      for (const subject of examples()) {
        const files = filesOf(subject, 'helm')
        const folder = temporary(files)
        const whole = chartsOf(files).find(({ isUmbrella }) => isUmbrella)
        if (whole === undefined) continue
        const template = async (name: string): Promise<readonly string[]> =>
          readObjects(await kube.must('helm', ['template', 'release', join(folder, name), '--kube-version', kubeVersion])).map(
            (object) => `${nameOf(object)} ${JSON.stringify(object)}`,
          )
        const alone = await Promise.all(chartsOf(files).map(({ name, isUmbrella }) => (isUmbrella ? [] : template(name))))
        assert.equal([...(await template(whole.name))].sort(), alone.flat().sort(), subject.name)
      }
    },
    'make namespaces when they are asked to, and leave them': () =>
      inNamespace(kube, [], async (namespace) => {
        const own = `${namespace}-orders`
        const settings = ['--set', `createNamespaces=true,global.namespaces.orders=${own},global.namespaces.platform=${namespace}`]
        await kube.must('helm', ['install', 'release', lattice(), '--namespace', namespace, ...settings])
        const made = JSON.parse(await kube.must('kubectl', ['get', 'namespace', own, '-o', 'json']))
        assert.is(made.metadata.labels['pod-security.kubernetes.io/enforce'], 'restricted')
        await kube.must('helm', ['uninstall', 'release', '--namespace', namespace])
        await kube.must('kubectl', ['delete', 'namespace', own, '--wait=false'])
      }),
    'install further objects as they are': () =>
      inNamespace(kube, [], async (namespace) => {
        const value = '{{ .Release.Name }} {{- `{{` }}'
        const object = {
          apiVersion: 'v1',
          kind: 'ConfigMap',
          metadata: { name: 'more' },
          data: { text: value, yes: 'yes', number: '0123' },
        }
        const folder = temporary({
          ...render('1.0.0', ''),
          'values.json': JSON.stringify({ extraObjects: [object, { ...object, metadata: { name: 'most' } }] }),
        })
        await kube.must('helm', [
          'install',
          'release',
          join(folder, 'shop'),
          '--namespace',
          namespace,
          '--values',
          join(folder, 'values.json'),
        ])
        for (const name of ['more', 'most']) {
          const { data } = JSON.parse(await kube.must('kubectl', ['get', 'configmap', name, '--namespace', namespace, '-o', 'json']))
          assert.equal(data, object.data)
        }
        await kube.must('helm', ['uninstall', 'release', '--namespace', namespace])
      }),
  }
}

const components = `
spec:
  components:
    - name: web
      type: webservice
      properties:
        image: nginx:1.27
        ports:
          - port: 80
            expose: true
`
