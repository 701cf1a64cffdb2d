import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { createListener, createRule, createTargetGroup } from '../../targets/ecs/resources/routes/elb-requests.js'
import { skip, temporary, tests, writeTree } from '../harness.js'
import { renderSubject } from '../kube/render-subject.js'
import { corpora, examples, features } from '../kube/subjects.js'
import { drafted } from '../targets/ecs/drafted.js'
import { type CloudEngine, startCloud } from './cloud-engine.js'

/** Files by the end of their path, and the request of the AWS API that each holds. */
const requests: Readonly<Record<string, readonly [service: string, operation: string]>> = {
  '/service.json': ['ecs', 'CreateService'],
  '/update-service.json': ['ecs', 'UpdateService'],
  '/run-task.json': ['ecs', 'RunTask'],
  '/scalable-target.json': ['application-autoscaling', 'RegisterScalableTarget'],
  '/scaling-policy-*.json': ['application-autoscaling', 'PutScalingPolicy'],
  '/schedule.json': ['scheduler', 'CreateSchedule'],
  '/target-group-*.json': ['elbv2', 'CreateTargetGroup'],
  '/listener-rule-*.json': ['elbv2', 'CreateRule'],
  '/listener-*.json': ['elbv2', 'CreateListener'],
}

const cloud = startCloud()
if (typeof cloud === 'string') skip('requests of ECS', cloud)
else
  tests('requests of ECS', {
    'the client of AWS takes every request of every example, feature and manifest of the corpora': () => all(cloud),
    'it takes what makes target groups, listeners and their rules': () => balancers(cloud),
  })

async function all(cloud: CloudEngine): Promise<void> {
  const folder = temporary()
  const files = new Map<string, string[]>()
  for (const launchType of ['FARGATE', 'EC2'])
    for (const [at, subject] of [...examples(), ...features(), ...corpora()].entries()) {
      const rendered = renderSubject(subject, 'ecs', { 'launch-type': launchType, 'metric-namespace': 'shop' })
      if (typeof rendered === 'string') continue
      for (const [path, text] of Object.entries(rendered)) {
        const end = endOf(path)
        if (end === undefined) continue
        const file = `${launchType}-${at}/${path}`
        writeTree(folder, { [file]: text })
        files.set(end, [...(files.get(end) ?? []), join(folder, file)])
      }
    }
  for (const end of ['/service.json', '/run-task.json', '/scalable-target.json', '/scaling-policy-*.json', '/schedule.json'])
    assert.ok((files.get(end)?.length ?? 0) > 3, `${files.get(end)?.length} ${end}`)
  for (const [end, paths] of files) {
    const [service, operation] = requests[end]!
    assert.is(await cloud.validate(service, operation, paths), '', `${operation} of ${paths.length} files`)
  }
}

/** The first pattern counts. */
function endOf(path: string): string | undefined {
  return Object.keys(requests).find((end) => new RegExp(`${end.replaceAll('.', '\\.').replace('*', '[^/]*')}$`).test(path))
}

async function balancers(cloud: CloudEngine): Promise<void> {
  const folder = temporary()
  const files: Record<'CreateTargetGroup' | 'CreateRule' | 'CreateListener', string[]> = {
    CreateTargetGroup: [],
    CreateRule: [],
    CreateListener: [],
  }
  const add = (operation: keyof typeof files, value: object): void => {
    const name = `${operation}-${files[operation].length}.json`
    writeTree(folder, { [name]: JSON.stringify(value) })
    files[operation].push(join(folder, name))
  }
  for (const subject of [...examples(), ...features(), ...corpora()]) {
    const draft = drafted(subject.sources)?.draft
    for (const group of draft?.units.flatMap(({ targetGroups }) => targetGroups) ?? []) {
      add('CreateTargetGroup', createTargetGroup(draft!, group))
      if (group.kind === 'network') add('CreateListener', createListener(draft!, group))
      for (const rule of group.rules) add('CreateRule', createRule(draft!, group, rule))
    }
  }
  for (const [operation, paths] of Object.entries(files)) {
    assert.ok(paths.length > 0, operation)
    assert.is(await cloud.validate('elbv2', operation, paths), '', operation)
  }
}
