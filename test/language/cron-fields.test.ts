import { Cron } from 'croner'
import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { faultOfSchedule } from '../../src/language/cron.js'
import { columns, timesOfSchedule } from '../../src/language/cron-fields.js'
import { tests } from '../harness.js'

const all = { minute: undefined, hour: undefined, day: undefined, month: undefined, weekday: undefined, either: false }

tests('cron fields', {
  'lists, ranges, steps and names are numbers': () => {
    assert.equal(timesOfSchedule('*/20 9-11 1,15 * *'), { ...all, minute: [0, 20, 40], hour: [9, 10, 11], day: [1, 15] })
    assert.equal(timesOfSchedule('50/3 0 ? jan,MAR mon-wed'), {
      ...all,
      minute: [50, 53, 56, 59],
      hour: [0],
      month: [1, 3],
      weekday: [1, 2, 3],
    })
    assert.equal(timesOfSchedule('0-59 * * * 0-6/1'), all)
  },
  'a day is enough where both are restricted, and a star with a step is restricted': () => {
    const either = (schedule: string): unknown => 'either' in timesOfSchedule(schedule) && Reflect.get(timesOfSchedule(schedule), 'either')
    assert.equal(['0 0 13 * 5', '0 0 */2 * 1', '0 0 */1 * 1', '0 0 * * 1', '0 0 1 * ?', '0 0 1,* * 1'].map(either), [
      true,
      true,
      false,
      false,
      false,
      false,
    ])
  },
  'schedules by name': () => {
    assert.equal(timesOfSchedule('@weekly'), { ...all, minute: [0], hour: [0], weekday: [0] })
    assert.equal(timesOfSchedule('@every 1h30m'), { every: 5400 })
    assert.equal(timesOfSchedule(' @every 1.5s '), { every: 1 })
    assert.equal(timesOfSchedule('@every 10ms'), { every: 1 })
  },
  'the next run is that of another reader': () => {
    const field = ({ min, max }: { readonly min: number; readonly max: number }) => {
      const number = fc.integer({ min, max })
      const range = fc.tuple(number, number).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`)
      const step = fc.integer({ min: 2, max: Math.max(2, Math.floor((max - min) / 2)) })
      const part = fc.oneof(
        number.map(String),
        range,
        fc.tuple(fc.constantFrom('*', `${min}-${max}`), step).map((pair) => pair.join('/')),
      )
      return fc.oneof(
        { weight: 2, arbitrary: fc.constant('*') },
        { weight: 1, arbitrary: fc.array(part, { minLength: 1, maxLength: 3 }).map(String) },
      )
    }
    const start = Date.UTC(2026, 0, 1)
    fc.assert(
      fc.property(fc.tuple(...columns.map(field)), (fields) => {
        const schedule = fields.join(' ')
        if (faultOfSchedule(schedule) !== undefined) return
        // the other reader takes a star with a step for no restriction of the day
        if (fields[2]!.includes('*/') || fields[4]!.includes('*/')) return
        const expected = new Cron(schedule, { mode: '5-part', timezone: 'UTC', paused: true }).nextRun(new Date(start - 1000))!.getTime()
        const times = timesOfSchedule(schedule)
        const matches = (time: number): boolean => {
          const date = new Date(time)
          if ('every' in times) return false
          const holds = (numbers: readonly number[] | undefined, value: number): boolean => numbers?.includes(value) ?? true
          const days = [holds(times.day, date.getUTCDate()), holds(times.weekday, date.getUTCDay())]
          return (
            holds(times.minute, date.getUTCMinutes()) &&
            holds(times.hour, date.getUTCHours()) &&
            holds(times.month, date.getUTCMonth() + 1) &&
            (times.either ? days.some(Boolean) : days.every(Boolean))
          )
        }
        if (expected - start > 40 * 86_400_000) return
        let time = start
        while (time < expected && !matches(time)) time += 60_000
        assert.is(new Date(time).toISOString(), new Date(expected).toISOString(), schedule)
        assert.ok(matches(expected), schedule)
      }),
      { numRuns: 300 },
    )
  },
})
