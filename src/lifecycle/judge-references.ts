import type { ApplicationRecord } from '../generated/lattice-record.js'
import { nearest } from '../language/suggest.js'
import type { Objection } from './decision.js'
import { type Edge, useOf, whyNot } from './edges.js'
import { type Instance, idOf } from './live.js'
import type { Outcome } from './outcome.js'
import { reasonOf } from './reason-of.js'

/** Judges every reference of the applications that are deployed by what is there afterwards: it must lead to a component that runs, of its kind, in a shared application. */
export function judgeReferences(
  records: ReadonlyMap<string, ApplicationRecord>,
  { after }: Outcome,
  deployed: readonly string[],
): { objections: Objection[]; warnings: Objection[] } {
  const objections: Objection[] = []
  const warnings: Objection[] = []
  for (const name of deployed)
    for (const instance of after.get(name)?.values() ?? []) {
      if (instance.isWeak) continue
      const edge = useOf(instance)
      if (edge === undefined) continue
      const target = after.get(edge.application)?.get(edge.component)
      const trouble = target === undefined ? missing(records, after, edge) : unfit(edge, target)
      if (trouble !== undefined)
        objections.push({
          code: 'lifecycle/not-deployed',
          message: `${says(edge)}, but ${trouble.what}`,
          reasons: [reasonOf(edge)],
          ...(trouble.help !== undefined && { help: trouble.help }),
        })
      else if (target?.isWeak === true)
        warnings.push({
          code: 'lifecycle/needs-weak-child',
          message: `${says(edge)}, which is a weak child: no deployed version of \`${edge.application}\` has it, and it is collected when the last who needs it goes`,
          reasons: [reasonOf(edge)],
        })
    }
  return { objections, warnings }
}

interface Trouble {
  readonly what: string
  readonly help?: string
}

function says(edge: Edge): string {
  return `\`${idOf(edge.from)}\` refers to \`${idOf(edge)}\``
}

function missing(
  records: ReadonlyMap<string, ApplicationRecord>,
  after: Outcome['after'],
  { application, component, from }: Edge,
): Trouble {
  const record = records.get(application)
  const own = [...(after.get(application)?.values() ?? [])]
  if (record === undefined) {
    const near = nearest(
      application,
      [...records.values()].filter(({ versions }) => versions.some(({ outline }) => outline.shared)).map(({ name }) => name),
    )
    return {
      what: `there is no application \`${application}\` in this lattice`,
      help: near === undefined ? `put and deploy it first` : `did you mean \`${near}\`?`,
    }
  }
  const version = own.find(({ isWeak }) => !isWeak)?.version
  if (version === undefined)
    return {
      what: `application \`${application}\` is not deployed`,
      help: `deploy it first, or both in one act: \`mc deploy ${application} ${from.application}\``,
    }
  const near = nearest(
    component,
    own.map((one) => one.component),
  )
  return { what: `\`${application}\` ${version} has no such component`, ...(near !== undefined && { help: `did you mean \`${near}\`?` }) }
}

function unfit(edge: Edge, target: Instance): Trouble | undefined {
  switch (whyNot(edge, target)) {
    case 'not-shared':
      return {
        what: `\`${target.application}\` ${target.version} is not shared`,
        help: 'annotate it with `experimental.wasmcloud.dev/shared: "true"`, put it and deploy that version',
      }
    case 'other-kind':
      return { what: `that is of kind \`${target.outline?.kind}\`, not \`${edge.from.outline?.kind}\`` }
    case undefined:
      return undefined
  }
}
