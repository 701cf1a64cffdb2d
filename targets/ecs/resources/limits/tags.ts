import { textAt } from '../../../manifest-entries.js'
import type { LimitRule } from './finding.js'
import { valuesAt } from './values-at.js'

const lists = [
  'task.tags',
  'service.tags',
  'run.tags',
  'service.volumeConfigurations.*.managedEBSVolume.tagSpecifications.*.tags',
  'run.volumeConfigurations.*.managedEBSVolume.tagSpecifications.*.tags',
] as const

/** A tag has a key and a value that AWS takes, and no key twice (ECS API, Tag). */
export const tagsLegal: LimitRule = (unit, say) => {
  for (const list of lists)
    for (const { path, value } of valuesAt(unit, list)) {
      const keys = new Set<string>()
      for (const [at, tag] of (Array.isArray(value) ? value : []).entries()) {
        const [key, text] = [textAt(tag, 'key'), textAt(tag, 'value')]
        if (!keyForm.test(key))
          say([...path, at, 'key'], `a tag has the key \`${key}\`: AWS takes 1 to 128 letters, digits, spaces and \`+-=._:/@\``)
        if (/^aws:/i.test(key)) say([...path, at, 'key'], `a tag has the key \`${key}\`: AWS keeps \`aws:\` to itself`)
        if (!valueForm.test(text))
          say(
            [...path, at, 'value'],
            `the tag \`${key}\` has a value that AWS does not take: at most 256 letters, digits, spaces and \`+-=._:/@\``,
          )
        if (keys.has(key)) say([...path, at, 'key'], `two tags have the key \`${key}\``)
        keys.add(key)
      }
    }
}

const keyForm = /^[\p{L}\p{Z}\p{N}_.:/=+@-]{1,128}$/u
const valueForm = /^[\p{L}\p{Z}\p{N}_.:/=+@-]{0,256}$/u
