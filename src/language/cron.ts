import { Cron } from 'croner'
import { type Column, columns, everyForm, namedSchedules, numberOf } from './cron-fields.js'

/** Why a text is no schedule: `fault` completes "the schedule …". */
export interface ScheduleFault {
  readonly fault: string
  readonly help?: string
}

/**
 * Says what is wrong with a cron schedule; nothing where Kubernetes takes it.
 * Five fields (minute, hour, day of month, month, day of week 0–6) or one of the names `@hourly`, `@daily`, `@midnight`, `@weekly`, `@monthly`, `@yearly`,
 * `@annually` and `@every <duration>`. Source: Kubernetes, CronJob, "Schedule syntax"; robfig/cron v3, which it reads schedules with.
 */
export function faultOfSchedule(text: string): ScheduleFault | undefined {
  const schedule = text.trim()
  if (schedule === '') return { fault: 'is empty', help: form }
  if (/^(CRON_)?TZ=/.test(schedule)) return { fault: 'names a time zone, which Kubernetes refuses', help: 'name it in `timeZone`' }
  if (schedule.startsWith('@')) return faultOfName(schedule)
  const fields = schedule.split(/\s+/)
  if (fields.length !== 5)
    return {
      fault: `has ${fields.length} field${fields.length === 1 ? '' : 's'}, not 5`,
      help: fields.length === 6 || fields.length === 7 ? `there is no field for seconds or years; ${form}` : form,
    }
  for (const [index, field] of fields.entries()) {
    const fault = faultOfField(field, columns[index] ?? columns[0])
    if (fault !== undefined) return fault
  }
  return faultOfMeaning(fields)
}

const form = 'it has five fields: minute, hour, day of month, month, day of week'
function faultOfName(schedule: string): ScheduleFault | undefined {
  if (Object.hasOwn(namedSchedules, schedule)) return undefined
  if (!schedule.startsWith('@every '))
    return {
      fault: `is \`${schedule}\`, which is no name of a schedule`,
      help: `names are ${Object.keys(namedSchedules)
        .map((name) => `\`${name}\``)
        .join(', ')}`,
    }
  const isDuration = everyForm.test(schedule.slice('@every '.length).trim())
  return isDuration ? undefined : { fault: 'has no duration after `@every`', help: 'write a duration such as `90m` or `1h30m`' }
}

/** Checks a field by the grammar of robfig/cron, which is narrower than that of other readers (no `L`, `W`, `#`, and Sunday is 0 only). */
function faultOfField(field: string, column: Column): ScheduleFault | undefined {
  const { name, min, max } = column
  const wrong = (
    what: string,
    help = `${name}: ${min} to ${max}${column.words.length > 0 ? ` or ${column.words[0]} to ${column.words.at(-1)}` : ''}, \`*\`, lists, ranges and steps`,
  ): ScheduleFault => ({
    fault: `${what} in the field for the ${name}`,
    help,
  })
  for (const part of field.split(',')) {
    const match = /^(?:(?<all>[*?])|(?<from>\w+)(?:-(?<to>\w+))?)(?:\/(?<step>\d+))?$/.exec(part)
    if (match?.groups === undefined) return wrong(`has \`${part}\``)
    const { all, from, to, step } = match.groups
    if (step !== undefined && Number(step) === 0) return wrong(`has the step 0`)
    if (all !== undefined) continue
    const start = numberOf(from ?? '', column)
    const end = to === undefined ? start : numberOf(to, column)
    if (start === undefined || end === undefined) {
      const isSunday = name === 'day of week' && (from === '7' || to === '7')
      return isSunday ? wrong('has 7', 'Sunday is 0') : wrong(`has \`${part}\``)
    }
    if (start > end) return wrong(`has \`${part}\`, a range that ends before it begins,`, 'write it as two ranges with a comma')
  }
  return undefined
}

/** Every field is right by itself; together they may name a day that does not exist. The library finds the next run from a fixed day. */
function faultOfMeaning(fields: readonly string[]): ScheduleFault | undefined {
  // the library knows no step after a single number, which robfig/cron reads as a range to the end
  const readable = fields.map((field, index) =>
    field
      .replaceAll('?', '*')
      .replaceAll(
        /(^|,)(\w+)\/(\d+)/g,
        (_, before: string, from: string, step: string) => `${before}${from}-${columns[index]?.max}/${step}`,
      ),
  )
  const steps = readable.map((field, index) =>
    field.replaceAll(/\/(\d+)/g, (_, step: string) => `/${Math.min(Number(step), columns[index]?.max ?? 1)}`),
  )
  try {
    const next = new Cron(steps.join(' '), { mode: '5-part', timezone: 'UTC', paused: true }).nextRun(new Date(Date.UTC(2000, 0, 1)))
    return next === null ? { fault: 'names a day that no year has, and never runs' } : undefined
  } catch (error) {
    return { fault: `cannot be read: ${error instanceof Error ? error.message.replace(/^CronPattern: /, '') : String(error)}`, help: form }
  }
}
