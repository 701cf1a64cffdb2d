import type { Host } from '../host.js'
import type { Programs } from '../programs.js'
import { makePaint, type Paint } from '../report/paint.js'

/** One run of mc, with everything that it may touch: `main.ts` gives the process's own, tests give theirs. */
export interface Invocation {
  /** The words after `mc`. */
  readonly argv: readonly string[]
  readonly stdin: AsyncIterable<Uint8Array | string> & { readonly isTTY?: boolean | undefined }
  readonly stdout: OutputStream
  readonly stderr: OutputStream
  readonly env: Readonly<Record<string, string | undefined>>
  /** Absolute. */
  readonly cwd: string
  readonly host: Host
  programs(): Promise<Programs>
  /** Calls the listener when the user presses Ctrl-C or nobody reads standard output any more; gives the function that takes it back. */
  onInterrupt(listener: () => void): () => void
}

export interface OutputStream {
  write(text: string): unknown
  readonly isTTY?: boolean | undefined
}

/** The flags that every command knows. */
export interface GlobalFlags {
  readonly cwd?: string
  readonly quiet?: boolean
  readonly debug?: boolean
  /** `false` is `--no-color`. */
  readonly color?: 'auto' | 'always' | 'never' | false
}

/** What a command works with: the invocation after its global flags. */
export interface Context {
  readonly cwd: string
  readonly host: Host
  programs(): Promise<Programs>
  readonly env: Invocation['env']
  readonly stdin: Invocation['stdin']
  /** What was asked for. */
  readonly out: Printer
  /** Everything about it. */
  readonly err: Printer
  /** Errors only. */
  readonly quiet: boolean
  readonly debug: boolean
  onInterrupt(listener: () => void): () => void
}

export interface Printer {
  readonly paint: Paint
  readonly isTerminal: boolean
  /** Writes a text as it is, whatever it holds. */
  write(text: string): void
  /** Writes one line. */
  line(text: string): void
}

/** Gives the context of a command; `cwd` is the folder that `-C` names, already checked. */
export function makeContext(invocation: Invocation, flags: GlobalFlags, cwd: string): Context {
  const { host, stdin, stdout, stderr, env } = invocation
  return {
    cwd,
    host,
    programs: () => invocation.programs(),
    env,
    stdin,
    out: makePrinter(stdout, hasColor(flags.color, env, stdout)),
    err: makePrinter(stderr, hasColor(flags.color, env, stderr)),
    quiet: flags.quiet === true,
    debug: flags.debug === true,
    onInterrupt: (listener) => invocation.onInterrupt(listener),
  }
}

/** Colour is a property of each stream; flags beat the environment (no-color.org, force-color.org). */
export function hasColor(flag: GlobalFlags['color'], env: Invocation['env'], stream: OutputStream): boolean {
  if (flag === 'always') return true
  if (flag === 'never' || flag === false) return false
  const forced = env['FORCE_COLOR']
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false'
  if (env['NO_COLOR'] || env['TERM'] === 'dumb') return false
  return stream.isTTY === true
}

function makePrinter(stream: OutputStream, color: boolean): Printer {
  return {
    paint: makePaint(color),
    isTerminal: stream.isTTY === true,
    write(text) {
      if (text !== '') stream.write(text)
    },
    line(text) {
      stream.write(`${text}\n`)
    },
  }
}
