import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { skip, temporary, tests } from '../harness.js'
import { renderSubject } from '../kube/render-subject.js'
import { corpora, examples, features, type Subject } from '../kube/subjects.js'
import { startCloud } from './cloud-engine.js'

/** Every task definition of every example, every feature and every manifest of the corpora, as it is written, before the AWS client and the rules of cfn-lint. */
const cloud = startCloud()
if (typeof cloud === 'string') skip('task definitions for the AWS client', cloud)
else {
  const onFargate = definitions({})
  const onMachines = definitions({ 'launch-type': 'EC2', secrets: 'ssm', claims: 'access-points', logs: 'none' })
  tests('task definitions for the AWS client', {
    'there are many': () => {
      assert.ok(onFargate.length > 60, `${onFargate.length}`)
      assert.ok(onMachines.length > 60, `${onMachines.length}`)
    },
    'its own check accepts each, on Fargate': async () => assert.is(await cloud.validate('ecs', 'RegisterTaskDefinition', onFargate), ''),
    'and with every option another way': async () => assert.is(await cloud.validate('ecs', 'RegisterTaskDefinition', onMachines), ''),
    'cfn-lint has nothing to say of those for Fargate': async () => assert.is(await cloud.fargateLint(onFargate), ''),
  })
}

/** Writes the task definitions of all that renders; gives their paths. */
function definitions(settings: Readonly<Record<string, string>>): readonly string[] {
  const folder = temporary()
  return [...examples(), ...features(), ...corpora()]
    .flatMap((subject) => definitionsOf(subject, settings))
    .map((text, at) => {
      const path = join(folder, `taskdef-${at}.json`)
      writeFileSync(path, text)
      return path
    })
}

function definitionsOf(subject: Subject, settings: Readonly<Record<string, string>>): readonly string[] {
  const files = renderSubject(subject, 'ecs', settings)
  return typeof files === 'string' ? [] : Object.entries(files).flatMap(([path, text]) => (path.endsWith('/taskdef.json') ? [text] : []))
}
