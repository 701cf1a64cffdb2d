/** Gives the value of a parameter, or what identifies a resource (CloudFormation, Ref). */
export function ref(name: string): object {
  return { Ref: name }
}

/** Gives an attribute of a resource (CloudFormation, Fn::GetAtt). */
export function attribute(id: string, name: string): object {
  return { 'Fn::GetAtt': [id, name] }
}

/** A piece of a text: characters as they are, or a value under a name that no other value of the text has. */
export type TextPiece = string | { readonly name: string; readonly value: object }

/**
 * Gives a text with values in it (CloudFormation, Fn::Sub). Where its characters have what Fn::Sub takes for the beginning of a value, which can be escaped only in pairs of braces,
 * the pieces are joined (Fn::Join).
 */
export function textWith(pieces: readonly TextPiece[]): object {
  if (pieces.some((piece) => typeof piece === 'string' && piece.includes('${')))
    return { 'Fn::Join': ['', pieces.map((piece) => (typeof piece === 'string' ? piece : piece.value))] }
  const values: Record<string, object> = {}
  const text = pieces.map((piece) => {
    if (typeof piece === 'string') return piece
    if ('Ref' in piece.value) return `\${${String(piece.value.Ref)}}`
    values[piece.name] = piece.value
    return `\${${piece.name}}`
  })
  return sub(text.join(''), values)
}

/** Gives a text of ours that names values as Fn::Sub does; `values` are those that are no references. */
export function sub(text: string, values: Readonly<Record<string, object>> = {}): object {
  return { 'Fn::Sub': Object.keys(values).length === 0 ? text : [text, values] }
}

/** Gives an ARN of this account and region; `rest` is what it ends with (AWS General Reference, ARNs). */
export function arn(service: string, rest: string): object {
  const own = (name: string): TextPiece => ({ name, value: ref(`AWS::${name}`) })
  return textWith(['arn:', own('Partition'), `:${service}:`, own('Region'), ':', own('AccountId'), `:${rest}`])
}

/** Gives one value or the other by a condition (CloudFormation, Fn::If). */
export function either(condition: string, yes: unknown, no: unknown): object {
  return { 'Fn::If': [condition, yes, no] }
}

/** What makes a property of a resource be left out (CloudFormation, pseudo parameters). */
export const noValue = ref('AWS::NoValue')
