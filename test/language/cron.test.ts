import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { faultOfSchedule } from '../../src/language/cron.js'
import { tests } from '../harness.js'

const good = [
  '* * * * *',
  '*/5 * * * *',
  '0 0 * * 0',
  '0 0 * * MON-FRI',
  '0 0 1 jan sun',
  '1,2,3 4-6 * * *',
  '5/15 * * * *',
  '1-30/2 * * * *',
  '*/90 * * * *',
  '? ? ? * ?',
  '0 0 29 2 *',
  '0 0 30 2 1',
  '  0 5 * * *  ',
  '@hourly',
  '@daily',
  '@midnight',
  '@weekly',
  '@monthly',
  '@yearly',
  '@annually',
  '@every 90m',
  '@every 1h30m',
]

const bad: readonly (readonly [string, RegExp])[] = [
  ['', /is empty/],
  ['* * * *', /has 4 fields, not 5/],
  ['0 * * * * *', /has 6 fields, not 5/],
  ['60 * * * *', /`60` in the field for the minute/],
  ['0 24 * * *', /`24` in the field for the hour/],
  ['0 0 0 * *', /`0` in the field for the day of month/],
  ['0 0 * 13 *', /`13` in the field for the month/],
  ['0 0 * * 7', /7 in the field for the day of week/],
  ['0 0 * * monday', /`monday`/],
  ['0 0 L * *', /`L`/],
  ['0 0 15W * *', /`15W`/],
  ['0 0 * * 5#2', /`5#2`/],
  ['5-1 * * * *', /ends before it begins/],
  ['*/0 * * * *', /step 0/],
  ['1,,2 * * * *', /``/],
  ['*-5 * * * *', /`\*-5`/],
  ['0 0 31 2 *', /never runs/],
  ['0 0 31 4,6,9,11 *', /never runs/],
  ['@fortnightly', /no name of a schedule/],
  ['@every', /no name of a schedule/],
  ['@every soon', /no duration/],
  ['TZ=Europe/Berlin 0 5 * * *', /time zone/],
  ['CRON_TZ=UTC 0 5 * * *', /time zone/],
]

const field = (min: number, max: number) =>
  fc.oneof(
    fc.constant('*'),
    fc.integer({ min, max }).map(String),
    fc.tuple(fc.integer({ min, max }), fc.integer({ min, max })).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`),
    fc.integer({ min: 1, max }).map((step) => `*/${step}`),
    fc.array(fc.integer({ min, max }), { minLength: 1, maxLength: 4 }).map((list) => list.join(',')),
  )

tests('cron schedules', {
  'takes what Kubernetes takes': () => {
    for (const schedule of good) assert.is(faultOfSchedule(schedule), undefined, schedule)
  },
  'says what is wrong': () => {
    for (const [schedule, fault] of bad) assert.match(faultOfSchedule(schedule)?.fault ?? 'nothing is wrong', fault, schedule)
  },
  'takes every schedule of the grammar, unless its day never comes': () => {
    fc.assert(
      fc.property(field(0, 59), field(0, 23), field(1, 28), field(1, 12), field(0, 6), (...fields) => {
        assert.is(faultOfSchedule(fields.join(' ')), undefined, fields.join(' '))
      }),
    )
  },
  'answers for any text': () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9*?,\-/ a-zL#W]{0,20}$/)), (text) => {
        const answer = faultOfSchedule(text)
        assert.ok(answer === undefined || answer.fault.length > 0)
      }),
    )
  },
})
