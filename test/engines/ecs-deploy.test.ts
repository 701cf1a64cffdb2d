import * as assert from 'uvu/assert'
import { skip, tests } from '../harness.js'
import { filesOf } from '../kube/render-subject.js'
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
    },
  }
}

/** What is no question. */
function changes(call: string): boolean {
  return !/^\S+ (describe|list|get|wait)/.test(call)
}
