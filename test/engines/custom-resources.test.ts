import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { compareText } from '../../src/diagnostic.js'
import { conformance, skip, temporary, tests } from '../harness.js'
import { objectsOf, readObjects } from '../kube/objects-of.js'
import { type Files, filesOf, renderSubject, type Settings } from '../kube/render-subject.js'
import { corpora, example, examples, features } from '../kube/subjects.js'
import type { KubeObject } from '../kube-linter/kube-object.js'
import { type KubeEngine, startKube } from './kube-engine.js'
import { objections } from './would-apply.js'

const name = 'custom resources'
const namespace = 'custom-resources'
const ours = /^(core\.spinkube|runtime\.wasmcloud)\.dev\//

if (conformance('crds') === undefined)
  skip(name, 'the definitions of SpinKube and wasmCloud 2 lie beside the repository, and are not there', true)
else {
  const kube = startKube()
  if (typeof kube === 'string') skip(name, kube)
  else tests(name, acceptance(kube))
}

function acceptance(kube: KubeEngine) {
  const takes = async (kinds: readonly string[], settings: Settings): Promise<void> => {
    const objects = customObjects(settings)
    assert.equal([...new Set(objects.map(({ kind }) => kind))].sort(), kinds)
    assert.is(await objections(kube, { input: stream(objects) }, objects), '')
  }
  return {
    'the API server takes SpinApps and their executors': async () => {
      await takes(['SpinApp', 'SpinAppExecutor'], { 'create-executor': 'shim' })
      await takes(['SpinApp', 'SpinAppExecutor'], { 'create-executor': 'spintainer' })
    },
    'the API server takes WorkloadDeployments, whatever instances become': async () => {
      for (const instances of ['calls', 'pool', 'replicas']) await takes(['SpinApp', 'WorkloadDeployment'], { runtime: 'v2', instances })
    },
    'the same comes out of charts, also where values are changed': async () => {
      const spin = filesOf(example('05-spin'), 'helm', { 'create-executor': 'shim' })
      const values = ['replicas=3', 'image.tag=v9', 'podLabels.team=a', 'resources.limits.memory=1Gi'].map((value) => `guestbook.${value}`)
      const rendered = await template(kube, spin, 'guestbook', values)
      assert.equal(
        rendered.map(({ kind }) => kind),
        ['SpinApp', 'SpinAppExecutor'],
      )
      assert.is(await objections(kube, { input: stream(rendered) }, rendered), '')
      const wasm = await template(kube, filesOf(example('04-wasm-spread'), 'helm', { runtime: 'v2' }), 'greeter', ['greeter.image.tag=v9'])
      assert.equal(wasm.length, 2)
      assert.is(await objections(kube, { input: stream(wasm) }, wasm), '')
    },
    'and it would refuse a field that they do not have': async () => {
      const [app] = customObjects({})
      assert.ok(app)
      const wrong = { ...app, spec: Object.assign({}, app.spec, { replicaz: 1 }) }
      assert.match(await objections(kube, { input: stream([wrong]) }, [wrong]), 'replicaz')
    },
  }
}

/** The custom resources of everything that renders, in one namespace. */
function customObjects(settings: Settings): readonly KubeObject[] {
  return [...examples(), ...features(), ...corpora()].flatMap((subject) => {
    const files = renderSubject(subject, 'kubernetes', { ...settings, namespace })
    return typeof files === 'string' ? [] : objectsOf(files).filter(({ apiVersion }) => apiVersion !== undefined && ours.test(apiVersion))
  })
}

/** Renders a chart in the namespace, and gives its custom resources. */
async function template(kube: KubeEngine, files: Files, chart: string, values: readonly string[]): Promise<readonly KubeObject[]> {
  const set = values.flatMap((value) => ['--set', value])
  const text = await kube.must('helm', ['template', 'release', join(temporary(files), chart), '--namespace', namespace, ...set])
  return readObjects(text)
    .filter(({ apiVersion }) => apiVersion !== undefined && ours.test(apiVersion))
    .sort((one, other) => compareText(one.kind ?? '', other.kind ?? ''))
}

function stream(objects: readonly object[]): string {
  return objects.map((object) => JSON.stringify(object)).join('\n---\n')
}
