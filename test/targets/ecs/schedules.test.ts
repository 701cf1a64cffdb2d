import { Cron } from 'croner'
import fc from 'fast-check'
import * as assert from 'uvu/assert'
import { faultOfSchedule } from '../../../src/language/cron.js'
import { columns } from '../../../src/language/cron-fields.js'
import { awsSchedule } from '../../../targets/ecs/resources/schedule/aws-schedule.js'
import { tests } from '../../harness.js'
import { runsOf } from './aws-cron.js'
import { errorsOf, rendered, saidOf, tried } from './rendered.js'

const task = (more = '', schedule = '30 3 * * *'): string =>
  `- name: report\n  type: cron-task\n  properties:\n    image: busybox:1\n    cmd: [echo, report]\n    schedule: "${schedule}"\n${more.replace(/^/gm, '    ')}`
const fileOf = (more = '', options = {}) => rendered({ shop: task(more) }, options).files['shop/shop-report/schedule.json']
const expressionOf = (schedule: string): string => {
  const made = awsSchedule(schedule)
  return 'expression' in made ? made.expression : made.fault
}

tests('ecs: schedules', {
  'five fields become six, one of both days is `?`, and weekdays have names': () => {
    const table: Readonly<Record<string, string>> = {
      '30 3 * * *': 'cron(30 3 * * ? *)',
      '*/15 * * * *': 'cron(0/15 * * * ? *)',
      '5-59/10 9-17 * * 1-5': 'cron(5/10 9-17 ? * MON,TUE,WED,THU,FRI *)',
      '0 0 1,15 * *': 'cron(0 0 1,15 * ? *)',
      '0 0 ? jan,MAR 0': 'cron(0 0 ? 1,3 SUN *)',
      '0 0 1-31 * 5': 'cron(0 0 * * ? *)',
      '*/25 */7 * * *': 'cron(0/25 0/7 * * ? *)',
      '0 1-9/2 * * *': 'cron(0 1,3,5,7,9 * * ? *)',
      '0,20 0 * */5 *': 'cron(0,20 0 * 1/5 ? *)',
      '@hourly': 'cron(0 * * * ? *)',
      '@weekly': 'cron(0 0 ? * SUN *)',
      '@every 90m': 'rate(90 minutes)',
      '@every 1h': 'rate(1 hour)',
      '@every 48h': 'rate(2 days)',
      '@every 1m': 'rate(1 minute)',
    }
    for (const [schedule, expression] of Object.entries(table)) assert.is(expressionOf(schedule), expression, schedule)
  },
  'what has no expression is refused at its line, with a way out': () => {
    const refused = (schedule: string) => saidOf(tried({ shop: task('', schedule) }), 'target/schedule')
    assert.equal(refused('0 0 13 * 5'), [
      {
        message:
          'the schedule names days of the month and weekdays, either of which is enough, and EventBridge Scheduler takes one of both',
        line: 'schedule: "0 0 13 * 5"',
      },
    ])
    assert.is(refused('@every 90s')[0]?.message, 'the schedule has 90 seconds between runs, and EventBridge Scheduler counts in minutes')
  },
  'an expression runs when the schedule does, over a year': () => {
    const field = ({ min, max }: { readonly min: number; readonly max: number }) => {
      const number = fc.integer({ min, max })
      const range = fc.tuple(number, number).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`)
      const step = fc.integer({ min: 2, max: Math.max(2, Math.floor((max - min) / 2)) })
      const part = fc.oneof(
        number.map(String),
        range,
        fc.tuple(fc.oneof(fc.constant('*'), range), step).map((pair) => pair.join('/')),
      )
      return fc.oneof(fc.constant('*'), fc.array(part, { minLength: 1, maxLength: 3 }).map(String))
    }
    let compared = 0
    fc.assert(
      fc.property(fc.tuple(...columns.map(field)), fc.integer({ min: 0, max: 365 * 1440 }), (fields, offset) => {
        const schedule = fields.join(' ')
        const made = awsSchedule(schedule)
        if (faultOfSchedule(schedule) !== undefined || 'fault' in made) return
        // the other reader takes a star with a step for no restriction of the day
        if ((fields[2]!.includes('*/') && fields[4] !== '*') || (fields[4]!.includes('*/') && fields[2] !== '*')) return
        const start = Date.UTC(2026, 0, 1) + offset * 60_000
        const times = new Cron(schedule, { mode: '5-part', timezone: 'UTC', paused: true }).nextRuns(300, new Date(start - 1000))
        const expected = times.map((time) => time.getTime()).filter((time) => time < start - (start % 86_400_000) + 365 * 86_400_000)
        assert.ok(made.expression.length <= 256, 'EventBridge Scheduler API, ScheduleExpression')
        assert.equal(runsOf(made.expression, start, 300).slice(0, expected.length), expected, `${schedule} as ${made.expression}`)
        compared++
      }),
      { numRuns: 120 },
    )
    assert.ok(compared > 60, `${compared} were compared`)
  },
  'a schedule starts the newest revision of its task': () => {
    assert.equal(fileOf(), {
      Name: 'shop-report',
      ScheduleExpression: 'cron(30 3 * * ? *)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: {
        Arn: 'arn:${AWS_PARTITION}:ecs:${AWS_REGION}:${AWS_ACCOUNT_ID}:cluster/${CLUSTER}',
        RoleArn: 'arn:aws:iam::000000000000:role/SCHEDULER_ROLE_ARN',
        EcsParameters: {
          TaskDefinitionArn: 'arn:${AWS_PARTITION}:ecs:${AWS_REGION}:${AWS_ACCOUNT_ID}:task-definition/shop-report',
          LaunchType: 'FARGATE',
          NetworkConfiguration: {
            awsvpcConfiguration: { Subnets: ['${SUBNETS}'], SecurityGroups: ['${SECURITY_GROUPS}'], AssignPublicIp: 'DISABLED' },
          },
          EnableECSManagedTags: true,
          PropagateTags: 'TASK_DEFINITION',
        },
      },
    })
  },
  'time zone, suspension, copies and the time for a late start': () => {
    const made = fileOf('timeZone: Europe/Berlin\nsuspend: true\ncount: 3\nstartingDeadlineSeconds: 900')
    assert.equal(
      [made.ScheduleExpressionTimezone, made.State, made.Target.EcsParameters.TaskCount, made.Target.RetryPolicy],
      ['Europe/Berlin', 'DISABLED', 3, { MaximumEventAgeInSeconds: 900 }],
    )
    const short = rendered({ shop: task('startingDeadlineSeconds: 5') })
    assert.equal(short.files['shop/shop-report/schedule.json'].Target.RetryPolicy, { MaximumEventAgeInSeconds: 60 })
    assert.is(saidOf(short, 'target/rounded').length, 1)
  },
  'what nobody does is said': () => {
    const made = rendered({
      shop: task('concurrencyPolicy: Forbid\nbackoffLimit: 2\nactiveDeadlineSeconds: 60\nsuccessfulJobsHistoryLimit: 1'),
    })
    assert.is(saidOf(made, 'target/runs-overlap')[0]?.line, 'concurrencyPolicy: Forbid')
    assert.equal(
      saidOf(made, 'target/unsupported').map(({ line }) => line),
      ['backoffLimit: 2', 'activeDeadlineSeconds: 60'],
    )
    assert.match(saidOf(made, 'target/no-effect')[0]?.message ?? '', '`successfulJobsHistoryLimit`')
    // what the manifest leaves open is nothing that the user asked for
    assert.equal(
      rendered({ shop: task() }).diagnostics.filter(({ code }) => /unsupported|overlap|no-effect|rounded/.test(code)),
      [],
    )
  },
  'more copies than a request starts are refused': () => {
    assert.match(errorsOf(tried({ shop: task('count: 11') }).diagnostics)[0] ?? '', 'at most 10 copies')
  },
  'a capacity provider takes the place of the launch type': () => {
    const { EcsParameters } = fileOf('', { 'capacity-provider': 'FARGATE_SPOT', exec: 'enabled', 'public-ip': 'ENABLED' }).Target
    assert.equal(EcsParameters.CapacityProviderStrategy, [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }])
    assert.is(EcsParameters.LaunchType, undefined)
    assert.is(EcsParameters.EnableExecuteCommand, true)
    assert.is(EcsParameters.NetworkConfiguration.awsvpcConfiguration.AssignPublicIp, 'ENABLED')
  },
})
