import type { Reason } from './manifest.js'
import type { Span } from './yaml-node.js'

/** What wadm's validation says: its own level and message, and where in the text (UTF-16 offsets, `end` exclusive). `reason` is ours, where it helps: why wadm could not read a trait. */
export interface WadmFailure {
  readonly level: 'Error' | 'Warning'
  readonly msg: string
  readonly start: number
  readonly end: number
  readonly reason?: Reason
}

/** Gives a failure of level Error at `at`. */
export function failError(msg: string, at: Span): WadmFailure {
  return { level: 'Error', msg, start: at.start, end: at.end }
}

/** Gives a failure of level Warning at `at`. */
export function failWarning(msg: string, at: Span): WadmFailure {
  return { level: 'Warning', msg, start: at.start, end: at.end }
}
