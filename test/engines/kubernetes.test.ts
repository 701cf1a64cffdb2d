import * as assert from 'uvu/assert'
import { skip, temporary, tests } from '../harness.js'
import { objectsOf } from '../kube/objects-of.js'
import { renderSubject } from '../kube/render-subject.js'
import { corpora, examples, features, type Subject } from '../kube/subjects.js'
import { areUnknown } from './define-kinds.js'
import { eachOf } from './each-of.js'
import { type KubeEngine, startKube } from './kube-engine.js'
import { objections } from './would-apply.js'

const kube = startKube()
if (typeof kube === 'string') skip('kubectl apply -k', kube)
else tests('kubectl apply -k takes what is rendered', acceptance(kube))

function acceptance(kube: KubeEngine) {
  const results = (subjects: readonly Subject[]): Promise<string[]> => eachOf(subjects, (subject) => accepts(kube, subject))
  const none = (found: readonly string[], ...expected: readonly string[]): void =>
    assert.equal(
      found.filter((result) => !expected.includes(result)),
      [],
    )
  return {
    'every example': async () => none(await results(examples()), 'taken', 'nothing to show'),
    'every feature by itself': async () => {
      const found = await results(features())
      none(found, 'taken', 'nothing to show', 'refused by mc')
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

async function accepts(kube: KubeEngine, subject: Subject): Promise<string> {
  const files = renderSubject(subject, 'kubernetes')
  if (typeof files === 'string') return files
  const objects = objectsOf(files)
  if (objects.length === 0 || areUnknown(objects)) return 'nothing to show'
  const said = await objections(kube, { folder: temporary(files) }, objects)
  return said === '' ? 'taken' : `${subject.name}: ${said}`
}
