import { targetNames } from '../../targets/load-target.js'
import type { Target } from '../../targets/target.js'
import { Failure } from '../failure.js'
import { candidates, listWords, nearest } from '../language/suggest.js'

/**
 * Gives the values of `--set <target>.<option>=<value>`: target → option → value, the last of a repeated option.
 * Throws a `Failure` where the target is not among `chosen`, where it has no such option or takes no such value, and where one that needs a value has none.
 */
export function parseSettings(
  given: readonly string[],
  chosen: readonly Target[],
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const settings: Record<string, Record<string, string>> = {}
  for (const text of given) {
    const match = /^([^.=]+)\.([^=]+)=(.*)$/s.exec(text)
    const [, name, option, value] = match ?? []
    if (name === undefined || option === undefined || value === undefined)
      throw new Failure(2, `--set ${text}: write <target>.<option>=<value>, as in ${chosen[0]?.name ?? 'compose'}.name=shop`)
    if (!targetNames.includes(name)) throw new Failure(2, `--set ${text}: unknown target \`${name}\`${meant(name, targetNames)}`)
    const target = chosen.find((candidate) => candidate.name === name)
    if (target === undefined) throw new Failure(2, `--set ${text}: \`${name}\` is not among the targets of -t`)
    const known = Object.hasOwn(target.options, option) ? target.options[option] : undefined
    if (known === undefined)
      throw new Failure(2, `--set ${text}: ${name} has no option \`${option}\`${meant(option, Object.keys(target.options))}`)
    if (value === '' && known.default !== '')
      throw new Failure(2, `--set ${text}: \`${option}\` cannot be empty; without it, it is \`${known.default}\``)
    if (known.choices !== undefined && !known.choices.includes(value))
      throw new Failure(2, `--set ${text}: \`${option}\` is ${listWords(known.choices)}`)
    settings[name] = { ...settings[name], [option]: value }
  }
  return settings
}

/** Gives what `--publish` says as the option of Compose that it is short for. */
export function publishSetting(ports: readonly string[]): readonly string[] {
  return ports.length === 0 ? [] : [`compose.publish=${ports.join(',')}`]
}

function meant(word: string, known: readonly string[]): string {
  const near = nearest(word, known)
  if (near !== undefined) return `; did you mean \`${near}\`?`
  const list = candidates(word, known)
  return list.length === 0 ? '' : `; known are ${listWords(list)}`
}
