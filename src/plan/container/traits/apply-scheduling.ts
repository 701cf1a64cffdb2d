import type {
  AffinityProperties,
  LabelSelector,
  NodeSelectorTerm,
  PodAffinity,
  PodAffinityTerm,
  TopologyspreadconstraintsProperties,
} from '../../../generated/application.js'
import { copyEntries } from '../../copy-entries.js'
import type { ContainerWorkload } from '../../plan.js'
import type { Scope } from '../../scope.js'

/** Gives the workload with rules on where it runs (KubeVela `affinity`, in its words); an operator is `In`, one of a toleration `Equal`, where none is said. */
export function applyAffinity(scope: Scope, workload: ContainerWorkload, properties: AffinityProperties): ContainerWorkload {
  const { podAffinity, podAntiAffinity, nodeAffinity, tolerations } = properties
  const affinity = build(scope, {
    podAffinity: podAffinity && podAffinityOf(scope, podAffinity),
    podAntiAffinity: podAntiAffinity && podAffinityOf(scope, podAntiAffinity),
    nodeAffinity:
      nodeAffinity &&
      build(scope, {
        required: nodeAffinity.required && {
          nodeSelectorTerms: nodeAffinity.required.nodeSelectorTerms.map((term) => nodeTermOf(scope, term)),
        },
        preferred: nodeAffinity.preferred?.map((term) =>
          build(scope, { weight: scope.from(term, 'weight'), preference: nodeTermOf(scope, term.preference) }),
        ),
      }),
    tolerations: tolerations?.map((toleration) => copyEntries(scope, toleration, { operator: 'Equal' })),
  })
  return scope.trace.amend(workload, { affinity })
}

/** Gives the workload with rules on how its copies spread (KubeVela `topologyspreadconstraints`, in its words); a rule that cannot be met keeps a copy from running, where nothing is said. */
export function applyTopologySpread(
  scope: Scope,
  workload: ContainerWorkload,
  { constraints }: TopologyspreadconstraintsProperties,
): ContainerWorkload {
  const topologySpread = constraints.map((constraint) =>
    scope.trace.amend(copyEntries(scope, constraint, { whenUnsatisfiable: 'DoNotSchedule' }), {
      labelSelector: selectorOf(scope, constraint.labelSelector),
    }),
  )
  return scope.trace.amend(workload, { topologySpread: [...(workload.topologySpread ?? []), ...topologySpread] })
}

type Plain = Readonly<Record<string, unknown>>

function build({ trace }: Scope, shape: Plain): Plain {
  return trace.build<Plain>(shape)
}

function podAffinityOf(scope: Scope, { required, preferred }: PodAffinity): Plain {
  return build(scope, {
    required: required?.map((term) => podTermOf(scope, term)),
    preferred: preferred?.map((term) =>
      build(scope, { weight: scope.from(term, 'weight'), podAffinityTerm: podTermOf(scope, term.podAffinityTerm) }),
    ),
  })
}

function podTermOf(scope: Scope, term: PodAffinityTerm): Plain {
  return build(scope, {
    labelSelector: term.labelSelector && selectorOf(scope, term.labelSelector),
    namespace: scope.from(term, 'namespace'),
    namespaces: scope.from(term, 'namespaces'),
    topologyKey: scope.from(term, 'topologyKey'),
    namespaceSelector: term.namespaceSelector && selectorOf(scope, term.namespaceSelector),
  })
}

function nodeTermOf(scope: Scope, { matchExpressions, matchFields }: NodeSelectorTerm): Plain {
  return build(scope, {
    matchExpressions: matchExpressions?.map((expression) => copyEntries(scope, expression, { operator: 'In' })),
    matchFields: matchFields?.map((expression) => copyEntries(scope, expression, { operator: 'In' })),
  })
}

function selectorOf(scope: Scope, selector: LabelSelector): Plain {
  return build(scope, {
    matchLabels: scope.from(selector, 'matchLabels'),
    matchExpressions: selector.matchExpressions?.map((expression) => copyEntries(scope, expression, { operator: 'In' })),
  })
}
