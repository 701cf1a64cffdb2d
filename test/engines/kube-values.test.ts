import * as assert from 'uvu/assert'
import { skip, temporary, tests } from '../harness.js'
import { awkwardLabels, awkwardSubject, awkwardValues } from '../kube/awkward-subject.js'
import { filesOf } from '../kube/render-subject.js'
import { type KubeObject, templateOf } from '../kube-linter/kube-object.js'
import { awkwardTexts } from './awkward-texts.js'
import { inNamespace } from './in-namespace.js'
import { type KubeEngine, startKube } from './kube-engine.js'

const kube = startKube()
if (typeof kube === 'string') skip('awkward texts in Kubernetes', kube)
else tests('awkward texts in Kubernetes', values(kube))

function values(kube: KubeEngine) {
  return {
    'there are at least 200, and some of them may be labels': () => {
      assert.ok(awkwardTexts.length >= 200)
      assert.ok(Object.keys(awkwardLabels).length >= 20)
    },
    'arguments, environment, files, annotations and labels of `-t kubernetes` arrive unchanged': () =>
      inNamespace(kube, [], async (namespace) => {
        const folder = temporary(filesOf(awkwardSubject, 'kubernetes', { namespace }))
        await kube.must('kubectl', ['apply', '--server-side', '-n', namespace, '-k', folder])
        await arrive(kube, namespace)
      }),
  }
}

/** Reads the objects of the awkward application back from the API server, and compares. */
async function arrive(kube: KubeEngine, namespace: string): Promise<void> {
  const items: readonly (KubeObject & { readonly data?: Readonly<Record<string, string>> })[] = JSON.parse(
    await kube.must('kubectl', ['get', 'deployments,configmaps', '-n', namespace, '-o', 'json']),
  ).items
  const template = templateOf(items.find(({ kind }) => kind === 'Deployment')!)!
  const [container] = template.spec!.containers
  same(Object.fromEntries((container!.env ?? []).map(({ name, value = '' }) => [name, value])), awkwardValues)
  same(Object.fromEntries((container!.args ?? []).map((text, index) => [`TEXT_${index}`, text])), awkwardValues)
  same(items.find(({ data }) => data?.['TEXT_0'] !== undefined)?.data ?? {}, awkwardValues)
  same(unkeyed(template.metadata?.annotations), awkwardValues)
  same(unkeyed(template.metadata?.labels), awkwardLabels)
}

function unkeyed(entries: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(entries).flatMap(([key, text]) => (key.startsWith('example.com/') ? [[key.slice('example.com/'.length), text]] : [])),
  )
}

/** Shows only what differs: a comparison of everything would take minutes to print. */
function same(actual: Readonly<Record<string, string>>, expected: Readonly<Record<string, string>>): void {
  const differing = Object.entries(expected).filter(([name, text]) => actual[name] !== text)
  assert.equal(
    differing.map(([name, text]) => ({ text, arrived: actual[name] })),
    [],
  )
}
