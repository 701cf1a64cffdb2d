import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { isAskedFor } from '../../kube/asked-for.js'
import { ignoredChecks } from '../../kube/ignored-checks.js'
import { madeByOperators } from '../../kube/made-by-operators.js'
import { nameOf, objectsOf } from '../../kube/objects-of.js'
import { filesOf } from '../../kube/render-subject.js'
import { examples, type Subject } from '../../kube/subjects.js'
import { lint } from '../../kube-linter/lint.js'

tests(
  'kube-linter’s checks',
  Object.fromEntries(examples().map((subject) => [`have nothing to say of ${subject.name}`, () => findsNothing(subject)])),
)

function findsNothing(subject: Subject): void {
  const objects = objectsOf(filesOf(subject, 'kubernetes'))
  const others = madeByOperators(objects)
  const made = new Set(others.map(nameOf))
  const ignored = new Set(ignoredChecks.map(({ check }) => check))
  const found = lint([...objects, ...others]).filter(
    ({ check, object }) => !made.has(object) && !ignored.has(check) && !isAskedFor(check, object.replace(/.*[ /]/, '')),
  )
  assert.equal(
    found.map(({ check, object, says }) => `${check}: ${object} ${says}`),
    [],
  )
}
