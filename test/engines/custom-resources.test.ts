import * as assert from 'uvu/assert'
import { conformance, skip, tests } from '../harness.js'
import { objectsOf } from '../kube/objects-of.js'
import { renderSubject, type Settings } from '../kube/render-subject.js'
import { corpora, examples, features } from '../kube/subjects.js'
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

function stream(objects: readonly object[]): string {
  return objects.map((object) => JSON.stringify(object)).join('\n---\n')
}
