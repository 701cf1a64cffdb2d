/** Languages whose debugger mc knows. */
export type DebugPreset = 'node' | 'python' | 'java' | 'go'

/** Ports that the debuggers listen on by custom: Node's inspector, JDWP, debugpy, Delve. */
export const debugPorts: Readonly<Record<DebugPreset, number>> = { node: 9229, python: 5678, java: 5005, go: 2345 }

/** The command and arguments of a container; where only one of them changes, the other is absent. */
export interface CommandLine {
  readonly command?: readonly string[] | undefined
  readonly args?: readonly string[] | undefined
}

/** Tells whether a debugger runs the program itself, so that the manifest must say which it is; the others are told by a variable. */
export function wrapsCommand(preset: DebugPreset): boolean {
  return preset === 'python' || preset === 'go'
}

/**
 * Gives what changes of a command line for a debugger that runs the program itself (debugpy, `python -m debugpy`; Delve, `dlv exec`).
 * Nothing where the manifest does not say what runs, or what it says is no program of the language. Where it has arguments only, they count as the whole
 * command: the image's entry point, if it has one, then runs what it is given.
 */
export function wrapCommand(preset: DebugPreset, port: number, { command = [], args = [] }: CommandLine): CommandLine | undefined {
  const key = command.length > 0 ? 'command' : 'args'
  const words = key === 'command' ? command : args
  const wrapped = preset === 'python' ? wrapPython(words, port) : wrapGo(words, port)
  return wrapped && { [key]: wrapped }
}

/** Programs of Python packages that are modules of the same name as well. */
const modules = new Set(['celery', 'flask', 'gunicorn', 'hypercorn', 'uvicorn'])

function wrapPython([program, ...rest]: readonly string[], port: number): readonly string[] | undefined {
  if (program === undefined) return undefined
  const debugpy = ['-m', 'debugpy', '--listen', `0.0.0.0:${port}`]
  const name = program.slice(program.lastIndexOf('/') + 1)
  if (/^(python|pypy)[\d.]*$/.test(name)) {
    const options = countOptions(rest)
    return [program, ...rest.slice(0, options), ...debugpy, ...rest.slice(options)]
  }
  if (name.endsWith('.py')) return ['python', ...debugpy, program, ...rest]
  return modules.has(name) ? ['python', ...debugpy, '-m', name, ...rest] : undefined
}

/** Options of Python before the program: `-u`, `-X dev`, `-W error`; `-m` and `-c` begin the program. */
function countOptions(words: readonly string[]): number {
  let count = 0
  for (let word = words[0]; word?.startsWith('-') && !/^-[mc-]/.test(word) && word !== '-'; word = words[count])
    count += word === '-X' || word === '-W' ? 2 : 1
  return Math.min(count, words.length)
}

function wrapGo([program, ...rest]: readonly string[], port: number): readonly string[] | undefined {
  if (program === undefined) return undefined
  const delve = ['dlv', 'exec', '--headless', `--listen=:${port}`, '--api-version=2', '--accept-multiclient', '--continue']
  return [...delve, program, '--', ...rest]
}
