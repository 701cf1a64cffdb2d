import type { ApplicationRecord } from '../generated/lattice-record.js'
import type { Act } from './decide.js'
import { ranDeployed } from './decide-undeploy.js'
import type { Objection, Request } from './decision.js'
import { type Edge, whyNot } from './edges.js'
import { judgeReferences } from './judge-references.js'
import { type Instance, idOf } from './live.js'
import type { Outcome } from './outcome.js'
import { reasonsOf, whoNeeds } from './reason-of.js'

/** Decides to deploy versions: their references must lead to something, and what others need of the versions before must go on being offered, or is treated by the strategy. */
export function decideDeploy(
  records: ReadonlyMap<string, ApplicationRecord>,
  { versions, strategy }: Extract<Request, { versions: readonly { version: string }[] }>,
): Act {
  const aims = new Map(versions.map(({ application, version }) => [application, version]))
  return {
    aims,
    deletions: { applications: new Set(), versions: new Map() },
    judge: (outcome) => {
      const { objections, warnings } = judgeReferences(records, outcome, [...aims.keys()])
      const dropped = strategy === 'non_destructive' ? outcome.orphans.filter(ranDeployed(outcome)).map(notOffered(outcome, aims)) : []
      return { objections: [...objections, ...dropped, ...(strategy === 'destructive' ? [] : otherwiseOffered(outcome, aims))], warnings }
    },
  }
}

function notOffered({ needs }: Outcome, aims: ReadonlyMap<string, string>): (orphan: Instance) => Objection {
  return (orphan) => {
    const reasons = reasonsOf(needs.get(orphan))
    return {
      code: 'lifecycle/not-offered',
      message: `\`${orphan.application}\` ${aims.get(orphan.application)} has no component \`${orphan.component}\`, which is needed by ${whoNeeds(reasons)}`,
      reasons,
      help: `\`--strategy weakchild\` keeps \`${orphan.component}\` of version ${orphan.version} beside it`,
    }
  }
}

/** What the new version has, but no longer for those who need it: keeping the old one beside it is not possible under one name. */
function otherwiseOffered({ lost, after }: Outcome, aims: ReadonlyMap<string, string>): Objection[] {
  const byTarget = new Map<string, Edge[]>()
  for (const edge of lost) byTarget.set(idOf(edge), [...(byTarget.get(idOf(edge)) ?? []), edge])
  return [...byTarget.values()].flatMap((edges): Objection[] => {
    const [first] = edges
    const target = first && after.get(first.application)?.get(first.component)
    if (first === undefined || target === undefined) return []
    const reasons = reasonsOf(edges)
    const what =
      whyNot(first, target) === 'not-shared'
        ? 'is no longer shared'
        : `makes \`${first.component}\` a component of kind \`${target.outline?.kind}\``
    return [
      {
        code: 'lifecycle/not-offered',
        message: `\`${first.application}\` ${aims.get(first.application)} ${what}, and \`${idOf(first)}\` is needed by ${whoNeeds(reasons)}`,
        reasons,
        help: `deploy those who need it in a version that does without, in the same act; \`--strategy destructive\` goes through without regard to them`,
      },
    ]
  })
}
