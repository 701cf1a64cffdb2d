import * as assert from 'uvu/assert'
import { skip, tests } from '../harness.js'
import { ignoredChecks } from '../kube/ignored-checks.js'
import { objectsOf } from '../kube/objects-of.js'
import { filesOf } from '../kube/render-subject.js'
import { examples } from '../kube/subjects.js'
import { type KubeEngine, startKube } from './kube-engine.js'
import { score } from './kube-score.js'

const kube = startKube()
if (typeof kube === 'string') skip('kube-score', kube)
else tests('kube-score', checks(kube))

function checks(kube: KubeEngine) {
  const ignored = new Set(ignoredChecks.map(({ check }) => check))
  const subjects = examples().map((subject) => ({ name: subject.name, objects: objectsOf(filesOf(subject, 'kubernetes')) }))
  return Object.fromEntries(
    subjects
      .filter(({ objects }) => objects.length > 0)
      .map(({ name, objects }) => [
        `has nothing to say of ${name}`,
        async () => {
          const found = await score(kube, objects)
          assert.equal(
            found.filter(({ check }) => !ignored.has(check)).map(({ check, object, says }) => `${check} ${object} ${says}`),
            [],
          )
        },
      ]),
  )
}
