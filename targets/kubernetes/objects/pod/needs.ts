import type { Workload } from '../../../../src/plan/plan.js'
import type { OutsideValue } from '../../../target.js'
import { isDataKey, isObjectName } from '../names.js'
import type { ObjectDraft } from '../object-draft.js'
import { isBrought } from './brought-data.js'

/** The entry of the plan that asks for a value. */
export type Asking = readonly [object, string | number]

/** Says that a key of a Secret (all where none is named) comes from whoever runs the cluster, unless the lattice brings it; a name that Kubernetes refuses is reported. */
export function needSecret(
  draft: ObjectDraft,
  workload: Workload,
  source: string,
  key: string | undefined,
  asking: Asking,
  as?: OutsideValue['as'],
): void {
  checkNames(draft, 'Secret', source, key, asking)
  if (!isBrought(draft, workload, 'Secret', source))
    draft.context.outside(
      { what: 'secret', source, ...(key !== undefined && { key }), keeper: keptBy('Secret', source), ...(as && { as }) },
      ...asking,
    )
}

/** Says the same of a ConfigMap. */
export function needConfiguration(
  draft: ObjectDraft,
  workload: Workload,
  source: string,
  key: string | undefined,
  asking: Asking,
  as?: OutsideValue['as'],
): void {
  checkNames(draft, 'ConfigMap', source, key, asking)
  if (!isBrought(draft, workload, 'ConfigMap', source))
    draft.context.outside(
      { what: 'configuration', source, ...(key !== undefined && { key }), keeper: keptBy('ConfigMap', source), ...(as && { as }) },
      ...asking,
    )
}

function keptBy(kind: string, name: string): string {
  return `the ${kind} ${name} of the cluster`
}

/** A name that is used elsewhere too cannot be changed here. */
export function checkNames({ context }: ObjectDraft, kind: string, source: string, key: string | undefined, asking: Asking): void {
  if (!isObjectName(source))
    context.fault(
      {
        code: 'target/bad-name',
        severity: 'error',
        message: `Kubernetes has no ${kind} with the name \`${source}\``,
        help: 'use lower-case letters, digits, `-` and `.`, with a letter or digit at both ends',
      },
      ...asking,
    )
  if (key !== undefined && !isDataKey(key))
    context.fault(
      {
        code: 'target/bad-name',
        severity: 'error',
        message: `a ${kind} has no key \`${key}\``,
        help: 'use letters, digits, `-`, `_` and `.`',
      },
      ...asking,
    )
}
