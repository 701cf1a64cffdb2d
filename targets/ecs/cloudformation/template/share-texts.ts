import { fingerprint } from '../../../fingerprint.js'
import type { Resource, Template } from './template.js'

/** A text of fewer characters stays where it is. */
const least = 1000

/**
 * Gives a template in which long texts that resources have in common, such as scripts for health checks, stand once (CloudFormation, Mappings and Fn::FindInMap): a template of more than 51,200 bytes
 * cannot be sent by itself.
 */
export function shareTexts(template: Template): Template {
  const times = new Map<string, number>()
  const count = (value: unknown): void => {
    if (typeof value === 'string') {
      if (value.length >= least) times.set(value, (times.get(value) ?? 0) + 1)
    } else if (typeof value === 'object' && value !== null && !('Fn::Sub' in value)) for (const item of Object.values(value)) count(item)
  }
  count(template.Resources)
  const names = new Map([...times].filter(([, number]) => number > 1).map(([text]) => [text, `Text${fingerprint(text)}`]))
  // two of the same fingerprint
  if (names.size === 0 || new Set(names.values()).size < names.size) return template
  const shared = (value: unknown): unknown => {
    if (typeof value === 'string') {
      const name = names.get(value)
      return name === undefined ? value : { 'Fn::FindInMap': ['Texts', name, 'Value'] }
    }
    if (Array.isArray(value)) return value.map(shared)
    if (typeof value !== 'object' || value === null || 'Fn::Sub' in value) return value
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shared(item)]))
  }
  const { Resources, Outputs, ...head } = template
  return {
    ...head,
    Mappings: { Texts: Object.fromEntries([...names].map(([text, name]) => [name, { Value: text }])) },
    Resources: Object.fromEntries(
      Object.entries(Resources).map(([id, { Properties, ...resource }]): [string, Resource] => [
        id,
        { ...resource, ...(Properties && { Properties: Object(shared(Properties)) }) },
      ]),
    ),
    ...(Outputs && { Outputs }),
  }
}
