import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { skip, temporary, tests } from '../harness.js'
import { chartsOf } from '../kube/charts-of.js'
import { objectsOf, readObjects } from '../kube/objects-of.js'
import { filesOf, renderSubject } from '../kube/render-subject.js'
import { corpora, examples, features, type Subject } from '../kube/subjects.js'
import { areUnknown } from './define-kinds.js'
import { eachOf } from './each-of.js'
import { type KubeEngine, kubeVersion, startKube } from './kube-engine.js'
import { objections } from './would-apply.js'

const kube = startKube()
if (typeof kube === 'string') skip('helm', kube)
else tests('helm lints and renders, and the API server takes, every chart', acceptance(kube))

function acceptance(kube: KubeEngine) {
  const results = async (subjects: readonly Subject[]): Promise<string[]> =>
    (await eachOf(subjects, (subject) => accepts(kube, subject))).flat()
  const none = (found: readonly string[], ...expected: readonly string[]): void =>
    assert.equal(
      found.filter((result) => !expected.includes(result)),
      [],
    )
  return {
    'every example': async () => none(await results(examples()), 'taken'),
    'every feature by itself': async () => {
      const found = await results(features())
      none(found, 'taken', 'refused by mc')
      assert.ok(found.filter((result) => result === 'taken').length > found.length / 2)
    },
    // the corpora lie beside the repository or do not
    'every valid manifest of the corpora': async () => {
      const found = await results(corpora())
      none(found, 'taken', 'nothing to show', 'refused by mc', 'not valid')
      assert.ok(found.length === 0 || found.filter((result) => result === 'taken').length > found.length / 2)
    },
  }
}

async function accepts(kube: KubeEngine, subject: Subject): Promise<readonly string[]> {
  const files = renderSubject(subject, 'helm')
  if (typeof files === 'string') return [files]
  const folder = temporary(files)
  const charts = chartsOf(files)
  if (charts.length === 0) return [objectsOf(filesOf(subject, 'kubernetes')).length === 0 ? 'nothing to show' : `${subject.name}: no chart`]
  const said: string[] = []
  for (const { name } of charts)
    said.push(...(await faultsOf(kube, join(folder, name))).map((fault) => `${subject.name} ${name}: ${fault}`))
  return said.length === 0 ? ['taken'] : said
}

/** What Helm 3, Helm 4 or the API server has against a chart with its default values. */
async function faultsOf(kube: KubeEngine, chart: string): Promise<readonly string[]> {
  const faults: string[] = []
  for (const helm of ['helm', 'helm4']) {
    const { code, stdout, stderr } = await kube.run(helm, ['lint', '--strict', chart])
    // Helm 4 tells warnings from errors by the exit status alone where it is strict
    if (code !== 0 || /\[(WARNING|ERROR)\]/.test(stdout)) faults.push(`${helm} lint: ${stdout}${stderr}`)
  }
  const template = ['template', 'release', chart, '--kube-version', kubeVersion]
  const [first, second, four] = [await kube.run('helm', template), await kube.run('helm', template), await kube.run('helm4', template)]
  if (first.code !== 0) return [...faults, `helm template: ${first.stderr}`]
  if (first.stderr !== '') faults.push(`helm template: ${first.stderr}`)
  if (first.stdout !== second.stdout) faults.push('helm template: a second run gives other bytes')
  // the two print different empty lines
  if (JSON.stringify(readObjects(four.stdout)) !== JSON.stringify(readObjects(first.stdout)))
    faults.push(`helm4 template differs: ${four.stderr}`)
  const objects = readObjects(first.stdout)
  if (areUnknown(objects)) return faults
  const said = await objections(kube, { input: first.stdout }, objects)
  return said === '' ? faults : [...faults, `kubectl apply: ${said}`]
}
