import type { ShellWord } from '../../shell/shell-word.js'
import { piecesOf } from '../resources/variables.js'

/** Gives a text of the resources as a word of a script, which has the values of variables at hand. */
export function scriptWord(text: string): ShellWord {
  return piecesOf(text)
}
