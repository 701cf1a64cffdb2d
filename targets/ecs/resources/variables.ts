/**
 * Values that only an account knows. In the resources they stand as marks that no text of a manifest can be; JSON files have `${NAME}` in their place, which `deploy.sh` fills in,
 * and CloudFormation templates a parameter, a reference or an import.
 */
const begin = '\u{fdd0}'
const end = '\u{fdd1}'

/** Gives the mark for the value of a variable; names are upper-case letters, digits and `_`. */
export function variable(name: string): string {
  return `${begin}${name}${end}`
}

/** Gives the name of the variable whose mark a text is. */
export function variableOf(mark: string): string {
  const [piece] = piecesOf(mark)
  if (piece === undefined || 'text' in piece) throw new RangeError('the text is no mark of a variable')
  return piece.variable
}

/** A piece of a text: characters, or the name of a variable. */
export type Piece = { readonly text: string } | { readonly variable: string }

/** Gives a text in pieces; one without marks is one piece. */
export function piecesOf(text: string): readonly Piece[] {
  return text.split(marks).flatMap((piece, at): readonly Piece[] => {
    if (at % 2 === 1) return [{ variable: piece }]
    return piece === '' ? [] : [{ text: piece }]
  })
}

const marks = new RegExp(`${begin}([A-Z0-9_]+)${end}`)

/** Gives an object in which `replace` has made something else of each text with marks. */
export function withVariables(value: unknown, replace: (pieces: readonly Piece[]) => unknown): unknown {
  if (typeof value === 'string') return value.includes(begin) ? replace(piecesOf(value)) : value
  if (Array.isArray(value)) return value.map((item) => withVariables(item, replace))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withVariables(item, replace)]))
}
