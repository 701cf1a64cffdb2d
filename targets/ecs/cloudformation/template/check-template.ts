import type { Template } from './template.js'

/**
 * Gives what is wrong with a template by itself: references that lead nowhere, parameters and conditions that nothing uses, resources that wait for each other, and logical ids that are none
 * (CloudFormation User Guide, template anatomy and intrinsic functions).
 */
export function checkTemplate(template: Template): readonly string[] {
  const { Parameters = {}, Conditions = {}, Resources, Outputs = {} } = template
  const known = new Set([...Object.keys(Parameters), ...Object.keys(Resources)])
  const problems: string[] = []
  const used = new Set<string>()
  const use = (name: string, from: string): void => {
    used.add(name)
    if (!known.has(name) && !name.startsWith('AWS::')) problems.push(`${from} refers to ${name}, which is not there`)
  }
  const waits = new Map<string, Set<string>>()
  for (const [id, resource] of Object.entries(Resources)) {
    const needs = new Set(resource.DependsOn)
    waits.set(id, needs)
    for (const other of needs) if (!(other in Resources)) problems.push(`${id} waits for ${other}, which is not there`)
    for (const name of namesIn(resource.Properties)) {
      use(name, id)
      if (name in Resources) needs.add(name)
    }
  }
  for (const [id, output] of Object.entries(Outputs)) for (const name of namesIn([output.Value, output.Export])) use(name, id)
  const asked = new Set([
    ...Object.values(Resources).flatMap(({ Condition }) => Condition ?? []),
    ...Object.values(Outputs).flatMap(({ Condition }) => Condition ?? []),
    ...[Resources, Outputs, Conditions].flatMap(conditionsIn),
  ])
  for (const name of asked) if (!(name in Conditions)) problems.push(`the condition ${name} is not there`)
  for (const name of namesIn(Conditions)) use(name, 'a condition')
  for (const name of Object.keys(Parameters)) if (!used.has(name)) problems.push(`nothing uses the parameter ${name}`)
  for (const name of Object.keys(Conditions)) if (!asked.has(name)) problems.push(`nothing uses the condition ${name}`)
  for (const name of [...known, ...Object.keys(Outputs)]) if (!/^[A-Za-z0-9]{1,255}$/.test(name)) problems.push(`${name} is no logical id`)
  return [...problems, ...circleOf(waits)]
}

/** Gives every name that a value refers to by Ref, Fn::GetAtt or Fn::Sub. */
function namesIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]): readonly string[] => {
    if (key === 'Ref' && typeof item === 'string') return [item]
    if (key === 'Fn::GetAtt' && Array.isArray(item)) return [String(item[0])]
    if (key === 'Fn::Sub') return namesOfSub(item)
    return namesIn(item)
  })
}

function namesOfSub(value: unknown): readonly string[] {
  const [text, values]: readonly unknown[] = Array.isArray(value) ? value : [value]
  const own = typeof values === 'object' && values !== null ? values : {}
  const found = [...String(text).matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name = '']) => name.split('.')[0] ?? '')
  return [...found.filter((name) => !(name in own)), ...namesIn(own)]
}

function conditionsIn(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]): readonly string[] =>
    key === 'Fn::If' && Array.isArray(item) ? [String(item[0]), ...conditionsIn(item.slice(1))] : conditionsIn(item),
  )
}

function circleOf(waits: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const left = new Map(waits)
  for (let before = -1; before !== left.size; ) {
    before = left.size
    for (const [id, needs] of left) if ([...needs].every((need) => !left.has(need))) left.delete(id)
  }
  return left.size === 0 ? [] : [`${[...left.keys()].join(', ')} wait for each other`]
}
