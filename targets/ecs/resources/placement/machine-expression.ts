import { entryAt, listAt, textAt } from '../../../manifest-entries.js'

/**
 * Gives a choice of machines in the query language of ECS (Amazon ECS Developer Guide, Cluster query language): terms of which one has to hold, each of expressions that all have to
 * (Kubernetes API, NodeSelectorTerm). Labels are attributes of machines; those that ECS knows itself have its names. Nothing where it has no words for it.
 */
export function machineExpression(terms: readonly unknown[]): string | undefined {
  const texts = terms.map(termOf)
  const known = texts.filter((text) => text !== undefined)
  if (known.length === 0 || known.length < texts.length) return undefined
  const whole = known.length === 1 ? known[0] : known.map((text) => `(${text})`).join(' or ')
  return whole !== undefined && whole.length <= longest ? whole : undefined
}

/** ECS API, PlacementConstraint `expression`. */
const longest = 2000

function termOf(term: unknown): string | undefined {
  const expressions = listAt(term, 'matchExpressions')
  if (expressions.length === 0 || entryAt(term, 'matchFields') !== undefined) return undefined
  const texts = expressions.map(expressionOf)
  return texts.every((text) => text !== undefined) ? texts.join(' and ') : undefined
}

function expressionOf(expression: unknown): string | undefined {
  const key = textAt(expression, 'key')
  const values = listAt(expression, 'values').map((value) => ourValue(key, `${value}`))
  if (![key, ...values].every((word) => /^[A-Za-z0-9_.:/-]+$/.test(word))) return undefined
  const attribute = `attribute:${names.get(key) ?? key}`
  const [first] = values
  switch (textAt(expression, 'operator')) {
    case 'In':
      return first === undefined ? undefined : values.length === 1 ? `${attribute} == ${first}` : `${attribute} in [${values.join(', ')}]`
    case 'NotIn':
      return first === undefined ? undefined : values.length === 1 ? `${attribute} != ${first}` : `${attribute} !in [${values.join(', ')}]`
    case 'Exists':
      return `${attribute} exists`
    case 'DoesNotExist':
      return `${attribute} !exists`
    case 'Gt':
      return first === undefined ? undefined : `${attribute} > ${first}`
    case 'Lt':
      return first === undefined ? undefined : `${attribute} < ${first}`
    default:
      return undefined
  }
}

/** Labels of Kubernetes that ECS keeps as attributes of its own. */
const names: ReadonlyMap<string, string> = new Map([
  ['kubernetes.io/arch', 'ecs.cpu-architecture'],
  ['kubernetes.io/os', 'ecs.os-type'],
  ['node.kubernetes.io/instance-type', 'ecs.instance-type'],
  ['topology.kubernetes.io/zone', 'ecs.availability-zone'],
])

/** ECS calls a processor as the kernel does. */
function ourValue(key: string, value: string): string {
  return key === 'kubernetes.io/arch' && value === 'amd64' ? 'x86_64' : value
}
