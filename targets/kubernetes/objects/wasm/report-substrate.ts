import type { ApplicationPlan } from '../../../../src/plan/plan.js'
import type { ObjectDraft } from '../object-draft.js'
import { natsAddress } from './nats-address.js'
import { substrateChart } from './substrate-names.js'

/** Reports what stands between the applications and what their Wasm parts run on. */
export function reportSubstrate(draft: ObjectDraft, applications: readonly ApplicationPlan[]): void {
  const { context, workloads } = draft
  for (const application of draft.plan.applications)
    if (application.name === substrateChart)
      context.fault(
        {
          code: 'target/name-collision',
          severity: 'error',
          message: `the objects of NATS, wadm and the hosts have the name of application \`${substrateChart}\``,
          help: 'give the application another name',
        },
        application,
        'name',
      )
  if (context.options['substrate'] !== 'none') return
  for (const application of applications)
    if (natsAddress(draft, application.name) === undefined)
      context.fault(
        {
          code: 'target/no-nats-url',
          severity: 'error',
          message: 'nothing says where the NATS server of the lattice is that runs already',
          help: 'give `nats-url`, such as `nats://nats.wasmcloud.svc:4222`, or leave `substrate=own`',
        },
        application,
        'name',
      )
  for (const { bindings } of workloads.values())
    for (const binding of bindings)
      if (workloads.get(binding.to)?.kind === 'wasm')
        context.fault(
          {
            code: 'target/unknown-hosts',
            severity: 'warning',
            message: `nothing is known of the hosts that run \`${binding.to}\`, so that no Service leads to them`,
            help: `make a Service named \`${draft.nameOf(binding.to)}\` for them, or leave \`substrate=own\``,
          },
          binding,
          'to',
        )
}
