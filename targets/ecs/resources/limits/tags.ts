import type { LimitRule } from './finding.js'

/** A tag has a key and a value that AWS takes, and no key twice (ECS API, Tag). */
export const tagsLegal: LimitRule = ({ task, service, run }, say) => {
  for (const [request, list] of [['task', task.tags] as const, ['service', service?.tags] as const, ['run', run?.tags] as const]) {
    const keys = new Set<string>()
    for (const [at, { key = '', value = '' }] of (list ?? []).entries()) {
      const path = [request, 'tags', at]
      if (!/^[\p{L}\p{Z}\p{N}_.:/=+@-]{1,128}$/u.test(key))
        say([...path, 'key'], `a tag has the key \`${key}\`: AWS takes 1 to 128 letters, digits, spaces and \`+-=._:/@\``)
      if (/^aws:/i.test(key)) say([...path, 'key'], `a tag has the key \`${key}\`: AWS keeps \`aws:\` to itself`)
      if (!/^[\p{L}\p{Z}\p{N}_.:/=+@-]{0,256}$/u.test(value))
        say(
          [...path, 'value'],
          `the tag \`${key}\` has a value that AWS does not take: at most 256 letters, digits, spaces and \`+-=._:/@\``,
        )
      if (keys.has(key)) say([...path, 'key'], `two tags have the key \`${key}\``)
      keys.add(key)
    }
  }
}
