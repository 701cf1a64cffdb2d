/**
 * Gives the text of a Compose file as a bake file has it, where `${` and `%{` begin a template (HCL). Variables stay variables:
 * `variables` takes each with its default, because bake reads from the environment only what the file declares.
 */
export function bakeText(text: string, variables: Map<string, string>): string {
  let result = ''
  let plain = ''
  let end = 0
  for (const match of text.matchAll(composeVariable)) {
    plain += text.slice(end, match.index)
    end = match.index + match[0].length
    const name = match[1] ?? match[3]
    if (name === undefined) {
      plain += '$'
      continue
    }
    if (!variables.has(name)) variables.set(name, match[2] ?? '')
    // `$${` would be read as the characters `${`
    result += `${escapeBakeText(plain).replace(/\$+$/, (dollars) => dollar.repeat(dollars.length))}\${${name}}`
    plain = ''
  }
  return result + escapeBakeText(plain + text.slice(end))
}

/** Gives text that bake reads as exactly these characters. */
export function escapeBakeText(text: string): string {
  return text.replace(/[$%]\{/g, (start) => `${start[0]}${start}`)
}

/** Gives what bake makes of a text that the functions above wrote. */
export function readBakeText(text: string, lookUp: (variable: string) => string): string {
  return text.replace(/\$\$\{|%%\{|\$\{"\$"\}|\$\{(\w+)\}/g, (whole, name: string | undefined) =>
    name !== undefined ? lookUp(name) : whole === dollar ? '$' : whole.slice(1),
  )
}

const dollar = '${"$"}'

/** Compose spec, interpolation: `$$`, `${NAME}` with an optional default, `$NAME`. */
const composeVariable = /\$\$|\$\{([A-Za-z_]\w*)(?::?-([^}]*))?[^}]*\}|\$([A-Za-z_]\w*)/g
