import { candidates, listWords, nearest } from '../../../src/language/suggest.js'
import type { Draft } from '../draft.js'

/** Reports names in the option `stub` that are no application, and what no stub can stand in for. */
export function reportStubs({ context, plan, stubs, workloads }: Draft): void {
  const known = plan.applications.map(({ name }) => name)
  for (const name of stubs) {
    if (known.includes(name)) continue
    const near = nearest(name, known)
    const message = `compose cannot stub \`${name}\`: there is no such application here`
    const help = near === undefined ? `known: ${listWords(candidates(name, known)) || 'none'}` : `did you mean \`${near}\`?`
    context.fault({ code: 'target/option', severity: 'error', message, help }, {})
  }
  for (const workload of workloads.values()) {
    if (workload.kind !== 'wasm' || !stubs.has(workload.application)) continue
    const message = `no stub can stand in for \`${workload.id}\`, which is a Wasm workload: it runs as it is`
    context.fault({ code: 'target/no-stub', severity: 'warning', message }, workload, 'name')
  }
}
