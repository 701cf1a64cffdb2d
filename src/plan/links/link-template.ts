/** A piece of a text with variables: plain text, or the name of a variable of the target. */
export type TemplatePart = { readonly text: string } | { readonly variable: string }

/**
 * Splits a value of a link's `source.config` at its variables `${target.<name>}`; `$${` is a plain `${`, and other names in braces stay as they are.
 * Neighbouring texts are one part.
 */
export function linkTemplate(value: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = []
  let text = ''
  let end = 0
  for (const { 0: match, 1: variable, index } of value.matchAll(/\$\$\{|\$\{target\.([^}]*)\}/g)) {
    text += value.slice(end, index)
    end = index + match.length
    if (variable === undefined) text += '${'
    else {
      if (text !== '') parts.push({ text })
      text = ''
      parts.push({ variable })
    }
  }
  text += value.slice(end)
  if (text !== '' || parts.length === 0) parts.push({ text })
  return parts
}
