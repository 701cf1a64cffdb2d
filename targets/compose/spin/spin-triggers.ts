import type { SpinWorkload } from '../../../src/plan/plan.js'
import { some } from '../../some.js'
import type { BuildSection, Service } from '../compose-file.js'
import type { Draft } from '../draft.js'
import { literal, type Text } from '../text.js'

/** Triggers that the Spin CLI has of itself; the others are plugins of the name `trigger-<type>`. */
const builtIn = new Set<unknown>(['http', 'redis'])

/** Manifests of plugins, which need no git to be read (Spin, "Managing Plugins"). */
const plugins = 'https://raw.githubusercontent.com/spinframework/spin-plugins/main/manifests'

/** Gives how an image with the plugins of the triggers is built on that of the Spin CLI; nothing where it needs none, or has them by option `spin-plugins`. */
export function pluginBuildOf({ context }: Draft, { triggers }: SpinWorkload): BuildSection | undefined {
  if (context.options['spin-plugins'] === 'image') return undefined
  const missing = [...new Set(triggers.map(({ type }) => String(type)).filter((type) => !builtIn.has(type)))].sort()
  if (missing.length === 0) return undefined
  const lines = missing.map((type) => {
    const url = `${plugins}/trigger-${type}/trigger-${type}.json`
    return `RUN ${JSON.stringify(['spin', 'plugins', 'install', '--yes', '--url', url])}\n`
  })
  return { dockerfile_inline: literal(`FROM ${context.options['spin-image']}\n${lines.join('')}`) }
}

/** Gives the arguments of a run that a command starts (plugin `trigger-command`: what stands at the end). */
export function commandArgs({ triggers }: SpinWorkload): readonly string[] {
  const words = triggers.flatMap(wordsOf)
  return words.length === 0 ? [] : ['--', ...words]
}

/** Options that `spin up` takes for itself wherever they stand. */
const taken =
  /^(-[fkech]|--(from|from-file|file|from-registry|profile|insecure|env|temp|tmp|cache-dir|direct-mounts|build|component-id|help)(=.*)?)$/s

function wordsOf({ type, cmd }: SpinWorkload['triggers'][number]): readonly string[] {
  return type === 'command' && Array.isArray(cmd) ? cmd.map(String) : []
}

/** Gives what the manifest says of triggers, which no place of Compose's shows; Compose passes it over. */
export function triggerNotes({ triggers }: SpinWorkload): Service['x-triggers'] {
  const others = triggers.filter(({ type }) => type !== 'http' && type !== 'command')
  return some(others.map((trigger) => Object.fromEntries(Object.entries(trigger).flatMap(([key, value]) => noteOf(key, value)))))
}

function noteOf(key: string, value: unknown): [string, Text | number][] {
  return typeof value === 'number' ? [[key, value]] : typeof value === 'string' ? [[key, literal(value)]] : []
}

/**
 * Reports what a trigger says beyond its type: the application itself decides what it waits for (`spin.toml`), and takes nothing from outside but variables.
 * A value that names a variable which the manifest sets (`{{ mqtt_address }}`) does reach it, so nothing is said of that.
 */
export function reportTriggers({ context }: Draft, { triggers, variables }: SpinWorkload): void {
  const known = new Set(variables.map(({ name }) => name))
  for (const trigger of triggers) {
    const lost = wordsOf(trigger).find((word) => taken.test(word))
    if (lost !== undefined) context.unsupported('spin-trigger', trigger, 'cmd', `\`spin up\` takes \`${lost}\` for itself`)
    if (trigger['type'] === 'http' || trigger['type'] === 'command') continue
    const keys = Object.keys(trigger).filter((key) => key !== 'type' && !isFilled(trigger[key], known))
    const [first] = keys
    if (first === undefined) continue
    const names = keys.map((key) => `\`${key}\``).join(', ')
    const [are, them] = keys.length === 1 ? ['is', 'it'] : ['are', 'them']
    const effect = `${names} ${are} what the application itself says; a variable in its \`spin.toml\` is the way to set ${them} from here`
    context.unsupported('spin-trigger', trigger, keys.length === 1 ? first : undefined, effect)
  }
}

/** Tells whether a value consists of variables that the manifest sets, and text around them (Spin, templates of variables). */
function isFilled(value: unknown, known: ReadonlySet<string>): boolean {
  if (typeof value !== 'string') return false
  const names = [...value.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name]) => name ?? '')
  return names.length > 0 && names.every((name) => known.has(name))
}
