import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { apps, tried, web } from './app-of.js'

const task = (properties: string, type = 'task') => web(properties, '', type)
const machineOf = (text: string) => apps({ shop: text }).apps['shop-web'].machine

tests('fly: runs', {
  'a task is the configuration of a machine': () => {
    const { machine, machine_config, build } = apps({ shop: task('cmd: [migrate], args: [up], env: [{name: A, value: b}], memory: 300Mi') })
      .apps['shop-web']
    assert.is(machine_config, undefined)
    assert.equal(build, { image: 'nginx:1' })
    assert.equal(machine, {
      image: 'nginx:1',
      guest: { cpu_kind: 'shared', cpus: 1, memory_mb: 512 },
      env: { A: 'b' },
      init: { entrypoint: ['migrate'], cmd: ['up'] },
      restart: { policy: 'on-failure', max_retries: 6 },
    })
  },
  'further tries start the machine again': () => {
    assert.equal(machineOf(task('restart: OnFailure, backoffLimit: 3')).restart, { policy: 'on-failure', max_retries: 3 })
    assert.equal(machineOf(task('restart: Never, backoffLimit: 2')).restart, { policy: 'on-failure', max_retries: 2 })
    assert.equal(machineOf(task('restart: OnFailure, backoffLimit: 0')).restart, { policy: 'no' })
  },
  'a clock strikes once an hour, a day, a week or a month': () => {
    const schedule = (cron: string) => machineOf(task(`schedule: "${cron}"`, 'cron-task')).schedule
    assert.equal(['5 * * * *', '30 3 * * *', '0 4 * * 1', '0 4 * * MON', '0 0 1 * *'].map(schedule), [
      'hourly',
      'daily',
      'weekly',
      'weekly',
      'monthly',
    ])
    for (const cron of ['*/5 * * * *', '0 4 * * 1-5', '0 4 1 1 *', '0 4,16 * * *', '0 4 1 * 1', '* * * * *', '0 * 1 * *'])
      assert.match(tried({ shop: task(`schedule: "${cron}"`, 'cron-task') }).said.join(), 'fly cannot run runs by the clock', cron)
  },
})
