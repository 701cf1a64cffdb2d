import type { Command, Option } from 'commander'
import { targetNames } from '../../targets/load-target.js'
import { Failure } from '../failure.js'
import { listWords, nearest } from '../language/suggest.js'
import type { Context } from './context.js'

/** What can follow `mc`: read from the command line itself, so that it never falls behind. */
interface CommandWords {
  readonly name: string
  readonly summary: string
  readonly options: readonly OptionWords[]
}

interface OptionWords {
  readonly flags: readonly string[]
  readonly description: string
  readonly takesValue: boolean
  readonly choices: readonly string[]
}

const printers: Readonly<Record<string, (commands: readonly CommandWords[], everywhere: readonly OptionWords[]) => string>> = {
  bash,
  zsh,
  fish,
}

/** Prints a completion script for a shell. Throws a `Failure` where the shell is not one of bash, zsh and fish. */
export async function completion(shell: string, program: Command, context: Context): Promise<number> {
  const print = Object.hasOwn(printers, shell) ? printers[shell] : undefined
  if (print === undefined) {
    const near = nearest(shell, Object.keys(printers))
    throw new Failure(
      2,
      `no completion for \`${shell}\`: ${near === undefined ? `known are ${listWords(Object.keys(printers))}` : `did you mean \`${near}\`?`}`,
    )
  }
  const everywhere = program.options.map(wordsOf)
  const commands = program.commands.map((command) => ({
    name: command.name(),
    summary: command.summary(),
    options: [...command.options.map(wordsOf), ...everywhere, help],
  }))
  context.out.write(print(commands, everywhere))
  return 0
}

const help: OptionWords = { flags: ['-h', '--help'], description: 'show help', takesValue: false, choices: [] }

function wordsOf(option: Option): OptionWords {
  const flags = [option.short, option.long].filter((flag) => flag !== undefined && flag !== null)
  const choices = option.long === '--target' ? targetNames : (option.argChoices ?? [])
  return { flags, description: option.description, takesValue: option.required || option.optional, choices }
}

function bash(commands: readonly CommandWords[]): string {
  const cases = commands.flatMap(({ name, options }) => [
    `    ${name})`,
    `      options='${options.flatMap(({ flags }) => flags).join(' ')}'`,
    '      ;;',
  ])
  const values = commands.flatMap(({ name, options }) =>
    options
      .filter(({ choices }) => choices.length > 0)
      .map(({ flags, choices }) => `    ${flags.map((flag) => `${name}:${flag}`).join('|')}) values='${choices.join(' ')}' ;;`),
  )
  const takers = [
    ...new Set(commands.flatMap(({ options }) => options.filter(({ takesValue }) => takesValue).flatMap(({ flags }) => flags))),
  ]
  return `# bash completion for mc: source <(mc completion bash)
_mc() {
  local current previous command options values word
  current=\${COMP_WORDS[COMP_CWORD]}
  previous=\${COMP_WORDS[COMP_CWORD-1]}
  command=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in
    ${commands.map(({ name }) => name).join('|')}) command=$word; break ;;
    esac
  done
  COMPREPLY=()
  if [[ -z $command ]]; then
    COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')}' -- "$current"))
    return
  fi
  values=''
  case $command:$previous in
${values.join('\n')}
  esac
  if [[ -n $values ]]; then
    COMPREPLY=($(compgen -W "$values" -- "$current"))
    return
  fi
  case $previous in
    ${takers.join('|')}) COMPREPLY=($(compgen -f -- "$current")); return ;;
  esac
  case $command in
    completion) values='${Object.keys(printers).join(' ')}' ;;
    help) values='${commands.map(({ name }) => name).join(' ')}' ;;
  esac
  if [[ -n $values && $current != -* ]]; then
    COMPREPLY=($(compgen -W "$values" -- "$current"))
    return
  fi
  case $command in
${cases.join('\n')}
  esac
  if [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$options" -- "$current"))
  else
    COMPREPLY=($(compgen -f -- "$current"))
  fi
}
complete -o filenames -F _mc mc manifest-compiler
`
}

function zsh(commands: readonly CommandWords[], everywhere: readonly OptionWords[]): string {
  const quoted = (text: string): string => text.replace(/[[\]:]/g, '\\$&').replaceAll("'", "'\\''")
  const argument = ({ flags, description, takesValue, choices }: OptionWords): string => {
    const names = flags.length > 1 ? `'(${flags.join(' ')})'{${flags.join(',')}}` : `${flags[0]}`
    const value = takesValue ? `:value:${choices.length > 0 ? `(${choices.join(' ')})` : '_files'}` : ''
    return `      ${names}'[${quoted(description)}]${value}'`
  }
  const cases = commands.map(({ name, options }) => {
    const rest = name === 'completion' ? `':shell:(${Object.keys(printers).join(' ')})'` : "'*:path:_files'"
    return `    ${name})\n      _arguments \\\n${options.map((option) => `${argument(option)} \\\n`).join('')}      ${rest}\n      ;;`
  })
  return `#compdef mc manifest-compiler
# zsh completion for mc: mc completion zsh > a file _mc in a folder of $fpath
_mc() {
  local -a commands
  local context state line
  commands=(
${commands.map(({ name, summary }) => `    '${name}:${quoted(summary)}'`).join('\n')}
  )
  _arguments -C \\
${everywhere.map((option) => `${argument(option)} \\\n`).join('')}      '1:command:->command' '*::argument:->argument'
  case $state in
  command)
    _describe command commands
    ;;
  argument)
    case $line[1] in
${cases.join('\n')}
    esac
    ;;
  esac
}
if [ "$funcstack[1]" = "_mc" ]; then
  _mc "$@"
else
  compdef _mc mc manifest-compiler
fi
`
}

function fish(commands: readonly CommandWords[]): string {
  const quote = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`
  const lines = commands.flatMap(({ name, summary, options }) => [
    `complete -c mc -n __fish_use_subcommand -f -a ${name} -d ${quote(summary)}`,
    ...options.map(({ flags, description, takesValue, choices }) => {
      const names = flags.map((flag) => (flag.startsWith('--') ? `-l ${flag.slice(2)}` : `-s ${flag.slice(1)}`)).join(' ')
      const value = choices.length > 0 ? ` -x -a ${quote(choices.join(' '))}` : takesValue ? ' -r' : ''
      return `complete -c mc -n '__fish_seen_subcommand_from ${name}' ${names}${value} -d ${quote(description)}`
    }),
  ])
  return `# fish completion for mc: mc completion fish > ~/.config/fish/completions/mc.fish
${lines.join('\n')}
complete -c mc -n '__fish_seen_subcommand_from completion' -f -a ${quote(Object.keys(printers).join(' '))}
`
}
