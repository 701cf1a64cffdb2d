import type { WasmWorkload } from '../../../../src/plan/plan.js'
import type { Placed } from '../../../wasmcloud2/lattice.js'
import { refuse } from '../../../wasmcloud2/report-lost.js'
import type { ObjectDraft } from '../object-draft.js'
import { substrateChart } from '../wasm/substrate-names.js'

/** Reports what placing a workload, and reaching it, cannot keep. */
export function reportPlaces(draft: ObjectDraft, placed: readonly Placed[]): void {
  const components = new Set(placed.flatMap((workload) => workload.components))
  for (const component of components) {
    reportScalers(draft, component)
    reportAddresses(draft, component)
    reportEndpoints(draft, component)
    reportNamedLinks(draft, component)
  }
  const sets = new Map(placed.map((workload) => [workload.components.map(({ id }) => id).join(), workload.components]))
  for (const set of sets.values()) reportServed(draft, set)
}

function reportScalers({ context }: ObjectDraft, component: WasmWorkload): void {
  for (const scaler of component.scalers)
    if (scaler.kind === 'daemon')
      context.fault(
        {
          code: 'target/wasmcloud-two-lost',
          severity: 'warning',
          message: `wasmCloud 2 places \`${component.id}\` on hosts of the group, and not on each of them`,
          help: 'give the group as many hosts as copies are needed, and write a `spreadscaler`',
        },
        scaler,
        'kind',
      )
    else if (context.options['instances'] === 'calls' && scaler.instances > 1)
      context.fault(
        {
          code: 'target/no-effect',
          severity: 'info',
          message: `wasmCloud 2 gives each call of \`${component.id}\` an instance of its own and has no bound, so \`instances\` is none`,
          help: 'option `instances` makes of it instances that are kept, or placements',
        },
        scaler,
        'instances',
      )
}

/** The address of a Service is looked up where the hosts are. */
function reportAddresses(draft: ObjectDraft, component: WasmWorkload): void {
  const hosts = draft.namespaceOf(substrateChart)
  // a chart knows the namespace when it is installed
  if (hosts === undefined || draft.hostElsewhere !== undefined) return
  for (const binding of component.bindings) {
    const target = draft.workloads.get(binding.to)
    if (target === undefined || draft.namespaceOf(target.application) !== undefined) continue
    refuse(
      draft,
      `\`${component.id}\` runs on hosts in the namespace \`${hosts}\`, and that of \`${binding.to}\` is not said, so that it has no address there`,
      binding,
      'to',
      'give the application a `metadata.namespace`, or choose one for all with `--set kubernetes.namespace=<name>`',
    )
  }
}

/** Endpoints of a Service have one port for HTTP, and hosts one way to tell components apart. */
function reportEndpoints(draft: ObjectDraft, { id, endpoints: [first, ...others] }: WasmWorkload): void {
  for (const { port } of others)
    if (port.containerPort !== first?.port.containerPort)
      refuse(
        draft,
        `\`${id}\` answers at one port under wasmCloud 2, and that is ${first?.port.containerPort} already`,
        port,
        'containerPort',
        'link it to one HTTP server',
      )
  for (const endpoint of first ? [first, ...others] : [])
    if (endpoint.path !== undefined)
      draft.context.fault(
        {
          code: 'target/no-effect',
          severity: 'info',
          message: `under wasmCloud 2 \`${id}\` is found by the name of its Service, and answers at every path`,
        },
        endpoint,
        'path',
      )
}

function reportServed(draft: ObjectDraft, components: readonly WasmWorkload[]): void {
  const [first, ...others] = components.filter(({ endpoints }) => endpoints.length > 0)
  for (const component of others)
    refuse(
      draft,
      `\`${component.id}\` and \`${first?.id ?? ''}\` are one workload of wasmCloud 2, which answers HTTP with one component`,
      component,
      'name',
      'let the one call the other over HTTP, in place of the link',
    )
}

/** Components of one workload are joined by their interfaces alone, so that names of links tell nothing apart. */
function reportNamedLinks(draft: ObjectDraft, component: WasmWorkload): void {
  const seen = new Map<string, string>()
  for (const link of component.links) {
    const key = `${link.namespace}:${link.package}`
    const before = seen.get(key)
    seen.set(key, link.to)
    if (before === undefined || before === link.to) continue
    refuse(
      draft,
      `\`${component.id}\` has two links for \`${key}\`, and wasmCloud 2 tells them apart only by names that the component itself imports`,
      link,
      'name',
      `keep one of them, or build the component with named imports (\`implements\`) and give it them by the \`runtime\` trait`,
    )
  }
}
