import type { WasmLink, WasmWorkload } from '../../src/plan/plan.js'
import { httpAddresses } from './http-addresses.js'
import { type Reported, reportMeetings } from './report-meetings.js'

/** Reports what Wasm workloads ask for and what runs them does not give; `published` says who reaches an address of all interfaces. */
export function reportWasm(lattice: Reported, published: string): void {
  const { plan, workloads, context } = lattice
  for (const workload of workloads.values()) {
    if (workload.kind !== 'wasm') continue
    // who names the topic of a backend runs one
    if (context.options['secrets-topic'] === '')
      for (const secret of secretsOf(workload)) context.unsupported('wasm-secret', secret, 'name')
  }
  reportMeetings(lattice)
  for (const { host, port, place } of plan.applications.flatMap(httpAddresses)) {
    if (host !== '127.0.0.1' && host !== 'localhost' && host !== '[::1]') continue
    context.fault(
      {
        code: 'target/unreachable-address',
        severity: 'warning',
        message: `\`${host}\` is the container of the wasmCloud host, and nobody outside reaches it`,
        help: `write \`0.0.0.0:${port}\`; ${published}`,
      },
      ...place,
    )
  }
}

function secretsOf({ secrets, links }: WasmWorkload) {
  return [...secrets, ...links.flatMap(({ sourceSecrets, targetSecrets }: WasmLink) => [...sourceSecrets, ...targetSecrets])]
}
