/** The first `count` runs of an expression of EventBridge Scheduler from a time on, within a year, in UTC (user guide, cron-based schedules). A reader of its own, which knows no more than what stands there. */
export function runsOf(expression: string, start: number, count: number): readonly number[] {
  const fields = /^cron\((.*)\)$/.exec(expression)?.[1]?.split(' ') ?? []
  if (fields.length !== 6) throw new Error(`${expression} has ${fields.length} fields`)
  const [minute = '', hour = '', day = '', month = '', weekday = '', year = ''] = fields
  if (year !== '*' || (day === '?') === (weekday === '?')) throw new Error(`${expression}: one of the days is \`?\``)
  if (weekday.includes('/')) throw new Error(`${expression}: weekdays have no steps`)
  const [minutes, hours, days, months] = [numbersOf(minute, 0, 59), numbersOf(hour, 0, 23), numbersOf(day, 1, 31), numbersOf(month, 1, 12)]
  const weekdays = numbersOf(weekday, 1, 7)
  const runs: number[] = []
  for (let date = start - (start % 86_400_000); date < start + 365 * 86_400_000 && runs.length < count; date += 86_400_000) {
    const at = new Date(date)
    if (!months.has(at.getUTCMonth() + 1) || !days.has(at.getUTCDate()) || !weekdays.has(at.getUTCDay() + 1)) continue
    for (const h of hours)
      for (const m of minutes) if (date + (h * 60 + m) * 60_000 >= start && runs.length < count) runs.push(date + (h * 60 + m) * 60_000)
  }
  return runs
}

const names = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT']

function numbersOf(field: string, least: number, most: number): ReadonlySet<number> {
  const found = new Set<number>()
  for (const part of field.split(',')) {
    const [, all, from, to, step] = /^(?:([*?])|([A-Z]{3}|\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part) ?? []
    if (all === undefined && from === undefined) throw new Error(`${field} cannot be read`)
    const first = all ? least : names.includes(from ?? '') ? names.indexOf(from ?? '') + 1 : Number(from)
    const last = all || step ? most : to === undefined ? first : Number(to)
    if (first < least || last > most || first > last) throw new Error(`${field} is out of its range`)
    for (let number = first; number <= last; number += Number(step ?? 1)) found.add(number)
  }
  return new Set([...found].sort((a, b) => a - b))
}
