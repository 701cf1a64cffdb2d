import { piecesOf } from '../variables.js'
import type { LimitRule } from './finding.js'
import { pathText } from './finding.js'
import { lengthForm, lengths } from './text-lengths.js'
import { valuesAt } from './values-at.js'

/** What a text at a place looks like. */
export interface TextForm {
  readonly at: string
  readonly form: RegExp
  readonly words: string
}

const name = { form: /^[A-Za-z0-9_-]{1,255}$/, words: '1 to 255 letters, digits, `_` and `-`' }
const portName = { form: /^[a-z0-9_][a-z0-9_-]{0,63}$/, words: '1 to 64 lower-case letters, digits, `_` and `-`, the first not `-`' }

/** Forms of texts by where they stand, besides their lengths (ECS, Application Auto Scaling, EventBridge Scheduler and CloudWatch Logs API references). */
export const forms: readonly TextForm[] = [
  { at: 'task.family', ...name },
  { at: 'service.serviceName', ...name },
  { at: 'task.containerDefinitions.*.name', ...name },
  { at: 'task.volumes.*.name', ...name },
  {
    at: 'task.containerDefinitions.*.image',
    form: /^(\s*|[A-Za-z0-9_.:/#-]{1,255}(@sha256:[0-9a-fA-F]{64})?)$/,
    words: 'at most 255 letters, digits, `-`, `_`, `:`, `.`, `/` and `#`, and perhaps a digest of sha256',
  },
  { at: 'task.containerDefinitions.*.portMappings.*.name', ...portName },
  { at: 'task.containerDefinitions.*.portMappings.*.containerPortRange', form: /^\d{1,5}-\d{1,5}$/, words: 'two ports with `-` between' },
  {
    at: 'task.containerDefinitions.*.healthCheck.command.0',
    form: /^(CMD|CMD-SHELL|NONE)$/,
    words: '`CMD` or `CMD-SHELL`, then the command',
  },
  { at: 'task.containerDefinitions.*.environment.*.name', form: /^[^=\0]+$/, words: 'a name without `=`' },
  { at: 'task.containerDefinitions.*.secrets.*.name', form: /^[^=\0]+$/, words: 'a name without `=`' },
  {
    at: 'task.containerDefinitions.*.secrets.*.valueFrom',
    form: /^(arn:[a-z-]+:(secretsmanager|ssm):.+|[A-Za-z0-9_.:/-]+)$/,
    words: 'the ARN of a secret, or the ARN or the name of a parameter',
  },
  { at: 'task.containerDefinitions.*.mountPoints.*.containerPath', form: /^\/[^\0]*$/, words: 'an absolute path' },
  { at: 'task.containerDefinitions.*.user', form: /^[A-Za-z0-9_.-]+(:[A-Za-z0-9_.-]+)?$/, words: 'a user, and perhaps a group after `:`' },
  {
    at: 'task.containerDefinitions.*.logConfiguration.options.awslogs-group',
    form: /^[A-Za-z0-9_./#-]{1,512}$/,
    words: '1 to 512 letters, digits, `.`, `-`, `_`, `/` and `#`',
  },
  {
    at: 'task.containerDefinitions.*.logConfiguration.options.awslogs-stream-prefix',
    form: /^[^:*]{1,512}$/,
    words: '1 to 512 characters without `:` and `*`',
  },
  {
    at: 'task.volumes.*.efsVolumeConfiguration.rootDirectory',
    form: /^\/.{0,4095}$/s,
    words: 'an absolute path of at most 4096 characters',
  },
  { at: 'service.serviceConnectConfiguration.services.*.discoveryName', ...portName },
  {
    at: 'service.serviceConnectConfiguration.services.*.clientAliases.*.dnsName',
    form: /^[a-z0-9_.][a-z0-9_.-]{0,126}$/,
    words: '1 to 127 lower-case letters, digits, `_`, `.` and `-`, the first not `-`',
  },
  { at: 'run.startedBy', form: /^[A-Za-z0-9_/-]{1,128}$/, words: '1 to 128 letters, digits, `-`, `/` and `_`' },
  { at: 'scaling.policies.*.PolicyName', form: /^[^\p{Cc}]{1,256}$/u, words: '1 to 256 characters' },
  {
    at: 'schedule.Target.RoleArn',
    form: /^arn:aws(-[a-z]+)?:iam::\d{12}:role\/[\w+=,.@/-]+$/,
    words: 'the ARN of a role',
  },
  {
    at: 'schedule.Target.DeadLetterConfig.Arn',
    form: /^arn:aws(-[a-z]+)?:sqs:[a-z0-9-]+:\d{12}:[a-zA-Z0-9_-]+$/,
    words: 'the ARN of a queue',
  },
  {
    at: 'schedule.KmsKeyArn',
    form: /^arn:aws(-[a-z]+)?:kms:[a-z0-9-]+:\d{12}:(key|alias)\/[0-9a-zA-Z_-]*$/,
    words: 'the ARN of a key',
  },
  { at: 'schedule.ClientToken', form: /^[a-zA-Z0-9_-]{1,64}$/, words: '1 to 64 letters, digits, `-` and `_`' },
  { at: 'schedule.Name', form: /^[0-9a-zA-Z_.-]{1,64}$/, words: '1 to 64 letters, digits, `-`, `_` and `.`' },
  { at: 'schedule.GroupName', form: /^[0-9a-zA-Z_.-]{1,64}$/, words: '1 to 64 letters, digits, `-`, `_` and `.`' },
  {
    at: 'schedule.ScheduleExpression',
    form: /^(cron|rate|at)\([^()]{1,250}\)$/,
    words: '`cron(…)`, `rate(…)` or `at(…)`, 256 characters at most',
  },
]

/** Every text has the form that its place asks for; what an account has to fill in is looked at where it is filled in. */
export const textsWellFormed: LimitRule = (unit, say) => {
  for (const { at, form, words } of [...forms, ...lengths.map(lengthForm)])
    for (const { path, value } of valuesAt(unit, at)) {
      if (typeof value !== 'string' || form.test(value) || piecesOf(value).some((piece) => 'variable' in piece)) continue
      say(path, `\`${pathText(path)}\` is ${value === '' ? 'empty' : shown(value)}: AWS takes ${words}`)
    }
}

function shown(value: string): string {
  return `\`${value.length > 60 ? `${value.slice(0, 57)}...` : value}\``
}
