import { InvalidArgumentError, Option } from 'commander'
import { listWords, nearest } from '../../language/suggest.js'
import { type Strategy, strategies } from '../../lifecycle/decision.js'

/** The flags that every command of the lattice knows. */
export interface LatticeFlags {
  readonly lattice?: string
  readonly format: 'text' | 'json'
  /** Seconds. */
  readonly timeout: number
}

/** The flags of commands that change something: who does it, and why. */
export interface WriteFlags extends LatticeFlags {
  readonly actor?: string
  readonly message?: string
}

/** The flags of commands that could take something away from others. */
export interface GuardFlags extends WriteFlags {
  readonly strategy: Strategy
  readonly explain?: boolean
  readonly expect?: string
  readonly yes?: boolean
}

/** Makes the options of `LatticeFlags`. */
export function commonOptions(): Option[] {
  return [
    new Option('--lattice <url>', 'which lattice: dir:<path>, or what MC_LATTICE says').default(undefined, 'dir:.mc'),
    new Option('--timeout <s>', 'seconds for all of it').argParser(parseSeconds).default(30, '30'),
    new Option('--format <format>', 'text for people or JSON for programs').choices(['text', 'json']).default('text'),
  ]
}

/** Makes the options that `WriteFlags` has beside the common ones. */
export function writeOptions(): Option[] {
  return [
    new Option('--actor <name>', 'who does it, or what MC_ACTOR says').default(undefined, 'the user'),
    new Option('--message <text>', 'why, for the history'),
  ]
}

/** Makes the options that `GuardFlags` has beside those. */
export function guardOptions(): Option[] {
  return [
    new Option('--strategy <strategy>', 'for what others need').choices(strategies).argParser(parseStrategy).default('non_destructive'),
    new Option('--explain', 'show the decision and its reasons, and change nothing'),
    new Option('--expect <id>', 'only this decision, as --explain named it'),
    new Option('--yes', 'also where others lose what they need (destructive)'),
    new Option('--force-conflicts', 'take over fields that somebody else manages (kube)'),
  ]
}

/** Makes the options of what renders for a platform. */
export function renderOptions(): Option[] {
  return [
    new Option('--set <target.option=value>', 'an option of the target; may be repeated (kube)').argParser(collect).default([], 'none'),
    new Option('--images <file>', 'the record of published images, mc.images.json (kube)'),
  ]
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value]
}

function parseStrategy(text: string): Strategy {
  const found = strategies.find((name) => name === text)
  if (found !== undefined) return found
  const near = nearest(text, strategies)
  throw new InvalidArgumentError(near === undefined ? `Known are ${listWords(strategies)}.` : `Did you mean \`${near}\`?`)
}

function parseSeconds(text: string): number {
  if (!/^\d{1,6}$/.test(text) || Number(text) === 0) throw new InvalidArgumentError('It must be a whole number of seconds, 1 or more.')
  return Number(text)
}
