import { chmodSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { temporary, writeTree } from '../harness.js'
import type { Files } from '../kube/render-subject.js'
import type { CloudEngine, Moto } from './cloud-engine.js'

/** Templates and their scripts in a folder, with a simulated account that has a VPC and subnets. */
export interface StackAccount {
  readonly moto: Moto
  /** Runs `deploy.sh` or `undeploy.sh`, which has to end well; gives the calls of `aws` that it made. */
  must(name: string, env?: Readonly<Record<string, string>>): Promise<readonly string[]>
  /** What there is in the account, by kind. */
  state(): Promise<Readonly<Record<string, unknown>>>
}

/** Gives a simulated account and the files in a folder. */
export async function stackAccount(cloud: CloudEngine, files: Files): Promise<StackAccount> {
  const moto = cloud.moto()
  const folder = temporary(files)
  for (const name of ['deploy.sh', 'undeploy.sh']) chmodSync(join(folder, name), 0o755)
  const tools = temporary()
  const calls = join(tools, 'calls')
  writeTree(tools, { aws: standIn(moto.env['PATH'] ?? '', calls), calls: '' })
  chmodSync(join(tools, 'aws'), 0o755)
  const [vpc, subnets] = await Promise.all([
    moto.aws('ec2', 'describe-vpcs', '--query', 'Vpcs[0].VpcId'),
    moto.aws('ec2', 'describe-subnets', '--query', 'Subnets[:2].SubnetId'),
  ])
  const list = (subnets as string[]).join(',')
  const given = { VPC_ID: String(vpc), SUBNETS: list, PUBLIC_SUBNETS: list, PATH: `${tools}:${moto.env['PATH']}` }
  return {
    moto,
    async must(name, env = {}) {
      writeTree(tools, { calls: '' })
      const { code, stdout, stderr } = await moto.run(join(folder, name), [], { cwd: tools, env: { ...given, ...env } })
      assert.is(code, 0, `${name}: ${stdout}${stderr}`)
      return readFileSync(calls, 'utf8').split('\n').filter(Boolean)
    },
    async state() {
      const state: Record<string, unknown> = {}
      for (const [kind, args] of Object.entries(kinds)) state[kind] = await moto.aws(...args)
      return state
    },
  }
}

/**
 * Writes calls down and passes them on. Change sets of moto know no exports, so that `deploy` is what it comes to: a stack is created, or updated where its template is another one;
 * and nothing where it is not, as with `--no-fail-on-empty-changeset`.
 */
function standIn(path: string, calls: string): string {
  return `#!/bin/bash
export PATH=${path}
note() { { printf '%s ' "$@" | tr '\\n' ' '; echo; } >>${calls}; }
[ "$1 $2" = 'cloudformation deploy' ] || { note "$@"; exec aws "$@"; }
shift 2
parameters=() tags=()
for word in "$@"; do
  case $word in
    --*) last=$word ;;
    *)
      case $last in
        --stack-name) name=$word ;;
        --template-file) file=$word ;;
        --tags) tags+=("Key=\${word%%=*},Value=\${word#*=}") ;;
        --parameter-overrides) word=\${word//,/\\\\,} parameters+=("ParameterKey=\${word%%=*},ParameterValue=\${word#*=}") ;;
      esac
      ;;
  esac
done
set -- --stack-name "$name" --template-body "file://$file" --capabilities CAPABILITY_IAM --parameters "\${parameters[@]}" --tags "\${tags[@]}"
if aws cloudformation describe-stacks --stack-name "$name" >/dev/null 2>&1; then
  [ "$(aws cloudformation get-template --stack-name "$name" --query TemplateBody --output text)" != "$(cat "$file")" ] || exit 0
  note cloudformation update-stack "$name"
  exec aws cloudformation update-stack "$@"
fi
note cloudformation create-stack "$name"
exec aws cloudformation create-stack "$@"
`
}

/** What the stacks make, as far as moto makes it, but for task definitions and target groups, which it leaves when a stack is deleted. */
const kinds: Readonly<Record<string, readonly string[]>> = {
  stacks: ['cloudformation', 'describe-stacks', '--query', 'Stacks[].[StackName, StackStatus]'],
  exports: ['cloudformation', 'list-exports', '--query', 'Exports[].[Name, Value]'],
  clusters: ['ecs', 'describe-clusters', '--query', "clusters[?status=='ACTIVE'].clusterName"],
  targets: [
    'application-autoscaling',
    'describe-scalable-targets',
    '--service-namespace',
    'ecs',
    '--query',
    'ScalableTargets[].ResourceId',
  ],
  logGroups: ['logs', 'describe-log-groups', '--query', 'logGroups[].logGroupName'],
  groups: ['ec2', 'describe-security-groups', '--query', 'SecurityGroups[].[GroupId, IpPermissions[].FromPort]'],
  balancers: ['elbv2', 'describe-load-balancers', '--query', 'LoadBalancers[].LoadBalancerName'],
  roles: ['iam', 'list-roles', '--query', 'Roles[].RoleName'],
}
