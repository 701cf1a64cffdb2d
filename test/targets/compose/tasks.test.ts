import * as assert from 'uvu/assert'
import { posixZone } from '../../../targets/compose/container/posix-zone.js'
import { tests } from '../../harness.js'
import { type Emitted, emit } from './emit.js'

const service = (emitted: Emitted, name: string) => emitted.file['services'][name]
const codes = ({ diagnostics }: Emitted): string[] => diagnostics.map(({ code }) => code).filter((code) => code !== 'target/no-effect')

tests('compose: cron tasks', {
  'the container is the clock, with the schedule as numbers': () => {
    const emitted = emit({
      shop: `
- name: report
  type: cron-task
  properties:
    image: busybox:1
    cmd: [echo, $HOME]
    args: [all]
    schedule: "*/30 3 1 * mon"
    timeZone: Europe/Berlin
    concurrencyPolicy: Forbid
    startingDeadlineSeconds: 200
    backoffLimit: 2
    activeDeadlineSeconds: 90
    stopSignal: SIGUSR2
- name: web
  type: webservice
  dependsOn: [report]
  properties: {image: "nginx:1"}
`,
    })
    const { entrypoint, command, restart, profiles, volumes, depends_on } = service(emitted, 'shop-report')
    const zone = 'zone=STD-1DST,M3.5.0,M10.5.0/3'
    assert.equal(entrypoint, [
      ...['/.mc/bin/sh', '/.mc/job', 'minute=0,30', 'hour=3', 'day=1', 'month=*', 'weekday=1', 'either=yes', zone],
      ...['overlap=forbid', 'late=200', 'tries=3', 'seconds=90', 'signal=USR2', '--', 'echo', '$$HOME'],
    ])
    assert.equal([command, restart, profiles], [['all'], 'unless-stopped', undefined])
    assert.is(volumes[0].target, '/.mc')
    assert.equal(depends_on, { tools: { condition: 'service_completed_successfully' } })
    assert.equal(service(emitted, 'shop-web').depends_on, { 'shop-report': { condition: 'service_started' } })
    assert.equal(codes(emitted), [])
  },
  'where only the image knows the command there is no clock, and it is said': () => {
    const emitted = emit({
      shop: '- name: report\n  type: cron-task\n  properties: {image: "busybox:1", schedule: "@daily", suspend: true, activeDeadlineSeconds: 5}',
    })
    assert.equal([service(emitted, 'shop-report').profiles, service(emitted, 'shop-report').restart], [['cron'], 'on-failure:6'])
    assert.is(emitted.file['volumes'], undefined)
    assert.equal(codes(emitted), ['target/needs-command', 'target/needs-command'])
  },
  'what concerns one run is not done between runs, and it is said': () => {
    const emitted = emit({
      shop: `
- name: report
  type: cron-task
  properties:
    image: busybox:1
    cmd: [sleep, "5"]
    schedule: "@every 1m"
    suspend: true
    readinessProbe: {exec: {command: ["true"]}}
  traits:
    - type: sidecar
      properties: {name: log, image: "busybox:1"}
`,
    })
    const { healthcheck, entrypoint } = service(emitted, 'shop-report')
    assert.is(healthcheck, undefined)
    assert.equal(entrypoint.slice(2, -3), ['every=60', 'suspended=yes', 'tries=7'])
    assert.is(service(emitted, 'shop-report.log').restart, 'unless-stopped')
    assert.equal(codes(emitted).sort(), ['target/between-runs', 'target/shared-companion'])
  },
})

tests('compose: limits of tasks', {
  'Docker counts the tries where there is no limit to the time': () => {
    const limits = (text: string) =>
      service(emit({ shop: `- name: t\n  type: task\n  properties: {image: "busybox:1", ${text}}` }), 'shop-t')
    assert.is(limits('backoffLimit: 3').restart, 'on-failure:3')
    assert.is(limits('backoffLimit: 0').restart, 'no')
    const { restart, entrypoint } = limits('cmd: [work], activeDeadlineSeconds: 60, backoffLimit: 0, terminationGracePeriodSeconds: 5')
    assert.equal([restart, entrypoint], ['no', ['/.mc/bin/sh', '/.mc/job', 'seconds=60', 'grace=5', '--', 'work']])
  },
})

tests('time zones as POSIX has them', {
  'offsets, rules of summer time, changes near midnight': () => {
    const texts = ['UTC', 'Asia/Kolkata', 'America/New_York', 'Europe/Berlin', 'America/Santiago', 'Australia/Lord_Howe', 'Africa/Cairo']
    assert.equal(
      texts.map((name) => posixZone(name)),
      [
        'STD0',
        'STD-5:30',
        'STD5DST,M3.2.0,M11.1.0',
        'STD-1DST,M3.5.0,M10.5.0/3',
        'STD4DST,M9.1.6/24,M4.1.6/24',
        'STD-10:30DST-11,M10.1.0,M4.1.0',
        'STD-2DST,M4.5.5/0,M10.5.4/24',
      ].map((text) => ({ text, isExact: true })),
    )
  },
  'a zone without a rule keeps the offset of most of the year, and it is said': () => {
    assert.equal(posixZone('Africa/Casablanca'), { text: 'STD-1', isExact: false })
    const properties = 'image: "busybox:1", cmd: [work], schedule: "@daily", timeZone: Africa/Casablanca'
    assert.equal(codes(emit({ shop: `- name: t\n  type: cron-task\n  properties: {${properties}}` })), ['target/time-zone'])
  },
})
