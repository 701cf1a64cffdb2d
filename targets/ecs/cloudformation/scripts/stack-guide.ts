import { headerOf } from '../../../header.js'
import { markdownCode, markdownList, markdownProse, markdownText } from '../../../markdown.js'
import { shellWord } from '../../../shell/shell-word.js'
import { secretCommand } from '../../files/secret-command.js'
import type { Unit } from '../../resources/ecs-draft.js'
import { latticeStackName } from '../application/lattice-stack-name.js'
import type { StackDraft } from '../template/stack-draft.js'
import { circlesIn } from './circles-in.js'
import type { PartStack, StackLife } from './stack-life.js'

/** Gives `deploy.md` for templates: what the scripts need and do, in words, with the commands for whoever would rather type them. */
export function stackGuide(life: StackLife): string {
  const { draft, lattice, parts, long, variables } = life
  const { applications, context, units } = draft
  const groups = units.flatMap(({ targetGroups }) => targetGroups)
  const parameters = parametersOf(life)
  const has = (part: keyof Unit): boolean => units.some((unit) => unit[part] !== undefined)
  return context.prose('stacks', {
    header: headerOf([...applications.values()], context),
    title: markdownList([...applications.keys()].map(markdownText)),
    hasRoles: hasType(lattice, 'AWS::IAM::Role'),
    variables: variables
      .filter(({ secret }) => secret === undefined)
      .map(({ name, description, default: assumed }) => ({
        name,
        parameter: parameters.has(name) ? `\`${parameters.get(name)}\`` : '',
        description: markdownProse(description),
        fallback: assumed === undefined ? 'an error' : assumed === '' ? defaultOf(life, parameters.get(name)) : markdownCode(assumed),
      })),
    secrets: variables.flatMap(({ name, description, secret }) =>
      secret === undefined ? [] : [{ name, description: markdownText(description), command: secretCommand(secret) }],
    ),
    longPaths: markdownList([...long].map(markdownCode)),
    lattice: { path: lattice.path, parts: markdownList(latticeParts(lattice)), command: deployCommand(lattice, '', true) },
    steps: parts.map((part, at) => ({
      number: at + 2,
      path: part.stack.path,
      units: markdownList(part.part.units.map(({ name }) => `\`${name}\``)),
      lines: [...part.part.units.flatMap(unitLine), ...circleLines(life, part)],
      command: deployCommand(part.stack, `-${part.part.stack}`, false),
    })),
    latticeName: markdownCode(latticeStackName(draft)),
    hasTasks: has('run'),
    isHanded: has('undo'),
    isRouted: groups.some(({ rules }) => rules.length > 0),
    isOptional: lattice.conditions.has('HasCertificate'),
    hasAlarms: parts.some(({ stack }) => hasType(stack, 'AWS::CloudWatch::Alarm')),
  })
}

/** Gives the parameters by the variables that bring them. */
function parametersOf({ lattice, parts }: StackLife): ReadonlyMap<string, string> {
  const stacks = [...parts.map(({ stack }) => stack), lattice]
  return new Map(stacks.flatMap(({ variables }) => [...variables].map(([parameter, variable]): [string, string] => [variable, parameter])))
}

function defaultOf({ lattice, parts }: StackLife, parameter: string | undefined): string {
  for (const { parameters } of [lattice, ...parts.map(({ stack }) => stack)]) {
    const assumed = parameters.get(parameter ?? '')?.Default
    if (assumed !== undefined && assumed !== '') return markdownCode(`${assumed}`)
  }
  return 'none'
}

function hasType({ resources }: StackDraft, type: string): boolean {
  return [...resources.values()].some((resource) => resource.Type === type)
}

function latticeParts(stack: StackDraft): readonly string[] {
  return Object.entries(kinds).flatMap(([type, text]) => (hasType(stack, type) ? [text] : []))
}

const kinds: Readonly<Record<string, string>> = {
  'AWS::ECS::Cluster': 'the cluster',
  'AWS::ServiceDiscovery::PrivateDnsNamespace': 'the Cloud Map namespace',
  'AWS::EC2::SecurityGroup': 'security groups along the graph',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'the load balancer of the routes',
  'AWS::Logs::LogGroup': 'log groups',
  'AWS::IAM::Role': 'roles',
}

function unitLine({ name, run, schedule }: Unit): readonly string[] {
  if (run !== undefined) return [`\`${name}\` is started, and has to end well before anything follows`]
  return schedule === undefined ? [] : [`\`${name}\` is started by the clock, ${markdownCode(schedule.ScheduleExpression ?? '')}`]
}

/** Said where the last stack of the circle is made. */
function circleLines(life: StackLife, part: PartStack): readonly string[] {
  return circlesIn(life)
    .filter(({ stacks }) => stacks.at(-1) === part)
    .map(
      ({ services }) => `${markdownList(services.map((name) => `\`${name}\``))} need each other, and are deployed a second time at the end`,
    )
}

function deployCommand(stack: StackDraft, suffix: string, isLattice: boolean): string {
  const required = [...stack.parameters].filter(([name, { Default }]) => Default === undefined || name === 'LatticeStack')
  const overrides = required.map(([name]) => `${name}="$${stack.variables.get(name)}"`)
  return [
    `aws cloudformation deploy --stack-name "$LATTICE_STACK"${suffix} --template-file ${shellWord(stack.path)}`,
    ...(isLattice && hasType(stack, 'AWS::IAM::Role') ? ['--capabilities CAPABILITY_IAM'] : []),
    ...(overrides.length > 0 ? [`--parameter-overrides ${overrides.join(' ')}`] : []),
  ].join(' ')
}
