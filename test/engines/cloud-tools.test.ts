import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { printScript } from '../../targets/shell/print-script.js'
import { skip, temporary, tests } from '../harness.js'
import { awkwardTexts } from './awkward-texts.js'
import { startCloud } from './cloud-engine.js'

const cloud = startCloud()
if (typeof cloud === 'string') skip('judges of what is written for AWS', cloud)
else {
  const file = (name: string, content: unknown): string => {
    const path = join(temporary(), name)
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
    return path
  }
  const task = {
    family: 'web',
    requiresCompatibilities: ['FARGATE'],
    networkMode: 'awsvpc',
    cpu: '256',
    memory: '512',
    containerDefinitions: [{ name: 'web', image: 'nginx:1', essential: true }],
  }

  tests('judges of what is written for AWS', {
    'the AWS client refuses unknown fields and values outside an enumeration': async () => {
      assert.is(await cloud.validate('ecs', 'RegisterTaskDefinition', [file('good.json', task)]), '')
      const said = await cloud.validate('ecs', 'RegisterTaskDefinition', [file('bad.json', { ...task, networkMode: 'vpc', colour: 'red' })])
      assert.match(said, 'Unknown parameter in input: "colour"')
      assert.match(said, "networkMode is 'vpc'")
    },
    'cfn-lint refuses a size that Fargate has not': async () => {
      assert.is(await cloud.fargateLint([file('good.json', task)]), '')
      assert.match(await cloud.fargateLint([file('bad.json', { ...task, memory: '4096' })]), 'E3047')
    },
    'cfn-lint reads templates': async () => {
      assert.is(await cloud.cfnLint([file('good.json', { Resources: { Topic: { Type: 'AWS::SNS::Topic' } } })]), '')
      assert.match(await cloud.cfnLint([file('bad.json', { Resources: { Topic: { Type: 'AWS::SNS::Topik' } } })]), 'E3006')
    },
    'a simulated AWS answers, and a second one knows nothing of the first': async () => {
      const [first, second] = [cloud.moto(), cloud.moto()]
      await first.aws('ecs', 'create-cluster', '--cluster-name', 'one')
      const arns = async (moto: typeof first) => ((await moto.aws('ecs', 'list-clusters')) as { clusterArns: string[] }).clusterArns.length
      assert.equal([await arns(first), await arns(second)], [1, 0])
      first.stop()
      second.stop()
    },
    'shellcheck has nothing to say to a script, whatever words it has': async () => {
      const calls = awkwardTexts.map((text) => ['show', text, [{ text }, { variable: 'HOME' }]] as const)
      const script = printScript({
        header: ['words'],
        library: ['show() { printf \'%s\\n\' "$@"; }'],
        sections: [{ title: 'show them', calls }],
      })
      assert.is(await cloud.shellcheck([file('words.sh', script)]), '')
      assert.match(await cloud.shellcheck([file('bad.sh', '#!/bin/bash\necho $1\n')]), 'SC2086')
    },
  })
}
