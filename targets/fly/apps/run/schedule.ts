import type { ContainerWorkload, Schedule } from '../../../../src/plan/plan.js'
import type { FlyMachine } from '../../fly-machine.js'
import type { FlyDraft } from '../fly-draft.js'
import { refuses } from '../loses.js'

/**
 * Gives how often a machine runs (fly-go, `schedule`). Fly.io counts from when the machine was made and promises no time of the day, so that the schedule has to mean
 * once an hour, a day, a week or a month, and its time is lost.
 */
export function scheduleOf(draft: FlyDraft, { work, schedule }: ContainerWorkload): FlyMachine['schedule'] {
  if (work !== 'cron' || schedule === undefined) return undefined
  const often = oftenOf(schedule.cron)
  if (often === undefined)
    refuses(
      draft,
      'cron',
      schedule,
      'cron',
      'a machine runs once an hour, a day, a week or a month; for another schedule run a program with a clock of its own, such as supercronic, or the app cron-manager of Fly.io',
    )
  else draft.context.unsupported('cron', schedule, 'cron', `it runs ${often}, at a time that Fly.io chooses`)
  for (const [key, effect] of lost) if (schedule[key] !== undefined) draft.context.unsupported('cron', schedule, key, effect)
  return often
}

const lost = [
  ['timeZone', 'it runs at a time that Fly.io chooses'],
  ['suspend', 'it runs until its machine is destroyed or stopped for good'],
  ['concurrencyPolicy', 'there is one machine, which is left alone while it runs'],
  ['startingDeadline', 'a run that is late is not left out'],
  ['successfulJobsHistoryLimit', 'each run is the same machine, whose last events are kept'],
  ['failedJobsHistoryLimit', 'each run is the same machine, whose last events are kept'],
] as const satisfies readonly (readonly [keyof Schedule, string])[]

function oftenOf(cron: string): FlyMachine['schedule'] {
  const [minute = '', hour = '', day = '', month = '', weekday = ''] = cron.trim().split(/\s+/)
  const named = names[cron.trim()]
  if (named !== undefined) return named
  if (!isOne(minute) || month !== '*') return undefined
  if (isAll(hour)) return isAll(day) && isAll(weekday) ? 'hourly' : undefined
  if (!isOne(hour)) return undefined
  if (isAll(day)) return isAll(weekday) ? 'daily' : isWord(weekday) ? 'weekly' : undefined
  return isOne(day) && isAll(weekday) ? 'monthly' : undefined
}

const names: Readonly<Record<string, FlyMachine['schedule']>> = {
  '@hourly': 'hourly',
  '@daily': 'daily',
  '@midnight': 'daily',
  '@weekly': 'weekly',
  '@monthly': 'monthly',
}

function isOne(field: string): boolean {
  return /^\d+$/.test(field)
}

function isWord(field: string): boolean {
  return /^(\d|[A-Za-z]{3})$/.test(field)
}

function isAll(field: string): boolean {
  return field === '*' || field === '?'
}
