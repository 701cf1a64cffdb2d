/** When a schedule asks for a run: at the minutes that all fields name, or each time that a number of seconds is over. */
export type ScheduleTimes = ScheduleFields | { readonly every: number }

/** The numbers that each field names, sorted; nothing where it names all. */
export interface ScheduleFields {
  readonly minute: Numbers
  readonly hour: Numbers
  readonly day: Numbers
  readonly month: Numbers
  /** 0 is Sunday. */
  readonly weekday: Numbers
  /** True where a day that one of `day` and `weekday` names is enough; else both must name it. */
  readonly either: boolean
}

type Numbers = readonly number[] | undefined

/** A field of a schedule. */
export interface Column {
  readonly name: string
  readonly min: number
  readonly max: number
  /** Names that stand for numbers, the first for `min`. */
  readonly words: readonly string[]
}

/** The five fields, in their order (robfig/cron v3). */
export const columns: readonly [Column, Column, Column, Column, Column] = [
  { name: 'minute', min: 0, max: 59, words: [] },
  { name: 'hour', min: 0, max: 23, words: [] },
  { name: 'day of month', min: 1, max: 31, words: [] },
  { name: 'month', min: 1, max: 12, words: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { name: 'day of week', min: 0, max: 6, words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
]

/** Names of whole schedules, and the fields that they stand for (robfig/cron v3). */
export const namedSchedules: Readonly<Record<string, string>> = {
  '@annually': '0 0 1 1 *',
  '@daily': '0 0 * * *',
  '@hourly': '0 * * * *',
  '@midnight': '0 0 * * *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@yearly': '0 0 1 1 *',
}

/** A duration after `@every` (Go, time.ParseDuration). */
export const everyForm = /^(\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)(?:(\d+(\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h))*$/

/**
 * Gives the times of a schedule that `faultOfSchedule` finds nothing wrong with. As robfig/cron v3 has it, a restricted day of the month and a restricted weekday
 * are alternatives, and `*` with a step greater than 1 is restricted; the time between runs of `@every` is a whole number of seconds, at least one.
 */
export function timesOfSchedule(text: string): ScheduleTimes {
  const schedule = text.trim()
  if (schedule.startsWith('@every ')) return { every: secondsOf(schedule.slice('@every '.length).trim()) }
  const fields = (namedSchedules[schedule] ?? schedule).split(/\s+/)
  const [minute, hour, day, month, weekday] = columns.map((column, index) => readField(fields[index] ?? '*', column))
  return {
    minute: minute?.numbers,
    hour: hour?.numbers,
    day: day?.numbers,
    month: month?.numbers,
    weekday: weekday?.numbers,
    either: day?.hasStar === false && weekday?.hasStar === false,
  }
}

/** Gives the number that a text of a field stands for; nothing where it stands for none. */
export function numberOf(text: string, { min, max, words }: Column): number | undefined {
  const word = words.indexOf(text.toLowerCase())
  const value = word >= 0 ? word + min : /^\d+$/.test(text) ? Number(text) : Number.NaN
  return value >= min && value <= max ? value : undefined
}

function readField(field: string, column: Column): { readonly numbers: Numbers; readonly hasStar: boolean } {
  const { min, max } = column
  const named = new Set<number>()
  let hasStar = false
  for (const part of field.split(',')) {
    const [range = '*', stepText] = part.split('/')
    const step = Number(stepText ?? 1)
    const [from = '*', to] = range.split('-')
    const isAll = from === '*' || from === '?'
    hasStar ||= isAll && step === 1
    const start = isAll ? min : (numberOf(from, column) ?? min)
    // a step after a single number reads as a range to the end
    const end = to === undefined ? (isAll || stepText !== undefined ? max : start) : (numberOf(to, column) ?? max)
    for (let value = start; value <= end; value += step) named.add(value)
  }
  return { numbers: named.size > max - min ? undefined : [...named].sort((a, b) => a - b), hasStar }
}

const milliseconds: Readonly<Record<string, number>> = { ns: 1e-6, us: 1e-3, µs: 1e-3, μs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000 }

function secondsOf(duration: string): number {
  const parts = [...duration.matchAll(/([\d.]+)(ns|us|µs|μs|ms|s|m|h)/g)]
  const sum = parts.reduce((total, [, amount, unit]) => total + Number(amount) * (milliseconds[unit ?? 's'] ?? 0), 0)
  return Math.max(1, Math.floor(sum / 1000))
}
