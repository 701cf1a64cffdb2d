import type { HostGroup } from '../../../../src/plan/plan.js'
import { toYaml } from '../../../../src/print/to-yaml.js'
import type { Artifact } from '../../../target.js'
import { abilityOf } from '../../../wasmcloud2/ability-of.js'
import { placedWorkloads } from '../../../wasmcloud2/lattice.js'
import type { ObjectDraft } from '../object-draft.js'
import { groupName, hostPort, isRuntimeTwo } from './runtime-two.js'

/** Gives the file of these values beside the objects, with the command that uses it; nothing where no workload runs on wasmCloud 2. */
export function operatorValuesFile(draft: ObjectDraft, header: string): readonly Artifact[] {
  const values = operatorValues(draft)
  if (values === undefined) return []
  const path = 'wasmcloud-operator-values.yaml'
  const namespace = draft.context.options['operator-namespace']
  const place = namespace ? ` --namespace ${namespace} --create-namespace` : ''
  const hint = [
    'Hosts for the workloads of this lattice, as values for the chart of the wasmCloud operator:',
    `helm upgrade --install wasmcloud oci://ghcr.io/wasmcloud/charts/runtime-operator --version 2.7.0${place} --values ${path}`,
  ]
  return [{ path, text: toYaml(values, { header: [header, ...hint].join('\n') }) }]
}

/** Values of the chart runtime-operator (2.7), as far as mc writes them. */
interface OperatorValues {
  readonly gateway: { readonly enabled: false }
  readonly runtime: {
    readonly env?: readonly {
      readonly name: string
      readonly valueFrom: { readonly secretKeyRef: { readonly name: string; readonly key: string } }
    }[]
    readonly extraArgs?: readonly string[]
    readonly hostGroups: readonly {
      readonly name: string
      readonly replicas: number
      readonly http: { readonly enabled: true; readonly port: number }
    }[]
  }
}

/**
 * Gives values for the operator's chart: a group of hosts for each set of labels that spreads require. Hosts of wasmCloud 2 have the name of their group for their
 * only label. The chart's own gateway is out of use: Services lead to the hosts.
 */
function operatorValues(draft: ObjectDraft): OperatorValues | undefined {
  if (!isRuntimeTwo(draft)) return undefined
  const groups = new Set<HostGroup>(placedWorkloads(draft).map(({ group }) => group))
  if (groups.size === 0) return undefined
  const isInsecure = draft.context.options['oci-insecure'] !== ''
  const hasDatabase = [...draft.workloads.values()].some((workload) => workload.kind === 'wasm' && abilityOf(workload) === 'postgres')
  return {
    gateway: { enabled: false },
    runtime: {
      ...(hasDatabase && {
        env: [{ name: 'WASH_POSTGRES_URL', valueFrom: { secretKeyRef: { name: 'wasmcloud-postgres', key: 'url' } } }],
      }),
      ...(isInsecure && { extraArgs: ['--allow-insecure-registries'] }),
      hostGroups: [...groups].map((group) => ({ name: groupName(group), replicas: 1, http: { enabled: true, port: hostPort } })),
    },
  }
}
