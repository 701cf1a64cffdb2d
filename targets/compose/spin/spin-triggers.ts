import type { SpinWorkload } from '../../../src/plan/plan.js'
import { some } from '../../some.js'
import { reportTriggerFields } from '../../spin/report-trigger-fields.js'
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

/** Reports what of a trigger does not reach the application. */
export function reportTriggers({ context }: Draft, workload: SpinWorkload): void {
  for (const trigger of workload.triggers) {
    const lost = wordsOf(trigger).find((word) => taken.test(word))
    if (lost !== undefined) context.unsupported('spin-trigger', trigger, 'cmd', `\`spin up\` takes \`${lost}\` for itself`)
  }
  reportTriggerFields(context, workload)
}
