import * as assert from 'uvu/assert'
import { skip, tests } from '../harness.js'
import { filesOf } from '../kube/render-subject.js'
import { example } from '../kube/subjects.js'
import { type CloudEngine, startCloud } from './cloud-engine.js'
import { stackAccount } from './deployed-stacks.js'

const cloud = startCloud()
if (typeof cloud === 'string') skip('deploy.sh for CloudFormation on a simulated AWS', cloud)
else tests('deploy.sh for CloudFormation on a simulated AWS', lives(cloud))

function lives(cloud: CloudEngine) {
  return {
    'order-processing is deployed, deployed again without a change, and taken back without a trace': async () => {
      const account = await stackAccount(cloud, filesOf(example('order-processing'), 'ecs', { format: 'cloudformation', name: 'shop' }))
      const before = await account.state()
      assert.equal((await account.must('deploy.sh')).filter(changes), [
        'cloudformation create-stack shop ',
        'cloudformation create-stack shop-platform ',
        'cloudformation create-stack shop-order-status ',
        'cloudformation create-stack shop-orders ',
      ])
      const deployed = await account.state()
      const cluster = await account.moto.aws('cloudformation', 'list-exports', '--query', "Exports[?Name=='shop-Cluster'].Value | [0]")
      const services = await account.moto.aws('ecs', 'list-services', '--cluster', String(cluster), '--query', 'length(serviceArns)')
      assert.is(services, 5)
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
  return !/^\S+ (describe|get|list|validate|wait)/.test(call)
}
