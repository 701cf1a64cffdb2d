import type { Act } from './decide.js'
import type { Objection, Request } from './decision.js'
import { type Instance, idOf } from './live.js'
import type { Outcome } from './outcome.js'
import { reasonsOf, whoNeeds } from './reason-of.js'

/** Decides to undeploy: `non_destructive` objects where others need a component that a deployed version has. Weak children are left as they are, but by `destructive`. */
export function decideUndeploy({ applications, strategy }: Extract<Request, { act: 'undeploy' }>): Act {
  return {
    aims: new Map(applications.map((name) => [name, undefined])),
    deletions: { applications: new Set(), versions: new Map() },
    judge: (outcome) => ({
      objections: strategy === 'non_destructive' ? outcome.orphans.filter(ranDeployed(outcome)).map(needed(outcome)) : [],
    }),
  }
}

/** Tells whether a component is part of a deployed version before the act. */
export function ranDeployed({ before }: Outcome): (orphan: Instance) => boolean {
  return ({ application, component }) => before.get(application)?.get(component)?.isWeak === false
}

/** Makes the objection that a component is needed. */
export function needed({ aims, before, needs, orphans }: Outcome): (orphan: Instance) => Objection {
  const all = [...aims.keys()].reduce((sum, name) => sum + (before.get(name)?.size ?? 0), 0)
  const others = all - orphans.length
  return (orphan) => {
    const reasons = reasonsOf(needs.get(orphan))
    return {
      code: 'lifecycle/needed',
      message: `\`${idOf(orphan)}\` is needed by ${whoNeeds(reasons)}`,
      reasons,
      help: `\`--strategy weakchild\` keeps ${orphans.length === 1 ? 'the one component' : `the ${orphans.length} components`} that others need${others === 0 ? '' : ` and removes the other ${others}`}`,
    }
  }
}
