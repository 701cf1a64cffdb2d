import * as assert from 'uvu/assert'
import { skip, tests, writeTree } from '../harness.js'
import { type Files, filesOf } from '../kube/render-subject.js'
import { example } from '../kube/subjects.js'
import { type CloudEngine, startCloud } from './cloud-engine.js'
import { accountFor } from './deployed-ecs.js'

const cloud = startCloud()
if (typeof cloud === 'string') skip('deploy.sh on a simulated AWS', cloud)
else tests('deploy.sh on a simulated AWS', lives(cloud))

function lives(cloud: CloudEngine) {
  return {
    'order-processing is deployed, deployed again without a change, and taken back without a trace': async () => {
      const account = await accountFor(cloud, filesOf(example('order-processing'), 'ecs'))
      const before = await account.state()
      await account.must('deploy.sh')
      const deployed = await account.state()
      assert.is(deployed['services']?.length, 5)
      assert.equal((await account.must('deploy.sh')).filter(changes), [])
      assert.equal(await account.state(), deployed)
      await account.must('undeploy.sh')
      assert.equal(await account.state(), before)
      await account.must('undeploy.sh')
      account.moto.stop()
    },
    'tasks, schedules and scaling are made once, a task that has changed runs again, and nothing stays': async () => {
      const account = await accountFor(cloud, runsOf('1'))
      const before = await account.state()
      const first = await account.must('deploy.sh')
      assert.is(first.filter((call) => call.startsWith('ecs run-task')).length, 1)
      const deployed = await account.state()
      assert.equal(deployed['schedules'], ['shop-nightly'])
      assert.equal(deployed['targets'], ['service/main/shop-web'])
      assert.equal(deployed['policies'], ['cpu'])
      // scaling and schedules are said again, which changes nothing
      const again = (await account.must('deploy.sh')).filter(changes)
      assert.equal(
        again.filter((call) => !/^(application-autoscaling (register|put)|scheduler update)/.test(call)),
        [],
      )
      assert.equal(await account.state(), deployed)
      writeTree(account.folder, runsOf('2'))
      const changed = (await account.must('deploy.sh')).filter((call) => /^ecs (run-task|register|update-service --cli)/.test(call))
      assert.equal(
        changed.map((call) => call.split(' ')[1]),
        ['register-task-definition', 'run-task'],
      )
      await account.must('undeploy.sh')
      assert.equal(await account.state(), before)
      account.moto.stop()
    },
  }
}

/** What is no question. */
function changes(call: string): boolean {
  return !/^\S+ (describe|list|get|wait)/.test(call)
}

/** A service that scales, a task that runs once with this version, and one that runs by the clock. */
function runsOf(version: string): Files {
  const text = `
apiVersion: core.oam.dev/v1beta1
kind: Application
metadata: {name: shop}
spec:
  components:
    - name: web
      type: webservice
      properties: {image: "nginx:1", ports: [{port: 80}]}
      traits: [{type: autoscaler, properties: {min: 1, max: 4, cpu: 70}}]
    - {name: migrate, type: task, properties: {image: "migrate:${version}", cpu: 250m, memory: 256Mi}}
    - {name: nightly, type: cron-task, properties: {image: "report:1", schedule: "0 3 * * *"}}
`
  return filesOf({ name: 'runs', sources: [{ path: 'shop.yaml', text }] }, 'ecs')
}
