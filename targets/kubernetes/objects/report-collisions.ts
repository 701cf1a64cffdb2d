import type { ObjectDraft, PlacedObject } from './object-draft.js'

/** Reports objects that are one to Kubernetes: of one kind, with one name, in one namespace. The later would take the place of the earlier. */
export function reportCollisions(draft: ObjectDraft): void {
  const first = new Map<string, PlacedObject>()
  for (const placed of draft.objects) {
    const { apiVersion, kind, metadata } = placed.object
    const key = JSON.stringify([apiVersion.replace(/\/.*/, ''), kind, metadata.namespace, metadata.name])
    const before = first.get(key)
    if (before === undefined) first.set(key, placed)
    else report(draft, before, placed)
  }
}

function report({ context, workloads, applications }: ObjectDraft, before: PlacedObject, placed: PlacedObject): void {
  const owner = (placed.workload === undefined ? undefined : workloads.get(placed.workload)) ?? applications.get(placed.chart)
  const { kind, metadata } = placed.object
  const where = metadata.namespace === undefined ? '' : ` in the namespace \`${metadata.namespace}\``
  context.fault(
    {
      code: 'target/name-collision',
      severity: 'error',
      message: `${kind} \`${metadata.name}\`${where} is there already: \`${before.workload ?? before.chart}\` has one too`,
      help: 'choose another name',
    },
    owner ?? placed,
    owner === undefined ? undefined : 'name',
  )
}
