import * as assert from 'uvu/assert'
import type { KubeObject } from '../../src/store/kube/kube-object.js'
import { KubeRefusal } from '../../src/store/kube/kube-refusal.js'
import { eachAtOnce } from '../../src/store/kube/platform/each-at-once.js'
import { objectionTo } from '../../src/store/kube/platform/objection-to.js'
import { stateOf } from '../../src/store/kube/platform/state-of.js'
import { tests } from '../harness.js'

tests('what the cluster objects to', {
  'names the other manager and the fields, and three ways out': () => {
    const causes = [
      {
        reason: 'FieldManagerConflict',
        field: '.spec.replicas',
        message: 'conflict with "kubectl" with subresource "scale" using apps/v1',
      },
      { reason: 'FieldManagerConflict', field: '.spec.paused', message: 'conflict with "helm" using apps/v1' },
    ]
    const found = objectionTo(deployment, refusal(409, 'Conflict', 'Apply failed', causes), 'shop')
    assert.is(found?.code, 'lifecycle/managed-by-other')
    assert.is(
      found?.message,
      '`deployment/web`: somebody else has set `.spec.replicas` (managed by `kubectl`, which wrote `scale`) and `.spec.paused` (managed by `helm`)',
    )
    assert.is(found?.help.length, 3)
  },
  'a field that cannot be changed comes with the way out': () => {
    const causes = [{ reason: 'FieldValueInvalid', field: 'spec.selector', message: 'Invalid value: {}: field is immutable' }]
    const found = objectionTo(deployment, refusal(422, 'Invalid', 'is invalid', causes), 'shop')
    assert.is(found?.code, 'lifecycle/immutable-field')
    assert.match(found?.help.join(' ') ?? '', /kubectl delete deployment web -n shop/)
  },
  'a want of rights is no fault of the object': () => {
    assert.is(objectionTo(deployment, refusal(403, 'Forbidden', 'User "x" cannot patch resource "deployments"', []), 'shop'), undefined)
  },
})

tests('states of components', {
  'as Kubernetes says': () => {
    const of = (kind: string, spec: object, status: object) =>
      stateOf([{ apiVersion: 'x', kind, metadata: { name: 'x', generation: 2 }, spec, status }])
    assert.is(
      of('Deployment', { replicas: 1 }, { observedGeneration: 1, availableReplicas: 1, updatedReplicas: 1, replicas: 1 }).state,
      'progressing',
    )
    assert.is(
      of('Deployment', { replicas: 1 }, { observedGeneration: 2, availableReplicas: 1, updatedReplicas: 1, replicas: 1 }).state,
      'ready',
    )
    const late = { type: 'Progressing', status: 'False', reason: 'ProgressDeadlineExceeded', message: 'too late' }
    assert.equal(of('Deployment', {}, { observedGeneration: 2, conditions: [late] }), {
      state: 'failed',
      message: 'ProgressDeadlineExceeded: too late',
    })
    assert.is(of('StatefulSet', { replicas: 2 }, { observedGeneration: 2, readyReplicas: 1 }).message, '1 of 2 pods are ready')
    assert.is(of('DaemonSet', {}, { observedGeneration: 2, desiredNumberScheduled: 0 }).state, 'ready')
    assert.is(
      of('Job', {}, { conditions: [{ type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded', message: 'x' }] }).state,
      'failed',
    )
    assert.is(of('Job', {}, { active: 1 }).state, 'progressing')
    assert.is(of('CronJob', { suspend: true }, {}).message, 'suspended')
    assert.is(stateOf([]).state, 'missing')
    assert.is(of('Service', {}, {}).state, 'missing')
  },
})

tests('many at once', {
  'after a failure nothing is begun, and what was begun ends': async () => {
    const begun: number[] = []
    const work = async (item: number): Promise<number> => {
      begun.push(item)
      await Promise.resolve()
      if (item === 1) throw new Error('stop')
      return item
    }
    let said = ''
    await eachAtOnce([0, 1, 2, 3, 4, 5, 6, 7], work, 2).catch((error: Error) => (said = error.message))
    assert.is(said, 'stop')
    assert.ok(begun.length <= 3, `${begun}`)
    assert.equal(await eachAtOnce([3, 1, 2], async (item) => item * 2, 2), [6, 2, 4])
  },
})

const deployment: KubeObject = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web' } }

function refusal(code: number, reason: string, message: string, causes: readonly object[]): KubeRefusal {
  return new KubeRefusal(
    { verb: 'patch', resource: 'deployments.apps' },
    code,
    JSON.stringify({ kind: 'Status', reason, message, details: { causes } }),
  )
}
