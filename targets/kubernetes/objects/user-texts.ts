import type { Workload } from '../../../src/plan/plan.js'
import type { EmitContext } from '../../target.js'
import { isLabelKey, isLabelValue } from './names.js'

/** Labels and annotations of a manifest in the form that Kubernetes takes. */
export interface UserTexts {
  readonly labels: Readonly<Record<string, string>>
  readonly annotations: Readonly<Record<string, string>>
}

/**
 * Gives the labels and annotations that a manifest puts on an application, a workload or a route. What no label can hold becomes an annotation,
 * for it still says what the user wanted to say; a key that Kubernetes refuses, and one by which our own objects are found, are left out. All that is said.
 */
export function userTexts(context: EmitContext, owner: Pick<Workload, 'labels' | 'annotations'>): UserTexts {
  const labels: Record<string, string> = {}
  const annotations: Record<string, string> = {}
  for (const [key, value] of Object.entries(owner.labels)) {
    if (isReserved(key)) leaveOut(context, owner.labels, key, `the label \`${key}\` is how its objects are found`, 'choose another key')
    else if (!isLabelKey(key)) refuseKey(context, owner.labels, key)
    else if (isLabelValue(value)) labels[key] = value
    else {
      annotations[key] = value
      context.fault(
        {
          code: 'target/label-as-annotation',
          severity: 'warning',
          message: `Kubernetes takes no such value of a label: \`${key}\` becomes an annotation`,
          help: 'a value has at most 63 letters, digits, `-`, `_` and `.`',
        },
        owner.labels,
        key,
      )
    }
  }
  for (const [key, value] of Object.entries(owner.annotations)) {
    if (isLabelKey(key)) annotations[key] = value
    else refuseKey(context, owner.annotations, key)
  }
  return { labels, annotations }
}

/** Labels that the objects of mc are found by, or that whoever applies them sets. */
function isReserved(key: string): boolean {
  return /^app\.kubernetes\.io\/(name|part-of|instance|managed-by)$|^manifest-compiler\.dev\//.test(key)
}

function refuseKey(context: EmitContext, texts: object, key: string): void {
  leaveOut(
    context,
    texts,
    key,
    `Kubernetes refuses the key \`${key}\``,
    'a name has at most 63 letters, digits, `-`, `_` and `.`; before it may stand a domain in lower case and `/`',
  )
}

function leaveOut({ fault }: EmitContext, texts: object, key: string, reason: string, help: string): void {
  fault({ code: 'target/label-left-out', severity: 'warning', message: `${reason}: it is left out`, help }, texts, key)
}
