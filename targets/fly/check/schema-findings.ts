import type { ErrorObject } from 'ajv'
import type { Code, Finding } from '../../../src/diagnostic.js'
import { candidates, listWords, nearest } from '../../../src/language/suggest.js'
import type { FlyConfig } from './fly-rule.js'
import { isTable } from './table.js'

/** A finding and the code that it belongs to. */
export interface Coded extends Finding {
  readonly code: Code
}

/**
 * Says what the validator of fly.schema.json found, in words at the place: a wrong type, a value that the field cannot have, a key that is missing
 * or that nobody reads. Under `services`, `vm`, `mounts` and `metrics` flyctl passes over unknown keys; anywhere else `--strict` refuses them.
 */
export function schemaFindings({ document, root }: FlyConfig, errors: readonly ErrorObject[], known: KnownKeys): readonly Coded[] {
  return errors.map((error) => {
    const path = keysOf(error.instancePath)
    const owner = path.slice(0, -1).reduce(step, root)
    const value = path.reduce(step, root)
    const key = path.at(-1)
    const name = nameOf(path)
    const own = isObject(value) ? document.at(value) : document.at(root)
    const span = isObject(owner) && key !== undefined ? document.at(owner, key) : own
    switch (error.keyword) {
      case 'additionalProperties':
        return unknownKey(path, value, String(error.params['additionalProperty']))
      case 'required': {
        const missing = String(error.params['missingProperty'])
        return { code: 'fly/missing-key', message: `${name} has no \`${missing}\``, span: own, help: `add \`${missing}\`` }
      }
      case 'type':
        return {
          code: 'fly/wrong-type',
          message: `${name} must be ${typeWords([error.params['type']].flat().map(String))}, not ${kindOf(value)}`,
          span,
        }
      case 'enum': {
        const allowed = [error.params['allowedValues']]
          .flat()
          .map(String)
          .filter((word) => word !== '')
        const near = typeof value === 'string' ? nearest(value, allowed) : undefined
        const words = typeof value === 'string' ? candidates(value, allowed) : []
        return {
          code: 'fly/bad-value',
          message: `${name} cannot be ${show(value)}`,
          span,
          ...(near === undefined
            ? { help: `it may be ${listWords(words.length > 0 ? words : allowed)}` }
            : { label: `did you mean \`${near}\`?` }),
        }
      }
      case 'minimum':
      case 'maximum':
        return {
          code: 'fly/bad-value',
          message: `${name} cannot be ${show(value)}`,
          span,
          help: `it must be at ${error.keyword === 'minimum' ? 'least' : 'most'} ${String(error.params['limit'])}`,
        }
      default:
        return { code: 'fly/bad-value', message: `${name} cannot be ${show(value)}`, span, help: patternHelp(key) }
    }
  })

  function unknownKey(path: readonly string[], value: unknown, word: string): Coded {
    const span = isObject(value) ? document.at(value, word, 'key') : document.at(root)
    const free = known(path).filter((key) => !isTable(value) || !(key in value))
    const near = nearest(word, free)
    // Go reads keys of other case, but a strict check and every reader does not
    const isUnread = ['services', 'vm', 'mounts', 'metrics'].includes(path[0] ?? '') && near?.toLowerCase() !== word.toLowerCase()
    const moved = path.length === 1 && path[0] === 'experimental' ? movedFrom[word] : undefined
    return {
      code: isUnread ? 'fly/unread-key' : 'fly/unknown-key',
      message: path.length === 0 ? `there is no \`${word}\` in fly.toml` : `${nameOf(path)} has no \`${word}\``,
      span,
      ...(near !== undefined
        ? { label: `did you mean \`${near}\`?`, edits: [{ span, text: near }] }
        : moved !== undefined
          ? { help: moved }
          : free.length > 0 && free.length <= 12 && { help: `it may have ${listWords([...free].sort())}` }),
    }
  }
}

/** Gives the keys that a place of the schema knows. */
export type KnownKeys = (path: readonly string[]) => readonly string[]

const movedFrom: Readonly<Record<string, string>> = {
  kill_timeout: 'write `kill_timeout` at the top of the file',
  metrics_port: 'write `[metrics]` with `port` and `path`',
  metrics_path: 'write `[metrics]` with `port` and `path`',
}

/** What a text has to look like, where a pattern would say it badly. */
function patternHelp(key: string | undefined): string {
  switch (key) {
    case 'app':
      return 'a name has lower case letters, digits and hyphens, at most 63'
    case 'primary_region':
      return 'a region has three lower case letters, such as `ams`'
    case 'source':
      return 'a volume has letters, digits and underscores in its name'
    case 'destination':
      return 'name a folder, such as `/data`'
    default:
      return 'it must begin with `/`'
  }
}

function nameOf(path: readonly string[]): string {
  const key = path.at(-1)
  if (key === undefined) return 'fly.toml'
  if (/^\d+$/.test(key)) return `item ${Number(key) + 1} of \`${path.slice(0, -1).filter(isWord).join('.')}\``
  return `\`${path.filter(isWord).join('.')}\``
}

function isWord(key: string): boolean {
  return !/^\d+$/.test(key)
}

function keysOf(pointer: string): readonly string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function step(value: unknown, key: string): unknown {
  return isObject(value) ? Reflect.get(value, key) : undefined
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

const words: Readonly<Record<string, string>> = {
  object: 'a table',
  array: 'a list',
  string: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'true or false',
}

function typeWords(types: readonly string[]): string {
  return types.map((type) => words[type] ?? type).join(' or ')
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  if (isObject(value)) return 'a table'
  return typeof value === 'string' ? `the text ${show(value)}` : show(value)
}

function show(value: unknown): string {
  if (isObject(value)) return kindOf(value)
  const text = String(value)
  return `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``
}
