import type { SpinWorkload } from '../../../src/plan/plan.js'
import { some } from '../../some.js'
import { reportCommands } from '../../spin/command-args.js'
import { reportTriggerFields } from '../../spin/report-trigger-fields.js'
import { pluginInstalls } from '../../spin/trigger-plugins.js'
import type { BuildSection, Service } from '../compose-file.js'
import type { Draft } from '../draft.js'
import { literal, type Text } from '../text.js'

/** Gives how an image with the plugins of the triggers is built on that of the Spin CLI; nothing where it needs none, or has them by option `spin-plugins`. */
export function pluginBuildOf({ context }: Draft, workload: SpinWorkload): BuildSection | undefined {
  if (context.options['spin-plugins'] === 'image') return undefined
  const lines = pluginInstalls(workload).map(({ args }) => `RUN ${JSON.stringify(['spin', ...args])}\n`)
  if (lines.length === 0) return undefined
  return { dockerfile_inline: literal(`FROM ${context.options['spin-image']}\n${lines.join('')}`) }
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
  reportCommands(context, workload)
  reportTriggerFields(context, workload)
}
