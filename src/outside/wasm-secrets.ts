import type { Compilation } from '../compilation.js'
import type { NamedSecret, Workload } from '../plan/plan.js'
import { spanOf } from '../plan/trace.js'
import type { OutsideEntry, OutsideUser } from './outside-values.js'

/** Gives the secrets of Wasm workloads and their links. wasmCloud asks the backend that the policy names, so nothing on this machine tells whether they are there. */
export function wasmSecrets({ plan }: Pick<Compilation, 'plan'>): readonly OutsideEntry[] {
  const entries = new Map<string, OutsideEntry & { users: OutsideUser[] }>()
  for (const { workloads } of plan?.plan.applications ?? []) {
    for (const workload of workloads) {
      for (const secret of secretsOf(workload)) {
        const { name, policy, backend, source } = secret
        const asked = [policy, ...(backend === undefined ? [] : [backend])].join(', ')
        const id = JSON.stringify([name, source.key, source.field, source.version, asked])
        const entry = entries.get(id) ?? {
          what: 'secret',
          source: name,
          key: source.field === undefined ? source.key : `${source.key}, field ${source.field}`,
          backend: asked,
          state: 'elsewhere',
          users: [],
        }
        entries.set(id, entry)
        const [place] = plan?.trace.placesOf(secret, 'name') ?? []
        entry.users.push({ by: workload.id, ...(place && { span: spanOf(place) }) })
      }
    }
  }
  return [...entries.values()]
}

function secretsOf(workload: Workload): readonly NamedSecret[] {
  if (workload.kind !== 'wasm') return []
  return [...workload.secrets, ...workload.links.flatMap(({ sourceSecrets, targetSecrets }) => [...sourceSecrets, ...targetSecrets])]
}
