import type { Act } from './decide.js'
import { needed } from './decide-undeploy.js'
import type { Objection, Request } from './decision.js'
import type { Outcome } from './outcome.js'
import { listAll, reasonsOf } from './reason-of.js'

/**
 * Decides to delete applications, which undeploys them first, or single versions.
 * A weak child keeps its record: `non_destructive` objects to every needed component, and a version that something runs from stays.
 */
export function decideDelete({ versions: named, strategy }: Extract<Request, { act: 'delete' }>): Act {
  const applications = new Set(named.flatMap(({ application, version }) => (version === undefined ? [application] : [])))
  const versions = new Map<string, Set<string>>()
  for (const { application, version } of named) {
    if (version === undefined || applications.has(application)) continue
    const own = versions.get(application) ?? new Set()
    versions.set(application, own.add(version))
  }
  return {
    aims: new Map([...applications].map((name) => [name, undefined])),
    deletions: { applications, versions },
    judge: (outcome) => ({
      objections: [...(strategy === 'non_destructive' ? outcome.orphans.map(needed(outcome)) : []), ...inUse(outcome, versions)],
    }),
  }
}

function inUse({ after, needsAfter }: Outcome, deleted: ReadonlyMap<string, ReadonlySet<string>>): Objection[] {
  return [...deleted].flatMap(([application, versions]) => {
    const running = [...(after.get(application)?.values() ?? [])]
    return [...versions].flatMap((version): Objection[] => {
      const own = running.filter((one) => one.version === version)
      if (own.length === 0) return []
      const weak = own.flatMap(({ isWeak, component }) => (isWeak ? [`\`${component}\``] : []))
      const what = `version \`${version}\` of application \`${application}\``
      const isDeployed = weak.length < own.length
      return [
        {
          code: 'lifecycle/in-use',
          message: isDeployed ? `${what} is deployed` : `others need ${listAll(weak)} of ${what}`,
          reasons: isDeployed ? [] : reasonsOf(own.flatMap((one) => needsAfter.get(one) ?? [])),
          help: isDeployed
            ? `\`mc undeploy ${application}\` first, or deploy another version`
            : 'undeploy those who need it first, or deploy a version that has it',
        },
      ]
    })
  })
}
