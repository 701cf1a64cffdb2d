import { type ScheduleTimes, timesOfSchedule } from '../../../../src/language/cron-fields.js'

/** A schedule as EventBridge Scheduler has it, or why it has none: `fault` completes "the schedule …". */
export type AwsSchedule = { readonly expression: string } | { readonly fault: string; readonly help: string }

/**
 * Gives a schedule of Kubernetes in the words of EventBridge Scheduler (user guide, schedule types): `cron(minute hour day month weekday year)`, of which one of both days is `?`, or `rate(…)`
 * in minutes, hours or days. Every number that a field names is written in full, as ranges, lists or steps that end with the field, so that no reading of steps can differ.
 */
export function awsSchedule(text: string): AwsSchedule {
  const times = timesOfSchedule(text)
  return 'every' in times ? rateOf(times.every) : cronOf(times)
}

function rateOf(seconds: number): AwsSchedule {
  if (seconds % 60 !== 0)
    return { fault: `has ${seconds} seconds between runs, and EventBridge Scheduler counts in minutes`, help: 'choose whole minutes' }
  const [size, unit] = units.find(([length]) => seconds % length === 0) ?? [60, 'minute']
  const count = seconds / size
  return { expression: `rate(${count} ${unit}${count === 1 ? '' : 's'})` }
}

const units = [
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
] as const

function cronOf({ minute, hour, day, month, weekday, either }: Exclude<ScheduleTimes, { every: number }>): AwsSchedule {
  // a day of the month or a weekday is enough, so that all days of one are all days
  const [days, weekdays] = either && (day === undefined || weekday === undefined) ? [undefined, undefined] : [day, weekday]
  if (days !== undefined && weekdays !== undefined)
    return {
      fault: 'names days of the month and weekdays, either of which is enough, and EventBridge Scheduler takes one of both',
      help: 'write two components, one for the days of the month and one for the weekdays',
    }
  const dates = weekdays === undefined ? [fieldOf(days, 1, 31), '?'] : ['?', weekdays.map((number) => names[number]).join(',')]
  return { expression: `cron(${[fieldOf(minute, 0, 59), fieldOf(hour, 0, 23), dates[0], fieldOf(month, 1, 12), dates[1], '*'].join(' ')})` }
}

/** 0 is Sunday. Names, because numbers begin elsewhere at AWS. */
const names = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

function fieldOf(numbers: readonly number[] | undefined, least: number, most: number): string {
  if (numbers === undefined) return '*'
  const [first = least, second = first] = numbers
  const step = second - first
  const isStep =
    numbers.length > 2 && step > 1 && numbers.every((number, at) => number === first + at * step) && (numbers.at(-1) ?? 0) + step > most
  return isStep ? `${first}/${step}` : rangesOf(numbers).join(',')
}

/** Gives numbers with every run of three or more as a range. */
function rangesOf(numbers: readonly number[]): readonly string[] {
  const runs: { readonly from: number; to: number }[] = []
  for (const number of numbers) {
    const last = runs.at(-1)
    if (last !== undefined && last.to === number - 1) last.to = number
    else runs.push({ from: number, to: number })
  }
  return runs.flatMap(({ from, to }) => (to - from > 1 ? [`${from}-${to}`] : from === to ? [`${from}`] : [`${from}`, `${to}`]))
}
