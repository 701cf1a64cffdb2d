import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { objectsOf } from '../../kube/objects-of.js'
import { renderSubject } from '../../kube/render-subject.js'
import { corpora, examples, type Subject } from '../../kube/subjects.js'
import { allowedPairs, graphPairs } from './graph-pairs.js'

tests('kubernetes: policies of examples', {
  ...Object.fromEntries(
    examples().map((subject) => [`${subject.name}: pods reach what their links say, and nothing else`, () => check(subject)]),
  ),
  'so it is in every manifest of the corpora that renders': () => {
    for (const subject of corpora()) check(subject)
  },
})

/** With one namespace and with one for each application. */
function check(subject: Subject): void {
  for (const namespaces of ['manifest', 'application']) {
    const files = renderSubject(subject, 'kubernetes', { namespaces })
    if (typeof files === 'string') continue
    assert.equal(allowedPairs(objectsOf(files)), graphPairs(subject), `${subject.name}, ${namespaces}`)
  }
}
