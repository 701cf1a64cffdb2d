import type { ObjectDraft } from '../object-draft.js'
import type { Pods } from './pods.js'

/** Reports applications that talk to each other, of which one names its namespace and the other leaves it to whoever applies the objects. */
export function reportUnknownNamespaces(
  { namespaceOf, applications, context }: ObjectDraft,
  pairs: readonly (readonly [Pods, Pods])[],
): void {
  const reported = new Set<string>()
  for (const pair of pairs) {
    const unknown = pair.find(({ chart }) => namespaceOf(chart) === undefined)
    const known = pair.find(({ chart }) => namespaceOf(chart) !== undefined)
    if (unknown === undefined || known === undefined || reported.has(unknown.chart)) continue
    reported.add(unknown.chart)
    context.fault(
      {
        code: 'target/namespace-unknown',
        severity: 'info',
        message: `\`${unknown.chart}\` names no namespace, and \`${known.chart}\`, which it talks with, is in \`${namespaceOf(known.chart)}\`: policies there admit its pods from every namespace`,
        help: 'give it a `metadata.namespace`, or choose one for all by the option `namespace=<name>`',
      },
      applications.get(unknown.chart) ?? {},
      'name',
    )
  }
}
