import type {
  V1Affinity,
  V1LabelSelector,
  V1NodeAffinity,
  V1NodeSelector,
  V1PodAffinityTerm,
  V1PodSpec,
  V1PreferredSchedulingTerm,
  V1Toleration,
  V1TopologySpreadConstraint,
} from '@kubernetes/client-node'
import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { some } from '../../../some.js'
import { copyOf } from '../copy.js'
import type { Wire } from '../kinds.js'
import { selectorLabels } from '../labels.js'
import { labelValue } from '../names.js'
import type { ObjectDraft } from '../object-draft.js'
import { hasCopies } from './claim-templates.js'

type Placement = Pick<Wire<V1PodSpec>, 'affinity' | 'tolerations' | 'topologySpreadConstraints'>

/** Gives where the pods of a workload may run (Kubernetes API, core/v1 PodSpec): as the manifest says, and several copies on different machines where there are enough. */
export function placementOf(draft: ObjectDraft, workload: ContainerWorkload): Placement {
  const asked: Asked = workload.affinity === undefined ? {} : copyOf(workload.affinity)
  return {
    affinity: affinityOf(draft, workload, asked),
    tolerations: some(asked.tolerations)?.map(({ operator, ...rest }) => ({
      operator: operator === 'Equal' ? undefined : operator,
      ...rest,
    })),
    topologySpreadConstraints: some(workload.topologySpread)?.map((constraint) => {
      const { labelSelector, ...rest }: Wire<V1TopologySpreadConstraint> = copyOf(constraint)
      return { ...rest, labelSelector: selectorOf(labelSelector) }
    }),
  }
}

/** Gives labels by which a manifest means pods in Kubernetes' words: KubeVela's own labels of an application and a component have others here. */
export function podLabels(labels: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(labels).flatMap(([key, value]): [string, string][] => {
      const own = renamed.get(key)
      return value === undefined ? [] : [own === undefined ? [key, value] : [own, labelValue(value)]]
    }),
  )
}

const renamed: ReadonlyMap<string, string> = new Map([
  ['app.oam.dev/component', 'app.kubernetes.io/name'],
  ['app.oam.dev/name', 'app.kubernetes.io/part-of'],
])

/** KubeVela `affinity`, in its words. */
interface Asked {
  readonly podAffinity?: AskedPods
  readonly podAntiAffinity?: AskedPods
  readonly nodeAffinity?: { readonly required?: Wire<V1NodeSelector>; readonly preferred?: readonly Wire<V1PreferredSchedulingTerm>[] }
  readonly tolerations?: readonly Wire<V1Toleration>[]
}

interface AskedPods {
  readonly required?: readonly AskedTerm[]
  readonly preferred?: readonly { readonly weight: number; readonly podAffinityTerm: AskedTerm }[]
}

type AskedTerm = Wire<V1PodAffinityTerm> & { readonly namespace?: string }

function affinityOf(
  draft: ObjectDraft,
  workload: ContainerWorkload,
  { nodeAffinity, podAffinity, podAntiAffinity }: Asked,
): Wire<V1Affinity> | undefined {
  const affinity = {
    nodeAffinity: nodeAffinity && nodesOf(nodeAffinity),
    podAffinity: podAffinity && podsOf(podAffinity),
    podAntiAffinity: podAntiAffinity ? podsOf(podAntiAffinity) : hasCopies(draft, workload) ? apart(workload) : undefined,
  }
  return Object.values(affinity).some((part) => part !== undefined) ? affinity : undefined
}

function nodesOf({ required, preferred }: NonNullable<Asked['nodeAffinity']>): Wire<V1NodeAffinity> {
  return { requiredDuringSchedulingIgnoredDuringExecution: required, preferredDuringSchedulingIgnoredDuringExecution: some(preferred) }
}

function podsOf({ required, preferred }: AskedPods) {
  return {
    requiredDuringSchedulingIgnoredDuringExecution: some(required)?.map(termOf),
    preferredDuringSchedulingIgnoredDuringExecution: some(preferred)?.map(({ weight, podAffinityTerm }) => ({
      weight,
      podAffinityTerm: termOf(podAffinityTerm),
    })),
  }
}

/** Kubernetes has a list of namespaces only. */
function termOf({
  topologyKey,
  labelSelector,
  namespace,
  namespaces = [],
  namespaceSelector,
  ...rest
}: AskedTerm): Wire<V1PodAffinityTerm> {
  const all = namespace === undefined || namespaces.includes(namespace) ? namespaces : [namespace, ...namespaces]
  return { topologyKey, labelSelector: selectorOf(labelSelector), namespaces: some(all), namespaceSelector, ...rest }
}

function selectorOf(selector: Wire<V1LabelSelector> | undefined): Wire<V1LabelSelector> | undefined {
  if (selector === undefined) return undefined
  const { matchLabels, matchExpressions } = selector
  return {
    matchLabels: matchLabels && podLabels(matchLabels),
    matchExpressions: matchExpressions?.map(({ key, ...rest }) => ({ key: renamed.get(key) ?? key, ...rest })),
  }
}

/** Machines come and go one at a time, so that a copy on each of several keeps the workload there. */
function apart(workload: ContainerWorkload): Wire<V1Affinity['podAntiAffinity']> {
  return {
    preferredDuringSchedulingIgnoredDuringExecution: [
      {
        weight: 100,
        podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: selectorLabels(workload) } },
      },
    ],
  }
}
