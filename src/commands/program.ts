import { resolve } from 'node:path'
import { Command, InvalidArgumentError, Option } from 'commander'
import { Failure } from '../failure.js'
import { printable } from '../report/printable.js'
import { version } from '../version.js'
import { type Context, type GlobalFlags, type Invocation, makeContext } from './context.js'
import { formatHelp } from './format-help.js'
import { addLatticeCommands } from './lattice/lattice-commands.js'

const reportFormats = ['text', 'oneline', 'json', 'sarif', 'github']
const graphFormats = ['text', 'dot', 'mermaid', 'json', 'svg']

/**
 * Makes the command line: every command, flag and help text. `finish` takes the exit code of the command that ran.
 * The module of a command is imported by the command alone, because loading is most of what a short run costs.
 */
export function makeProgram(invocation: Invocation, finish: (exitCode: number) => void): Command {
  const program = new Command('mc')
  program
    .description('mc compiles OAM applications into files that platforms run, and checks the whole lattice first.')
    .version(version, '--version', 'print the version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void invocation.stdout.write(text),
      writeErr: (text) => void invocation.stderr.write(text),
      outputError: (text, write) =>
        write(
          text
            .replace(/^error: /, 'mc: ')
            .split('\n')
            .map(printable)
            .join('\n'),
        ),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .configureHelp({ formatHelp })
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .addOption(new Option('-C, --cwd <dir>', 'run as if started in this folder'))
    .addOption(new Option('-q, --quiet', 'errors only'))
    .addOption(new Option('--color <when>', 'colours').choices(['auto', 'always', 'never']).default('auto'))
    .addOption(new Option('--no-color', 'no colours'))
    .addOption(new Option('--debug', 'timings, and the trace of a crash'))

  const context = (): Context => {
    const flags = program.opts<GlobalFlags>()
    const cwd = resolve(invocation.cwd, flags.cwd ?? '.')
    if (flags.cwd !== undefined && invocation.host.stat(cwd)?.kind !== 'folder') throw new Failure(2, `-C ${flags.cwd}: no such folder`)
    return makeContext(invocation, flags, cwd)
  }
  const command = (name: string, description: string): Command =>
    program
      .command(name)
      .description(description)
      .showHelpAfterError(`(mc ${name.split(' ')[0]} --help shows the options)`)

  command('validate [paths...]', 'find mistakes in manifests, alone and together')
    .summary('find mistakes')
    .addOption(new Option('--format <format>', 'how to report').choices(reportFormats).default('text'))
    .addOption(new Option('--max-warnings <n>', 'exit 1 where there are more warnings').argParser(parseCount))
    .addOption(new Option('--fix', 'correct what can be corrected in the files').conflicts('compat'))
    .addOption(new Option('--compat <dialect>', 'judge the files as another reader would').choices(['wadm', 'fly']))
    .addOption(new Option('-w, --watch', 'check again whenever a file changes'))
    .addOption(aroundOption())
    .addOption(new Option('--stdin-filename <name>', 'what reports call standard input'))
    .action(async (paths: string[], flags) => finish(await (await import('./validate.js')).validate(paths, flags, context())))

  command('render [paths...]', 'write the files that platforms run')
    .summary('write target files')
    .addOption(new Option('-t, --target <names>', 'for which platforms, by commas (mc explain lists them)'))
    .addOption(new Option('-o, --out <dir>', 'where to; - prints a single file').default('out'))
    .addOption(new Option('--app <name>', 'only this application and what it needs'))
    .addOption(new Option('--images <file>', 'the record of published images (mc.images.json)'))
    .addOption(new Option('--set <target.option=value>', 'an option of a target; may be repeated').argParser(collect).default([], 'none'))
    .addOption(
      new Option('--publish <app/component[:port][=n]>', 'open a port on 127.0.0.1 (compose)').argParser(collect).default([], 'none'),
    )
    .addOption(new Option('--dry-run', 'say what would be written, and write nothing'))
    .addOption(new Option('--prune', 'remove files of earlier runs that are no longer made'))
    .addOption(new Option('--strict', 'what a target loses is an error'))
    .addOption(new Option('-w, --watch', 'write again whenever a manifest changes'))
    .addOption(new Option('--format <format>', 'how to report').choices(reportFormats).default('text'))
    .addOption(new Option('--max-warnings <n>', 'exit 1 where there are more warnings').argParser(parseCount))
    .addOption(aroundOption())
    .addOption(new Option('--stdin-filename <name>', 'what reports call standard input'))
    .action(async (paths: string[], flags) => finish(await (await import('./render.js')).render(paths, flags, context())))

  command('build [paths...]', 'build the images of components with `build`; what is built already is left alone')
    .summary('build images')
    .addOption(new Option('--app <name>', 'only this application and what it needs'))
    .addOption(new Option('--no-cache', 'build everything again, from nothing'))
    .addOption(new Option('--pull', 'build everything again, on the newest base images'))
    .addOption(new Option('--push', 'publish the images, and record them for every target'))
    .addOption(new Option('--registry <name>', 'where to publish, such as ghcr.io/acme'))
    .addOption(new Option('--record <file>', 'the record of published images (mc.images.json)'))
    .addOption(new Option('--set <target.option=value>', 'an option of a target; may be repeated').argParser(collect).default([], 'none'))
    .addOption(new Option('--format <format>', 'text for people or JSON for programs').choices(['text', 'json']).default('text'))
    .addOption(new Option('--stdin-filename <name>', 'what reports call standard input'))
    .action(async (paths: string[], flags) => finish(await (await import('./build.js')).build(paths, flags, context())))

  command('dev [paths...]', 'run the applications on this machine, and follow every change until Ctrl-C')
    .summary('run it here, live')
    .addOption(new Option('--app <name>', 'only this application and what it needs'))
    .addOption(
      new Option('--stub <apps>', 'put a stub in the place of an application, by commas').argParser(collectList).default([], 'none'),
    )
    .addOption(new Option('--set <compose.option=value>', 'an option of the target').argParser(collect).default([], 'none'))
    .addOption(new Option('--publish <app/component[:port][=n]>', 'open a port on 127.0.0.1').argParser(collect).default([], 'none'))
    .addOption(new Option('--logs [services]', 'show what services write, by commas; all where none is named'))
    .addOption(new Option('--debugger', 'open the debuggers of components with a `debug` block'))
    .addOption(new Option('--no-build', 'use the images as they are'))
    .addOption(new Option('--no-watch', 'follow no changes'))
    .addOption(new Option('--detach', 'start, wait until all is ready, and leave it running'))
    .addOption(new Option('--down', 'end what an earlier run has left'))
    .addOption(new Option('--volumes', 'with --down: named volumes go as well'))
    .addOption(new Option('--timeout <s>', 'seconds for everything to be ready').argParser(parseCount).default(180, '180'))
    .addOption(new Option('-o, --out <dir>', 'the work folder').default('.mc/dev'))
    .action(async (paths: string[], flags) => finish(await (await import('./dev.js')).dev(paths, flags, context())))

  command('graph [paths...]', 'show which component depends on which')
    .summary('show dependencies')
    .addOption(new Option('--format <format>', 'how to draw it').choices(graphFormats).default('text'))
    .addOption(new Option('--app <name>', 'only this application and what it needs'))
    .addOption(new Option('--reverse', 'the other way: who needs it'))
    .addOption(aroundOption())
    .addOption(new Option('--stdin-filename <name>', 'what reports call standard input'))
    .action(async (paths: string[], flags) => finish(await (await import('./graph.js')).graph(paths, flags, context())))

  command('plan [paths...]', 'show what is to run, before any platform has its say')
    .summary('show what is to run')
    .addOption(new Option('--format <format>', 'a table for people or JSON for programs').choices(['text', 'json']).default('text'))
    .addOption(new Option('--app <name>', 'only this application and what it needs'))
    .addOption(new Option('--images <file>', 'the record of published images (mc.images.json)'))
    .addOption(aroundOption())
    .addOption(new Option('--stdin-filename <name>', 'what reports call standard input'))
    .action(async (paths: string[], flags) => finish(await (await import('./plan.js')).plan(paths, flags, context())))

  command('secrets [paths...]', 'list secrets and configuration from outside, who needs them, and which are set')
    .summary('list secrets, and which are set')
    .addOption(new Option('-t, --target <name>', 'for which platform').default('compose'))
    .addOption(new Option('--set <target.option=value>', 'an option of the target; may be repeated').argParser(collect).default([], 'none'))
    .addOption(new Option('--check', 'exit 1 where something is missing'))
    .addOption(new Option('--app <name>', 'only this application and what it needs'))
    .addOption(new Option('--env-file <file>', 'look there instead of in .env; may be repeated').argParser(collect).default([], 'none'))
    .addOption(new Option('-o, --out <dir>', 'where the rendered files lie').default('out'))
    .addOption(new Option('--format <format>', 'a table for people or JSON for programs').choices(['text', 'json']).default('text'))
    .addOption(new Option('--stdin-filename <name>', 'what reports call standard input'))
    .action(async (paths: string[], flags) => finish(await (await import('./secrets.js')).secrets(paths, flags, context())))

  command('explain [topic]', 'describe a code, a field, a target or a capability; lists them all without a topic')
    .summary('describe a code, field or target')
    .addOption(new Option('--format <format>', 'text for people or JSON for programs').choices(['text', 'json']).default('text'))
    .addOption(new Option('--schema', 'print the JSON Schema of the language'))
    .action(async (topic: string | undefined, flags) => finish(await (await import('./explain.js')).explain(topic, flags, context())))

  command('init [dir]', 'write a first manifest, app.yaml, with comments')
    .summary('write a first manifest')
    .addOption(new Option('--force', 'replace a file that is there'))
    .action(async (dir: string | undefined, flags) => finish(await (await import('./init.js')).init(dir, flags, context())))

  addLatticeCommands(command, context, finish)

  command('completion <shell>', 'print a completion script for bash, zsh or fish')
    .summary('print a shell script')
    .action(async (shell: string) => finish(await (await import('./completion.js')).completion(shell, program, context())))

  return program
}

/** Where no lattice is named, nothing is looked for. */
function aroundOption(): Option {
  return new Option('--lattice <url>', 'with the applications stored there (or what MC_LATTICE says)')
}

function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, 0 or more.')
  return Number(text)
}

function collectList(value: string, before: readonly string[]): readonly string[] {
  return [...before, ...value.split(',').map((name) => name.trim())]
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value]
}
