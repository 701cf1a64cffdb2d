import type { EcsDraft, EcsVariable, Unit } from '../../resources/ecs-draft.js'
import { roleOutput, roles } from '../lattice/add-roles.js'
import { securityGroupOutput } from '../lattice/add-security-groups.js'
import { parameterPath } from '../parameter-path.js'
import { imported } from '../template/exports.js'
import { arn, attribute, ref, sub } from '../template/intrinsics.js'
import { parameterName, type Spelling } from '../template/properties.js'
import type { StackDraft } from '../template/stack-draft.js'
import type { Parameter } from '../template/template.js'
import { registryWords } from './add-registry.js'
import { ownBalancerWords, targetGroupWords } from './add-target-groups.js'
import { latticeStackName } from './lattice-stack-name.js'

/** Gives how the template of an application says what only an account knows: imports from the stack of the lattice, and parameters. */
export function spellingFor(draft: EcsDraft, stack: StackDraft, unit: Unit): Spelling {
  return {
    value: (name) => latticeValue(draft, stack, unit, name),
    list: (name) => (isList(draft.variables.get(name), name) ? { 'Fn::Split': [',', latticeValue(draft, stack, unit, name)] } : undefined),
  }
}

function latticeValue(draft: EcsDraft, stack: StackDraft, unit: Unit, name: string): object {
  const lattice = latticeStackName(draft)
  const known = ofAws.get(name)
  if (known !== undefined) return ref(known)
  if (name === 'SECURITY_GROUPS') return imported(stack, lattice, securityGroupOutput(unit.name))
  const role = isRole(name) ? roles[name] : undefined
  if (role !== undefined) return imported(stack, lattice, roleOutput(unit.application, role))
  const output = fromLattice.get(name)
  if (output !== undefined) return imported(stack, lattice, output)
  if (name === 'NETWORK_LOAD_BALANCER_ARN') return ref(stack.idOf(ownBalancerWords(unit)))
  const group = unit.targetGroups.find(({ variable }) => variable === name)
  if (group !== undefined) return ref(stack.idOf(targetGroupWords(unit, group)))
  const labelled = unit.targetGroups.find(({ variable }) => variable.replace(/^TARGET_GROUP_(.*)_ARN$/, 'RESOURCE_LABEL_$1') === name)
  if (labelled !== undefined)
    return sub('${LoadBalancer}/${TargetGroup}', {
      LoadBalancer: imported(stack, lattice, 'LoadBalancerName'),
      TargetGroup: attribute(stack.idOf(targetGroupWords(unit, labelled)), 'TargetGroupFullName'),
    })
  if (unit.registry?.variable === name) return attribute(stack.idOf(registryWords(unit)), 'Arn')
  const wanted = draft.variables.get(name)
  if (wanted?.secret?.store === 'ssm' && !wanted.secret.name.startsWith('arn:')) return arn('ssm', parameterPath(wanted.secret.name))
  const parameter = parameterName(name)
  return stack.parameter(parameter, name, parameterOf(wanted, name))
}

/** What CloudFormation knows by itself (pseudo parameters), by name of the variable. */
const ofAws: ReadonlyMap<string, string> = new Map([
  ['AWS_REGION', 'AWS::Region'],
  ['AWS_PARTITION', 'AWS::Partition'],
  ['AWS_ACCOUNT_ID', 'AWS::AccountId'],
])

function isRole(name: string): name is keyof typeof roles {
  return Object.hasOwn(roles, name)
}

/** What the stack of the lattice gives, by name of the variable. */
const fromLattice: ReadonlyMap<string, string> = new Map([
  ['CLUSTER', 'Cluster'],
  ['NAMESPACE', 'Namespace'],
  ['SUBNETS', 'Subnets'],
  ['VPC_ID', 'Vpc'],
  ['LISTENER_ARN', 'Listener'],
  ['HTTPS_LISTENER_ARN', 'SecureListener'],
])

function parameterOf(wanted: EcsVariable | undefined, name: string): Parameter {
  const kind = wanted?.kind ?? 'text'
  return {
    Type: 'String',
    Description: wanted?.description ?? name,
    ...(wanted?.default !== undefined && { Default: wanted.default }),
    ...((kind === 'arn' || kind === 'role') && { AllowedPattern: 'arn:[^ ]+', ConstraintDescription: 'must be an ARN' }),
  }
}

/** What is imported, or given as a parameter, is one text with commas; the security group is one. */
function isList(wanted: EcsVariable | undefined, name: string): boolean {
  return wanted?.kind === 'ids' && name !== 'SECURITY_GROUPS'
}
