import { Failure } from '../../failure.js'

/** Makes the failure of a file that is not as mc wrote it; `line` from 1. It ends the command before it writes: what mc cannot read, it does not replace. */
export function damage(file: string, line: number | undefined, what: string, help: string): Failure {
  return new Failure(3, `${file}${line === undefined ? '' : `:${line}`}: ${what}; ${help}`)
}

/** What to do about most damages. */
export const restore = 'put the file back from version control or a backup'
