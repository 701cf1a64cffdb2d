import { compareText } from '../diagnostic.js'
import type { ApplicationRecord } from '../generated/lattice-record.js'
import { plural } from '../report/plural.js'
import { affectedBy } from './affected-by.js'
import { applyOutcome, type Deletions } from './apply-outcome.js'
import { askedWrongly } from './asked-wrongly.js'
import { decideDelete } from './decide-delete.js'
import { decideDeploy } from './decide-deploy.js'
import { decideUndeploy } from './decide-undeploy.js'
import type { Decision, Degraded, Objection, Request } from './decision.js'
import { decisionId } from './decision-id.js'
import { judgeComponents } from './judge-components.js'
import { idOf, versionOf } from './live.js'
import { type Aims, type Outcome, outcomeOf } from './outcome.js'
import { reasonOf } from './reason-of.js'

/** What one kind of act makes of a request: the versions that it aims at, and what stands against what comes of it. */
export interface Act {
  readonly aims: Aims
  readonly deletions: Deletions
  judge(outcome: Outcome): { readonly objections: readonly Objection[]; readonly warnings?: readonly Objection[] }
}

/** Decides what an act does to a lattice. A pure function; takes time in proportion to the components of the lattice and their entries. */
export function decide(records: ReadonlyMap<string, ApplicationRecord>, request: Request): Decision {
  const wrong = askedWrongly(records, request)
  if (wrong.length > 0)
    return finish({ request, objections: wrong, warnings: [], components: [], degraded: [], affected: [] }, [], new Map())
  const { aims, deletions, judge } = actOf(records, request)
  const asked = new Set([...aims.keys(), ...deletions.versions.keys()])
  const outcome = outcomeOf(records, aims, request.strategy)
  const { objections, warnings = [] } = judge(outcome)
  const contents = [...aims].flatMap(([name, version]) => contentOf(records.get(name), version))
  if (objections.length > 0) {
    const refused = judgeComponents(outcome, outcome.before, asked)
    return finish({ request, objections, warnings, components: refused, degraded: [], affected: [] }, contents, new Map())
  }
  const degraded = degradedBy(outcome)
  const affected = affectedBy(outcome.after, new Set(degraded.map(idOf)))
  const unconfirmed = degraded.length > 0 && request.yes !== true ? [withoutConsent(degraded, affected)] : []
  return finish(
    { request, objections: unconfirmed, warnings, components: judgeComponents(outcome, outcome.after, asked), degraded, affected },
    contents,
    unconfirmed.length > 0 ? new Map() : applyOutcome(records, outcome, aims, deletions),
  )
}

function actOf(records: ReadonlyMap<string, ApplicationRecord>, request: Request): Act {
  switch (request.act) {
    case 'undeploy':
      return decideUndeploy(request)
    case 'delete':
      return decideDelete(request)
    case 'deploy':
    case 'rollback':
      return decideDeploy(records, request)
  }
}

function finish(shown: Omit<Decision, 'id' | 'records'>, contents: readonly string[], records: Decision['records']): Decision {
  return { ...shown, records, id: decisionId(shown, contents) }
}

function degradedBy({ lost }: Outcome): Degraded[] {
  return lost
    .map((edge) => ({ application: edge.from.application, component: edge.from.component, loses: idOf(edge), reason: reasonOf(edge) }))
    .sort(
      (a, b) =>
        compareText(a.application, b.application) ||
        compareText(a.component, b.component) ||
        compareText(a.loses, b.loses) ||
        a.reason.line - b.reason.line ||
        a.reason.column - b.reason.column,
    )
}

function withoutConsent(degraded: readonly Degraded[], affected: readonly string[]): Objection {
  const names = new Set(degraded.map(idOf))
  return {
    code: 'lifecycle/degrades',
    message: `${plural(names.size, 'component')} would lose what ${names.size === 1 ? 'it needs' : 'they need'}${affected.length === 0 ? '' : `, and ${affected.length} more ${affected.length === 1 ? 'needs' : 'need'} ${names.size === 1 ? 'it' : 'them'}`}`,
    reasons: degraded.map(({ reason }) => reason),
    help: 'add `--yes` to go through with it',
  }
}

function contentOf(record: ApplicationRecord | undefined, version: string | undefined): string[] {
  const found = record && version !== undefined ? versionOf(record, version) : undefined
  return found === undefined ? [] : [`${record?.name} ${found.version} ${found.content}`]
}
