import { chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { temporary, writeTree } from '../harness.js'
import type { Files } from '../kube/render-subject.js'
import type { CloudEngine, Moto } from './cloud-engine.js'
import { ecsListeners, ecsSecrets, ecsValues } from './ecs-values.js'
import type { Finished } from './engine.js'

/** Rendered files in a folder, with a simulated account that has what they ask for. */
export interface Account {
  readonly moto: Moto
  readonly folder: string
  /** Runs `deploy.sh` or `undeploy.sh`. */
  script(name: string, env?: Readonly<Record<string, string>>): Promise<Finished>
  /** The same, which has to end well; gives the calls of `aws` that it made. */
  must(name: string, env?: Readonly<Record<string, string>>): Promise<readonly string[]>
  /** What there is in the account, by kind. */
  state(): Promise<Readonly<Record<string, readonly string[]>>>
}

/** Gives an account with a cluster, two subnets and the secrets that the scripts look up, and the files in a folder. Services run as many tasks as they want at once. */
export async function accountFor(cloud: CloudEngine, files: Files): Promise<Account> {
  const moto = cloud.moto()
  const folder = temporary(files)
  const tools = temporary()
  for (const name of ['deploy.sh', 'undeploy.sh']) chmodSync(join(folder, name), 0o755)
  const calls = join(tools, 'calls')
  writeTree(tools, { aws: standIn(moto.env['PATH'] ?? '', calls), calls: '' })
  chmodSync(join(tools, 'aws'), 0o755)

  await moto.aws('ecs', 'create-cluster', '--cluster-name', 'main')
  const subnets = (await moto.aws('ec2', 'describe-subnets', '--query', 'Subnets[:2].SubnetId')) as string[]
  const text = files['deploy.sh'] ?? ''
  for (const { store, name } of ecsSecrets(text)) {
    if (store === 'ssm') await moto.aws('ssm', 'put-parameter', '--name', name, '--value', 'x', '--type', 'SecureString')
    else await moto.aws('secretsmanager', 'create-secret', '--name', name, '--secret-string', '{}')
  }
  const own = { ...(await routesOf(moto, subnets, ecsListeners(text))), CLUSTER: 'main', SUBNETS: subnets.join(',') }
  const { AWS_REGION: _, ...values } = ecsValues(text, own)
  const given = { ...values, PATH: `${tools}:${moto.env['PATH']}` }
  const script = (name: string, env: Readonly<Record<string, string>> = {}): Promise<Finished> =>
    moto.run(join(folder, name), [], { cwd: tools, env: { ...given, ...env } })
  return {
    moto,
    folder,
    script,
    async must(name, env) {
      writeTree(tools, { calls: '' })
      const { code, stdout, stderr } = await script(name, env)
      assert.is(code, 0, `${name}: ${stdout}${stderr}`)
      return readFileSync(calls, 'utf8').split('\n').filter(Boolean)
    },
    state: () => stateOf(moto),
  }
}

/** Gives the listeners and the load balancer that a script asks for. */
async function routesOf(moto: Moto, subnets: readonly string[], asked: ReadonlySet<string>): Promise<Readonly<Record<string, string>>> {
  const given: Record<string, string> = {}
  const arnOf = async (...args: readonly string[]) => (await moto.aws('elbv2', ...args)) as string
  const balancer = (type: string) =>
    arnOf('create-load-balancer', '--name', type, '--type', type, '--subnets', ...subnets, '--query', 'LoadBalancers[0].LoadBalancerArn')
  const routed = ['LISTENER_ARN', 'HTTPS_LISTENER_ARN'].filter((name) => asked.has(name))
  const application = routed.length > 0 ? await balancer('application') : ''
  const answer = 'Type=fixed-response,FixedResponseConfig={StatusCode=404}'
  for (const [at, name] of routed.entries()) {
    const args = ['--protocol', 'HTTP', '--port', `${80 + at}`, '--default-actions', answer, '--query', 'Listeners[0].ListenerArn']
    given[name] = await arnOf('create-listener', '--load-balancer-arn', application, ...args)
  }
  if (asked.has('NETWORK_LOAD_BALANCER_ARN')) given['NETWORK_LOAD_BALANCER_ARN'] = await balancer('network')
  return given
}

/** Passes calls on and writes them down. Simulated services start no tasks: before somebody waits for them, they are told that they have. */
function standIn(path: string, calls: string): string {
  return `#!/bin/bash
export PATH=${path}
printf '%s ' "$@" | tr '\\n' ' ' >>${calls}
echo >>${calls}
if [ "$1 $2 $3" = 'ecs wait services-stable' ]; then
  for name in "\${@:7}"; do
    aws ecs update-service --cluster "$5" --service "$name" --desired-count "$(aws ecs describe-services --cluster "$5" --services "$name" --query 'services[0].desiredCount' --output text)" >/dev/null
  done
fi
exec aws "$@"
`
}

/** Everything that the scripts could have made. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  services: ['ecs', 'list-services', '--cluster', 'main', '--query', 'serviceArns'],
  active: ['ecs', 'list-task-definitions', '--status', 'ACTIVE', '--query', 'taskDefinitionArns'],
  inactive: ['ecs', 'list-task-definitions', '--status', 'INACTIVE', '--query', 'taskDefinitionArns'],
  running: ['ecs', 'list-tasks', '--cluster', 'main', '--desired-status', 'RUNNING', '--query', 'taskArns'],
  targets: [
    'application-autoscaling',
    'describe-scalable-targets',
    '--service-namespace',
    'ecs',
    '--query',
    'ScalableTargets[].ResourceId',
  ],
  policies: [
    'application-autoscaling',
    'describe-scaling-policies',
    '--service-namespace',
    'ecs',
    '--query',
    'ScalingPolicies[].PolicyName',
  ],
  schedules: ['scheduler', 'list-schedules', '--query', 'Schedules[].Name'],
  logGroups: ['logs', 'describe-log-groups', '--query', 'logGroups[].logGroupName'],
  namespaces: ['servicediscovery', 'list-namespaces', '--query', 'Namespaces[].Name'],
  registries: ['servicediscovery', 'list-services', '--query', 'Services[].Name'],
  groups: ['ec2', 'describe-security-groups', '--query', 'SecurityGroups[].GroupName'],
  targetGroups: ['elbv2', 'describe-target-groups', '--query', 'TargetGroups[].TargetGroupName'],
  rules: ['ec2', 'describe-security-group-rules', '--query', 'SecurityGroupRules[].SecurityGroupRuleId'],
}

async function stateOf(moto: Moto): Promise<Readonly<Record<string, readonly string[]>>> {
  const state: Record<string, readonly string[]> = {}
  for (const [kind, args] of Object.entries(kinds)) state[kind] = [...((await moto.aws(...args)) as string[])].sort()
  // with a target its policies go (Application Auto Scaling API, DeregisterScalableTarget), but not in moto
  if (state['targets']?.length === 0) state['policies'] = []
  // moto lists services that have ended, which ECS does not
  const ended = (await Promise.all(
    state['services']!.map((arn) =>
      moto.aws('ecs', 'describe-services', '--cluster', 'main', '--services', arn, '--query', 'services[0].status'),
    ),
  )) as string[]
  state['services'] = state['services']!.filter((_, at) => ended[at] === 'ACTIVE')
  state['listeners'] = []
  const ask = async (...args: readonly string[]) => (await moto.aws('elbv2', ...args)) as string[]
  for (const balancer of await ask('describe-load-balancers', '--query', 'LoadBalancers[].LoadBalancerArn'))
    for (const listener of await ask('describe-listeners', '--load-balancer-arn', balancer, '--query', 'Listeners[].ListenerArn'))
      state['listeners'] = [
        ...state['listeners'],
        ...(await ask('describe-rules', '--listener-arn', listener, '--query', 'Rules[].RuleArn')),
      ]
  return state
}
