import type { Draft } from './draft.js'
import { companionName } from './names.js'

/** Reports workloads and containers whose names become one service. */
export function reportCollisions({ workloads, context, serviceOf }: Draft): void {
  const owners = new Map<string, string>()
  const claim = (service: string, owner: string, object: { readonly name: string }): void => {
    const before = owners.get(service)
    if (before === undefined) owners.set(service, owner)
    else
      context.fault(
        {
          code: 'target/name-collision',
          severity: 'error',
          message: `\`${before}\` and \`${owner}\` would both be the service \`${service}\` of compose`,
          help: 'give one of them a name that differs in more than case and punctuation',
        },
        object,
        'name',
      )
  }
  for (const workload of workloads.values()) {
    if (workload.kind === 'wasm') continue
    const service = serviceOf(workload.id)
    claim(service, workload.id, workload)
    if (workload.kind !== 'container') continue
    for (const container of [...workload.sidecars, ...workload.initContainers])
      claim(companionName(service, container.name), `${workload.id}/${container.name}`, container)
  }
}
