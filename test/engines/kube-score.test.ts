import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { type Case, skip, temporary, tests } from '../harness.js'
import { isAskedFor } from '../kube/asked-for.js'
import { wholeOf } from '../kube/charts-of.js'
import { type IgnoredCheck, ignoredChecks } from '../kube/ignored-checks.js'
import { madeByOperators } from '../kube/made-by-operators.js'
import { objectsOf, readObjects } from '../kube/objects-of.js'
import { filesOf } from '../kube/render-subject.js'
import { example, examples, type Subject } from '../kube/subjects.js'
import type { KubeObject } from '../kube-linter/kube-object.js'
import { lint } from '../kube-linter/lint.js'
import { type KubeEngine, kubeVersion, startKube } from './kube-engine.js'
import { score } from './kube-score.js'

const kube = startKube()
if (typeof kube === 'string') skip('kube-score', kube)
else
  tests('kube-score', {
    ...Object.fromEntries(examples().flatMap((subject) => cases(kube, subject))),
    ...Object.fromEntries(ignoredChecks.map((ignored) => [`a value meets ${ignored.check}`, () => isMet(kube, ignored)])),
  })

function cases(kube: KubeEngine, subject: Subject): readonly (readonly [string, Case])[] {
  return [
    [`has nothing to say of ${subject.name}`, () => findsNothing(kube, objectsOf(filesOf(subject, 'kubernetes')))],
    [
      `has nothing to say of ${subject.name} as a chart, with its tests`,
      async () => {
        const files = filesOf(subject, 'helm')
        const chart = join(temporary(files), wholeOf(files)?.name ?? '')
        await findsNothing(kube, readObjects(await kube.must('helm', ['template', 'release', chart, '--kube-version', kubeVersion])))
      },
    ],
  ]
}

/** What is passed over is found, and is no longer found with the value that README speaks of. */
async function isMet(kube: KubeEngine, { check, example: name, value }: IgnoredCheck): Promise<void> {
  const files = filesOf(example(name), 'helm')
  const chart = join(temporary(files), wholeOf(files)!.name)
  const found = async (...more: readonly string[]): Promise<number> => {
    const objects = readObjects(await kube.must('helm', ['template', 'release', chart, '--kube-version', kubeVersion, ...more]))
    return [...(await score(kube, objects)), ...lint(objects)].filter((finding) => finding.check === check).length
  }
  const before = await found()
  assert.ok(before > 0, `${name} meets ${check} already`)
  assert.ok((await found('--set', value)) < before, `${value} does not help`)
}

async function findsNothing(kube: KubeEngine, objects: readonly KubeObject[]): Promise<void> {
  const others = madeByOperators(objects)
  const made = new Set(others.map(({ kind, metadata }) => `${kind} ${metadata.name}`))
  const ignored = new Set(ignoredChecks.map(({ check }) => check))
  const found = await score(kube, [...objects, ...others])
  const told = found.filter(
    ({ check, object }) => !made.has(object) && !ignored.has(check) && !isAskedFor(check, object.replace(/.* /, '')),
  )
  assert.equal(
    told.map(({ check, object, says }) => `${check}: ${object} ${says}`),
    [],
  )
}
