import type { Command, Help, Option } from 'commander'
import { targetNames } from '../../targets/load-target.js'
import { latticeGroup } from './lattice/lattice-group.js'

/** Worked examples of each command: what to type, and what it does. */
const examples: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  mc: [
    ['mc validate', 'check every manifest below this folder'],
    ['mc render apps -t compose', 'write out/compose/compose.yaml'],
    ['mc dev apps', 'run it all here, and follow every change'],
  ],
  validate: [
    ['mc validate', 'every manifest below this folder'],
    ['mc validate apps extra.yaml', 'a folder and a file, as one lattice'],
    ['mc validate --fix apps', 'correct old forms and misspelt names'],
    ['mc validate --format github', 'annotations in a pull request'],
    ['mc validate --compat wadm app.yaml', 'would wadm 0.21 accept it?'],
    ['mc validate --compat fly fly.toml', 'would Fly.io accept it?'],
  ],
  render: [
    ['mc render apps -t compose', 'write out/compose/'],
    ['mc render apps -t compose -o - --app orders', 'print the file of one application'],
    ['mc render apps -t compose --set compose.name=shop', 'with an option of the target'],
    ['mc render apps -t compose --dry-run', 'only say what would change'],
    ['mc explain compose', 'what the target can do, and its options'],
  ],
  build: [
    ['mc build apps', 'build what has no image yet'],
    ['mc build apps --push --registry ghcr.io/acme', 'publish, and write mc.images.json'],
    ['mc build apps --no-cache --pull', 'build everything again'],
  ],
  secrets: [
    ['mc secrets apps', 'what is needed from outside, by whom, and whether it is set'],
    ['mc secrets apps --check', 'exit 1 where something is missing'],
    ['mc secrets apps --env-file prod.env', 'look there instead of in .env'],
  ],
  dev: [
    ['mc dev apps', 'build, start, wait, then follow sources and manifests'],
    ['mc dev apps --app orders --stub billing', 'one application, and a stub for what it needs'],
    ['mc dev apps --logs', 'with the output of every service'],
    ['mc dev apps --debugger', 'debuggers listen on 127.0.0.1'],
    ['mc dev --down', 'end what an earlier run has left'],
  ],
  graph: [
    ['mc graph apps', 'who calls whom, and the order of deployment'],
    ['mc graph apps --format svg > lattice.svg', 'a picture'],
    ['mc graph apps --app platform --reverse', 'who needs the application platform'],
  ],
  plan: [
    ['mc plan apps', 'a table of workloads'],
    ['mc plan apps --format json', 'for an emitter of your own'],
  ],
  explain: [
    ['mc explain link/unknown-target', 'a code'],
    ['mc explain spec.components.traits.link', 'a field'],
    ['mc explain webservice.ports', 'a field of a component type'],
    ['mc explain compose', 'a target'],
    ['mc explain compose.gpu', 'one capability of it'],
    ['mc explain --schema > app.schema.json', 'the schema for an editor'],
  ],
  init: [
    ['mc init', 'write app.yaml here'],
    ['mc init shop && mc render shop -t compose', 'from nothing to a compose.yaml'],
  ],
  put: [
    ['mc put apps', 'store every application below apps, all or none'],
    ['mc put apps --dry-run', 'only say what is new'],
    ['mc put apps --message "raise limits"', 'with a word on why'],
    ['cat app.yaml | mc put - --lattice dir:/srv/lattice', 'from standard input, elsewhere'],
  ],
  get: [
    ['mc get orders', 'the newest version'],
    ['mc get orders@1.2.0 > orders.yaml', 'byte for byte as it was put'],
  ],
  list: [
    ['mc list', 'a table of applications'],
    ['mc list --format json', 'for programs'],
  ],
  deploy: [
    ['mc deploy platform orders', 'the newest version of each, in one act'],
    ['mc deploy orders@1.2.0 --explain', 'what it would change, and why; changes nothing'],
    ['mc deploy orders --message "raise limits"', 'with a word on why'],
  ],
  diff: [
    ['mc diff apps', 'what putting these files would change'],
    ['mc diff apps --format markdown', 'a comment on a pull request'],
    ['mc diff && echo nothing new', 'exit 1 where something differs'],
  ],
  undeploy: [
    ['mc undeploy orders', 'refused where others need something of it'],
    ['mc undeploy platform --explain', 'who needs what, by which line of which file'],
    ['mc undeploy platform --strategy weakchild', 'what others need stays until they go'],
    ['mc undeploy platform --strategy destructive --yes', 'all of it ends, whoever needs it'],
  ],
  rollback: [
    ['mc rollback orders', 'the version that was deployed before'],
    ['mc rollback orders --to 1.1.0', 'that version'],
  ],
  delete: [
    ['mc delete orders', 'undeploy it, and forget all of its versions'],
    ['mc delete orders@1.0.0', 'forget a version that does not run'],
  ],
  status: [
    ['mc status', 'of the whole lattice, from the platform itself where there is one'],
    ['mc status orders --format json', 'of one application, for programs'],
  ],
  history: [['mc history orders', 'also of an application that is deleted']],
  completion: [
    ['source <(mc completion bash)', 'for this shell'],
    ['mc completion zsh > ~/.zfunc/_mc', 'for every zsh'],
    ['mc completion fish > ~/.config/fish/completions/mc.fish', 'for every fish'],
  ],
}

