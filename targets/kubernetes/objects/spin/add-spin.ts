import type { SpinWorkload } from '../../../../src/plan/plan.js'
import { some, someOf } from '../../../some.js'
import { valuesChecksum } from '../data/config-checksum.js'
import { selectorLabels } from '../labels.js'
import type { ObjectDraft } from '../object-draft.js'
import { entryValue } from '../pod/env.js'
import { reportDefaultResources, resourcesOf } from '../pod/resources.js'
import { addAutoscaler } from '../scale/add-autoscaler.js'
import { scalesBy } from '../scale/scales-by.js'
import { addDisruptionBudget } from '../work/disruption-budget.js'
import { reportSpin } from './report-spin.js'
import type { SpinApp } from './spin-app.js'
import { spinCheck } from './spin-check.js'
import { executorOf } from './spin-executor.js'
import { runtimeOptions, spinRuntimeConfig } from './spin-runtime-config.js'

/**
 * Adds a Spin application as SpinKube has it. Its operator makes a Deployment and a Service of the same name, port 80; the names of labels
 * that it makes from it leave 52 characters, as long as names of workloads may be. The pods have our labels besides its own, so that policies find them.
 */
export function addSpin(draft: ObjectDraft, workload: SpinWorkload): void {
  const isScaled = scalesBy(draft, workload.scale) !== undefined
  reportSpin(draft, workload, isScaled)
  reportDefaultResources(draft, workload, [workload])
  const name = draft.nameOf(workload.id)
  const { labels, annotations } = draft.textsOf(workload)
  const { requests, limits } = resourcesOf({ volumes: [] }, { resources: workload.resources, mounts: [] })
  const readiness = spinCheck(workload.readinessProbe)
  const liveness = spinCheck(workload.livenessProbe)
  const app: SpinApp = {
    apiVersion: 'core.spinkube.dev/v1alpha1',
    kind: 'SpinApp',
    metadata: { name, labels, annotations: { ...annotations, ...triggersNote(workload) } },
    spec: {
      executor: executorOf(draft, workload),
      image: workload.image,
      imagePullSecrets: some(workload.imagePullSecrets.map((secret) => ({ name: secret }))),
      // none at all has been reported
      replicas: isScaled ? undefined : Math.max(1, workload.replicas),
      enableAutoscaling: isScaled || undefined,
      components: some([...workload.components]),
      variables: some(
        workload.variables.map((variable) => ({ name: variable.name, ...entryValue(draft, workload, variable, asOf(variable)) })),
      ),
      runtimeConfig: spinRuntimeConfig(draft, workload),
      checks: readiness || liveness ? { readiness, liveness } : undefined,
      resources: { requests, limits },
      serviceAccountName: name,
      podAnnotations: someOf({ ...valuesChecksum([...workload.variables, ...runtimeOptions(workload)]), ...annotations }),
      podLabels: { ...selectorLabels(workload), ...labels },
    },
  }
  draft.add(workload, { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name }, automountServiceAccountToken: false })
  draft.add(workload, app)
  addAutoscaler(draft, workload)
  addDisruptionBudget(draft, workload)
}

/** The operator makes environment of variables (SpinKube). */
function asOf({ name }: SpinWorkload['variables'][number]) {
  return { kind: 'env', name: `SPIN_VARIABLE_${name.toUpperCase()}` } as const
}

/** What the application waits for besides HTTP is in its image; no field says it. */
function triggersNote({ triggers }: SpinWorkload): Readonly<Record<string, string>> {
  const others = triggers.filter(({ type }) => type !== 'http')
  return others.length === 0 ? {} : { 'manifest-compiler.dev/triggers': JSON.stringify(others) }
}
