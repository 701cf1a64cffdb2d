import { spawnSync } from 'node:child_process'
import { chmodSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { skip, temporary, tests } from '../harness.js'
import { renderSubject, type Settings } from '../kube/render-subject.js'
import { corpora, examples, type Subject } from '../kube/subjects.js'
import { type CloudEngine, startCloud } from './cloud-engine.js'
import { eachOf } from './each-of.js'
import { ecsValues } from './ecs-values.js'

const cloud = startCloud()
if (typeof cloud === 'string') skip('scripts and requests for ECS', cloud)
else tests('scripts and requests for ECS', judged(cloud))

/** Services of AWS and their operations, by the names of files. */
const operations: readonly (readonly [RegExp, string, string])[] = [
  [/taskdef\.json$/, 'ecs', 'RegisterTaskDefinition'],
  [/\/service\.json$/, 'ecs', 'CreateService'],
  [/update-service\.json$/, 'ecs', 'UpdateService'],
  [/(run|undo)-task\.json$/, 'ecs', 'RunTask'],
  [/scalable-target\.json$/, 'application-autoscaling', 'RegisterScalableTarget'],
  [/scaling-policy-[^/]+\.json$/, 'application-autoscaling', 'PutScalingPolicy'],
  [/schedule\.json$/, 'scheduler', 'CreateSchedule'],
  [/target-group-[^/]+\.json$/, 'elbv2', 'CreateTargetGroup'],
  [/listener-rule-[^/]+\.json$/, 'elbv2', 'CreateRule'],
  [/listener-\d+(-udp)?\.json$/, 'elbv2', 'CreateListener'],
]

function judged(cloud: CloudEngine) {
  /** Files of all subjects that render, each in a folder of its own. */
  const written = (subjects: readonly Subject[], settings: readonly Settings[]): readonly string[] =>
    subjects.flatMap((subject) => {
      const rendered = settings.map((setting) => renderSubject(subject, 'ecs', setting)).find((files) => typeof files !== 'string')
      if (rendered === undefined || typeof rendered === 'string') return []
      const folder = temporary(rendered)
      return Object.keys(rendered).map((path) => join(folder, path))
    })
  const machines = [{}, { 'launch-type': 'EC2' }]
  const subjects = [...examples(), ...corpora()]
  const all = written(subjects, machines)
  return {
    'shellcheck has nothing to say to the scripts of every example and of the corpora': async () => {
      const scripts = all.filter((path) => path.endsWith('.sh'))
      assert.ok(scripts.length >= 2 * examples().length - 4, `${scripts.length} scripts`)
      // a few at a time, because a lattice's script is long
      const batches = Array.from({ length: Math.ceil(scripts.length / 20) }, (_, at) => scripts.slice(at * 20, at * 20 + 20))
      assert.equal(
        await eachOf(batches, (batch) => cloud.shellcheck(batch)),
        batches.map(() => ''),
      )
    },
    'the AWS client takes every request of every example and of the corpora': async () => {
      const requests = all.filter((path) => path.endsWith('.json'))
      const known = (path: string) => operations.find(([name]) => name.test(path))
      assert.equal(
        requests.filter((path) => known(path) === undefined),
        [],
      )
      for (const [name, service, operation] of operations) {
        const files = requests.filter((path) => known(path)?.[0] === name)
        assert.is(await cloud.validate(service, operation, files), '', `${service} ${operation}`)
      }
    },
    'cfn-lint’s rules for Fargate have nothing to say to the task definitions': async () => {
      const tasks = written(subjects, [{}]).filter((path) => path.endsWith('taskdef.json'))
      assert.ok(tasks.length > examples().length)
      assert.is(await cloud.fargateLint(tasks), '')
    },
    'a dry run of every example calls nothing and leaves nothing': async () => {
      const tools = temporary({ aws: '#!/bin/bash\necho "called: $*" >>"${0%/*}/calls"\n' })
      chmodSync(join(tools, 'aws'), 0o755)
      for (const script of written(examples(), machines).filter((path) => path.endsWith('/deploy.sh'))) {
        chmodSync(script, 0o755)
        const before = readdirSync(join(script, '..'))
        const scratch = temporary()
        const env = { ...ecsValues(readFileSync(script, 'utf8')), PATH: `${tools}:/usr/bin:/bin`, TMPDIR: scratch, DRY_RUN: '1' }
        const { status, stdout, stderr } = spawnSync(script, { env, encoding: 'utf8' })
        assert.is(status, 0, stderr)
        assert.match(stdout, 'aws ecs register-task-definition')
        assert.equal([readdirSync(scratch), readdirSync(join(script, '..'))], [[], before])
      }
      assert.equal(readdirSync(tools), ['aws'])
    },
  }
}