/** Gives the help of a command: what it does, how to call it, examples first, then the options. The root's fits a screen of 24 lines. */
export function formatHelp(command: Command, helper: Help): string {
  return command.parent === null ? rootHelp(command, helper) : commandHelp(command, helper)
}

function rootHelp(command: Command, helper: Help): string {
  const commands = helper.visibleCommands(command).filter((own) => own.name() !== 'help')
  return lines(
    command.description(),
    '',
    'Usage: mc <command> [paths...] [options]',
    '',
    'Examples:',
    ...table(examples['mc'] ?? []),
    '',
    'Commands (mc <command> --help shows more):',
    ...table(commands.filter((own) => own.helpGroup() !== latticeGroup).map((own) => [own.name(), own.summary()])),
    `${latticeGroup} ${commands
      .filter((own) => own.helpGroup() === latticeGroup)
      .map((own) => own.name())
      .join(', ')}`,
    '',
    `Everywhere: ${ownOptions(command, helper)
      .filter(([flags]) => flags !== '--no-color')
      .map(([flags]) => flags)
      .join('  ')}`,
    `Targets: ${targetNames.join(', ')}    Exit codes: 0 ok, 1 problems, 2 wrong usage, 3 failure`,
  )
}

function commandHelp(command: Command, helper: Help): string {
  const root = command.parent
  return lines(
    `mc ${command.name()}: ${command.description()}`,
    '',
    `Usage: ${helper.commandUsage(command)}`,
    '',
    'Examples:',
    ...table(examples[command.name()] ?? []),
    '',
    'Options:',
    ...table(ownOptions(command, helper)),
    ...(root === null ? [] : ['', 'Everywhere:', ...table(ownOptions(root, helper).filter(([flags]) => !/--(help|version)/.test(flags)))]),
  )
}

function ownOptions(command: Command, helper: Help): readonly (readonly [string, string])[] {
  return helper.visibleOptions(command).map((option) => [option.flags, describe(option)])
}

function describe({ description, argChoices, defaultValue, defaultValueDescription }: Option): string {
  const choices = argChoices === undefined ? '' : `: ${argChoices.join(', ')}`
  const initial = defaultValueDescription ?? (typeof defaultValue === 'string' ? defaultValue : undefined)
  return `${description}${choices}${initial === undefined || initial === 'none' ? '' : ` (${initial})`}`
}

function table(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(0, ...rows.map(([left]) => left.length))
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd())
}

function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`
}
