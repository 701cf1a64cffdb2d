import type { SpinWorkload } from '../../../../src/plan/plan.js'
import { reportTriggerFields } from '../../../spin/report-trigger-fields.js'
import type { ObjectDraft } from '../object-draft.js'

/** Reports what of a Spin application does not reach its pods, and what the operator's webhook would refuse. */
export function reportSpin({ context }: ObjectDraft, workload: SpinWorkload, isScaled: boolean): void {
  const { triggers } = workload
  const isSpintainer = context.options['create-executor'] === 'spintainer'
  for (const trigger of triggers) {
    const { type } = trigger
    if (type === 'command')
      context.unsupported('spin-trigger', trigger, undefined, 'SpinKube runs it again whenever it has ended, and gives it no words')
    else if (type !== 'http' && isSpintainer)
      context.unsupported(
        'spin-trigger',
        trigger,
        'type',
        `the operator starts the Spin CLI for HTTP only, which refuses \`${String(type)}\``,
      )
  }
  reportTriggerFields(context, workload)
  if (!isScaled && workload.replicas < 1)
    context.fault(
      {
        code: 'target/spin-without-copies',
        severity: 'error',
        message: 'SpinKube refuses an application without copies',
        help: 'leave the component out, or let an autoscaler decide the number',
      },
      workload,
      'replicas',
    )
}

/** Says once for each application that its Spin workloads cannot be hardened. */
export function reportOperatorPods({ plan, context }: ObjectDraft): void {
  for (const { name, workloads } of plan.applications) {
    const first = workloads.find(({ kind }) => kind === 'spin')
    if (first === undefined) continue
    context.fault(
      {
        code: 'target/operator-pods',
        severity: 'info',
        message: `SpinKube makes the pods of Spin components without user, seccomp profile and dropped capabilities, and no field of a SpinApp changes that: a namespace with Pod Security \`restricted\` refuses those of \`${name}\``,
        help: 'label its namespace with `pod-security.kubernetes.io/enforce: baseline`',
      },
      first,
      'name',
    )
  }
}
