import { toJson } from '../../../src/print/to-json.js'
import type { Artifact } from '../../target.js'
import type { RequestName } from '../resources/kinds.js'
import { withVariables } from '../resources/variables.js'
import type { Spelling } from './spelling.js'

/** What an artifact of requests holds, for the check of it. */
export interface Request {
  /** Absent for requests of whose model nothing is published with mc (ELBv2 API). */
  readonly request: RequestName | undefined
  readonly value: object
}

/** Gives the file of a request, marks in place of values that only an account knows. */
export function requestFile(path: string, { request, value }: Request, spelling: Spelling): Artifact {
  const filled = Object(
    withVariables(value, (pieces) => pieces.map((piece) => ('text' in piece ? piece.text : spelling(piece.variable))).join('')),
  )
  const content: Request = { request, value: filled }
  return { path, text: toJson(filled), content }
}
