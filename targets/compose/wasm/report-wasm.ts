import type { WasmLink, WasmWorkload } from '../../../src/plan/plan.js'
import type { Draft } from '../draft.js'
import { httpAddresses } from './http-addresses.js'
import { reportMeetings } from './report-meetings.js'

/** Reports what Wasm workloads ask for and the services beside them do not give. */
export function reportWasm(draft: Draft): void {
  const { plan, workloads, context } = draft
  for (const workload of workloads.values()) {
    if (workload.kind !== 'wasm') continue
    // who names the topic of a backend runs one
    if (context.options['secrets-topic'] === '')
      for (const secret of secretsOf(workload)) context.unsupported('wasm-secret', secret, 'name')
  }
  reportMeetings(draft)
  for (const { host, port, place } of plan.applications.flatMap(httpAddresses)) {
    if (host !== '127.0.0.1' && host !== 'localhost' && host !== '[::1]') continue
    context.fault(
      {
        code: 'target/unreachable-address',
        severity: 'warning',
        message: `\`${host}\` is the container of the wasmCloud host under compose, and nobody outside reaches it`,
        help: `write \`0.0.0.0:${port}\`; the port is published on 127.0.0.1 of this machine only`,
      },
      ...place,
    )
  }
}

function secretsOf({ secrets, links }: WasmWorkload) {
  return [...secrets, ...links.flatMap(({ sourceSecrets, targetSecrets }: WasmLink) => [...sourceSecrets, ...targetSecrets])]
}
