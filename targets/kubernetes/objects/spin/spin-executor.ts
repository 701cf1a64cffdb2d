import type { SpinWorkload } from '../../../../src/plan/plan.js'
import type { CustomObject } from '../kinds.js'
import { objectName } from '../names.js'
import type { ObjectDraft } from '../object-draft.js'

/** A SpinAppExecutor (core.spinkube.dev/v1alpha1, SpinKube 0.6), as far as mc writes it; `spin-app-executor.schema.json` checks it. */
export interface SpinAppExecutor extends CustomObject {
  readonly apiVersion: 'core.spinkube.dev/v1alpha1'
  readonly kind: 'SpinAppExecutor'
  readonly spec: {
    readonly createDeployment: true
    readonly deploymentConfig: {
      readonly runtimeClassName?: string | undefined
      readonly spinImage?: string | undefined
      readonly installDefaultCACerts: true
    }
  }
}

/**
 * Gives the name of the executor that runs an application (option `spin-executor`); the operator's webhook refuses one that does not exist in the namespace.
 * One that mc makes belongs to the application, for applications that share a namespace come and go by themselves.
 */
export function executorOf({ context: { options }, chartNameOf }: ObjectDraft, { application }: SpinWorkload): string {
  return options['create-executor'] === 'none' ? (options['spin-executor'] ?? '') : objectName(chartNameOf(application), 'spin')
}

/** Adds the executors of all applications that have Spin workloads, by option `create-executor`. */
export function addSpinExecutors(draft: ObjectDraft): void {
  const { options } = draft.context
  const way = options['create-executor']
  if (way === 'none') return
  for (const { name, workloads } of draft.plan.applications) {
    const first = workloads.find((workload) => workload.kind === 'spin')
    if (first === undefined) continue
    const executor: SpinAppExecutor = {
      apiVersion: 'core.spinkube.dev/v1alpha1',
      kind: 'SpinAppExecutor',
      metadata: { name: executorOf(draft, first) },
      spec: {
        createDeployment: true,
        deploymentConfig: {
          runtimeClassName: way === 'shim' ? options['spin-runtime-class'] : undefined,
          spinImage: way === 'spintainer' ? options['spin-image'] : undefined,
          installDefaultCACerts: true,
        },
      },
    }
    // Helm would write it after the SpinApps, which the operator's webhook refuses without it
    draft.addTo(name, executor, '', { on: ['pre-install'], weight: 0 })
  }
}
