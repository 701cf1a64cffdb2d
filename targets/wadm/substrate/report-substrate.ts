import { parseCpu, parseMemory } from '../../../src/language/quantities.js'
import type { ApplicationPlan } from '../../../src/plan/plan.js'
import type { EmitContext } from '../../target.js'
import type { Hosted } from '../host-groups.js'
import { isKept, natsOf } from './nats.js'
import { substrate } from './platform-workload.js'

/** Reports what stands between the applications and what their Wasm parts run on. */
export function reportSubstrate(
  { plan, workloads, context }: Hosted & { readonly context: EmitContext },
  applications: readonly ApplicationPlan[],
): void {
  const { fault, options } = context
  for (const application of plan.applications)
    if (application.name.toLowerCase() === substrate)
      fault(
        {
          code: 'target/name-collision',
          severity: 'error',
          message: `NATS, wadm and the hosts have the name of application \`${application.name}\``,
          help: 'give the application another name',
        },
        application,
        'name',
      )
  const [first] = applications
  if (first !== undefined && options['substrate'] !== 'none' && !isKept(options))
    fault(
      {
        code: 'target/ephemeral-nats',
        severity: 'info',
        message: 'NATS keeps manifests, links and configuration in its container alone, and has none when that is replaced',
        help: 'start wadm and the hosts anew then, and deploy again; or leave `nats-storage=volume`',
      },
      first,
      'name',
    )
  if (first !== undefined)
    for (const name of ['host-cpu', 'host-memory'])
      if ((name === 'host-cpu' ? parseCpu : parseMemory)(options[name] ?? '') === undefined)
        fault(
          {
            code: 'target/host-size',
            severity: 'error',
            message: `\`${name}\` is \`${options[name]}\`, which is no quantity`,
            help: 'write one as for `cpu` and `memory` of a container: `500m`, `1Gi`',
          },
          first,
          'name',
        )
  if (options['substrate'] !== 'none') return
  for (const application of applications)
    if (natsOf(options) === undefined)
      fault(
        {
          code: 'target/no-nats-url',
          severity: 'error',
          message: 'nothing says where the NATS server of the lattice is that runs already',
          help: 'give `nats-url`, such as `nats://nats.example.internal:4222`, or leave `substrate=own`',
        },
        application,
        'name',
      )
  for (const { kind, bindings } of workloads.values())
    for (const binding of bindings)
      if (kind !== 'wasm' && workloads.get(binding.to)?.kind === 'wasm')
        fault(
          {
            code: 'target/unknown-hosts',
            severity: 'error',
            message: `nothing is known of the hosts that run \`${binding.to}\`, so that no name leads to them`,
            help: 'leave `substrate=own`, or give the address of the hosts by `env` in the place of the link',
          },
          binding,
          'to',
        )
}
