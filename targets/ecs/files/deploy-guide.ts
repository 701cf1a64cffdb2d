import { headerOf } from '../../header.js'
import { markdownCode, markdownList, markdownProse, markdownText } from '../../markdown.js'
import type { EcsVariable, TargetGroup, Unit } from '../resources/ecs-draft.js'
import { deployActions, undeployActions } from './actions.js'
import { isNamed, type Life } from './life.js'
import { secretCommand } from './secret-command.js'
import { plainMark } from './spelling.js'
import { listenerVariable } from './values-section.js'
import { waveCommands } from './wave-commands.js'
import { secondDeployments } from './wave-section.js'

/** Gives `deploy.md`: what the scripts need and do, in words, with the commands for whoever would rather type them. */
export function deployGuide(life: Life): string {
  const { draft, waves, variables, groups, registries, spelling } = life
  const { applications, context, units } = draft
  const has = (part: keyof Unit): boolean => units.some((unit) => unit[part] !== undefined)
  const balancer = groups.find(({ of }) => of === 'balancer')
  const respelled = variables.filter(({ name }) => spelling(name) !== plainMark(name))
  return context.prose('deploy', {
    header: headerOf([...applications.values()], context),
    title: markdownList([...applications.keys()].map(markdownText)),
    respelled: markdownList(respelled.map(({ name }) => `\`${spelling(name)}\` for that of \`${name}\``)),
    variables: variables
      .filter(({ secret }) => secret === undefined)
      .map(({ name, description, ...variable }) => ({
        name,
        description: markdownProse(description),
        fallback: fallbackOf({ name, ...variable }, units),
      })),
    secrets: variables.flatMap(({ name, description, secret }) =>
      secret === undefined ? [] : [{ name, description: markdownText(description), command: secretCommand(secret) }],
    ),
    isNamed: isNamed(life),
    isDns: registries.length > 0,
    isGrouped: groups.length > 0,
    isRouted: units.some(({ targetGroups }) => targetGroups.length > 0),
    balancerGroup: balancer?.name ?? '',
    routes: units.flatMap((unit) => unit.targetGroups.flatMap((group) => routeRows(unit, group))),
    policy: JSON.stringify(
      { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: deployActions(life), Resource: '*' }] },
      null,
      2,
    ),
    undoing: undeployActions(life).map(markdownCode).join(', '),
    roles: rolesOf(variables),
    steps: waves.map((wave, at) => ({
      number: at + 1,
      title: markdownList(wave.map(({ name }) => `\`${name}\``)),
      lines: stepLines(wave),
      commands: waveCommands(wave),
    })),
    isScaled: has('scaling'),
    isRun: has('run'),
    isHanded: has('undo'),
  })
}

/** What a value is where nobody says it. */
function fallbackOf({ name, default: assumed }: Pick<EcsVariable, 'name' | 'default'>, units: readonly Unit[]): string {
  if (units.some(({ targetGroups }) => targetGroups.some(({ variable }) => variable === name))) return 'made, where the listener is given'
  if (name === 'AWS_ACCOUNT_ID') return 'that of whoever deploys'
  if (assumed === undefined) return 'an error'
  return assumed === '' ? 'as described' : markdownCode(assumed)
}

function routeRows({ name }: Unit, { port, kind, rules, protocol }: TargetGroup) {
  const to = `\`${name}\`, port ${port.containerPort}`
  if (kind === 'network') return [{ requests: `connections by ${protocol} to port ${port.port}`, to, by: '`NETWORK_LOAD_BALANCER_ARN`' }]
  return rules.map((rule) => ({
    requests: `${markdownCode(`${rule.host ?? '*'}`)} ${rule.paths.map(markdownCode).join(', ')}${rule.rewrite ? `, rewritten from ${markdownCode(rule.rewrite.regex)} to ${markdownCode(rule.rewrite.replace)}` : ''}`,
    to,
    by: `\`${listenerVariable(rule)}\`, priority ${rule.priority}`,
  }))
}

/** What the roles have to allow whom the scripts name. */
function rolesOf(variables: readonly EcsVariable[]): string {
  const stores = new Set(variables.flatMap(({ secret }) => secret?.store ?? []))
  const reads = [
    ...(stores.has('secretsmanager') ? ['`secretsmanager:GetSecretValue` for the secrets'] : []),
    ...(stores.has('ssm') ? ['`ssm:GetParameters` for the parameters'] : []),
  ]
  const knows = (name: string): boolean => variables.some((variable) => variable.name === name)
  return [
    ...(knows('EXECUTION_ROLE_ARN')
      ? [
          `\`EXECUTION_ROLE_ARN\` is taken by \`ecs-tasks.amazonaws.com\` and allows what the managed policy \`AmazonECSTaskExecutionRolePolicy\` does${reads.length > 0 ? `, and ${markdownList(reads)} above` : ''}.`,
        ]
      : []),
    ...(knows('SCHEDULER_ROLE_ARN')
      ? [
          '`SCHEDULER_ROLE_ARN` is taken by `scheduler.amazonaws.com` and allows `ecs:RunTask` for the families below, and `iam:PassRole` for the roles of their tasks.',
        ]
      : []),
  ].join(' ')
}

function stepLines(wave: readonly Unit[]): readonly string[] {
  const services = wave.filter(({ service }) => service !== undefined)
  return [
    ...wave.map((unit) => `\`${unit.folder}\`: ${partsOf(unit)}`),
    ...(services.length > 0 ? ['the services are waited for'] : []),
    ...secondDeployments(services).map(
      ([{ name }, callees]) =>
        `\`${name}\` is deployed a second time, because ${markdownList(callees.map((callee) => `\`${callee.name}\``))} came after it`,
    ),
  ]
}

function partsOf({ service, scaling, run, retries, schedule }: Unit): string {
  if (run !== undefined) {
    const tries = retries !== undefined && retries.tries > 1 ? `, up to ${retries.tries} times` : ''
    return `a task that runs to its end${tries}${retries?.deadline === undefined ? '' : `, ${retries.deadline} seconds at most`}`
  }
  if (schedule !== undefined) return `a task that runs by the clock, ${markdownCode(schedule.ScheduleExpression ?? '')}`
  const kind = service?.schedulingStrategy === 'DAEMON' ? 'a service with a task on each machine' : 'a service'
  return scaling === undefined ? kind : `${kind} that scales`
}
