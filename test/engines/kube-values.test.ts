import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { toYaml } from '../../src/print/to-yaml.js'
import { skip, temporary, tests } from '../harness.js'
import { awkwardLabels, awkwardSubject, awkwardValues, printableValues } from '../kube/awkward-subject.js'
import { wholeOf } from '../kube/charts-of.js'
import { filesOf } from '../kube/render-subject.js'
import { type KubeObject, templateOf } from '../kube-linter/kube-object.js'
import { awkwardTexts } from './awkward-texts.js'
import { inNamespace } from './in-namespace.js'
import { helms } from './installed-chart.js'
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
        const files = Object.entries(filesOf(awkwardSubject(awkwardValues), 'kubernetes', { namespace }))
        const input = files.flatMap(([path, text]) => (path.endsWith('kustomization.yaml') ? [] : [text])).join('---\n')
        await kube.must('kubectl', ['create', '-f', '-'], { input })
        await arrive(kube, namespace)
      }),
    'and by kustomize, which cannot carry all of them': () =>
      inNamespace(kube, [], async (namespace) => {
        assert.ok(Object.keys(printableValues).length >= 200)
        const folder = temporary(filesOf(awkwardSubject(printableValues), 'kubernetes', { namespace }))
        await kube.must('kubectl', ['apply', '--server-side', '-k', folder])
        await arrive(kube, namespace, everywhere(printableValues))
      }),
    ...Object.fromEntries(
      helms.map((helm) => [
        `those of a chart arrive by ${helm}, as they are in values.yaml and as a user gives others`,
        () => inNamespace(kube, [], (namespace) => chartKeeps(kube, helm, namespace)),
      ]),
    ),
  }
}

/** The API server refuses a server-side apply with DEL and other control characters that YAML lacks, whoever asks. */
const clientSide = ['--server-side=false']

/** Every text where its neighbour was. */
const others: Texts = Object.fromEntries(
  Object.keys(awkwardValues).map((name, index) => [name, awkwardTexts[(index + 1) % awkwardTexts.length]!]),
)

async function chartKeeps(kube: KubeEngine, helm: string, namespace: string): Promise<void> {
  const files = filesOf(awkwardSubject(awkwardValues), 'helm')
  const folder = temporary(files)
  const chart = join(folder, wholeOf(files)!.name)
  const set = (...more: readonly string[]) =>
    kube.must(helm, [
      'upgrade',
      '--install',
      '--reset-values',
      'release',
      chart,
      '--namespace',
      namespace,
      ...(helm === 'helm' ? [] : clientSide),
      ...more,
    ])
  await set()
  await arrive(kube, namespace)
  const given = { report: { env: others, config: { settings: others }, podAnnotations: keyed(others) } }
  const all = { ...everywhere(others), args: awkwardTexts }
  writeFileSync(join(folder, 'given.yaml'), toYaml(given))
  await set('--values', join(folder, 'given.yaml'))
  await arrive(kube, namespace, all)
  await set()
  await arrive(kube, namespace)
  await set(...Object.entries(given.report).flatMap(([key, value]) => ['--set-json', `report.${key}=${JSON.stringify(value)}`]))
  await arrive(kube, namespace, all)
  await set(...Object.entries(others).flatMap(([name, text]) => ['--set-literal', `report.env.${name}=${text}`]))
  await arrive(kube, namespace, { ...everywhere(awkwardValues), variables: others })
}

type Texts = Readonly<Record<string, string>>

interface Expected {
  readonly args: readonly string[]
  readonly variables: Texts
  readonly files: Texts
  readonly annotations: Texts
}

function everywhere(texts: Texts): Expected {
  return { args: Object.values(texts), variables: texts, files: texts, annotations: texts }
}

/** Reads the objects of the awkward application back from the API server, and compares. */
async function arrive(kube: KubeEngine, namespace: string, expected: Expected = everywhere(awkwardValues)): Promise<void> {
  const items: readonly (KubeObject & { readonly data?: Texts })[] = JSON.parse(
    await kube.must('kubectl', ['get', 'deployments,configmaps', '-n', namespace, '-o', 'json']),
  ).items
  const template = templateOf(items.find(({ kind }) => kind === 'Deployment')!)!
  const [container] = template.spec!.containers
  same(Object.fromEntries((container!.env ?? []).map(({ name, value = '' }) => [name, value])), expected.variables)
  same(numbered(container!.args ?? []), numbered(expected.args))
  same(items.find(({ data }) => data?.['TEXT_0'] !== undefined)?.data ?? {}, expected.files)
  same(unkeyed(template.metadata?.annotations), expected.annotations)
  same(unkeyed(template.metadata?.labels), awkwardLabels)
}

function numbered(texts: readonly string[]): Texts {
  return Object.fromEntries(texts.entries())
}

function keyed(texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [`example.com/${name}`, text]))
}

function unkeyed(entries: Texts = {}): Texts {
  return Object.fromEntries(
    Object.entries(entries).flatMap(([key, text]) => (key.startsWith('example.com/') ? [[key.slice('example.com/'.length), text]] : [])),
  )
}

/** Shows only what differs: a comparison of everything would take minutes to print. */
function same(actual: Texts, expected: Texts): void {
  const differing = Object.entries(expected).filter(([name, text]) => actual[name] !== text)
  assert.is(Object.keys(actual).length, Object.keys(expected).length)
  assert.equal(
    differing.map(([name, text]) => ({ text, arrived: actual[name] })),
    [],
  )
}
