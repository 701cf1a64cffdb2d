import { doubleQuoted, makeScalar, type Scalar } from '../../../src/print/to-yaml.js'
import { escapeText } from './escape-text.js'
import { type Block, type Guarded, isInstruction, isMap, type Joined, node, type Template, type TemplateMap, type Text } from './nodes.js'

/** What stands above the object in its file. */
export interface TemplateOptions {
  /** A comment of Helm's, which the rendered manifest lacks. */
  readonly header?: string
  /** Named templates of the file, by name. */
  readonly definitions?: ReadonlyMap<string, TemplateMap>
}

/**
 * Prints a template of a chart: YAML with Go template actions. What Helm renders of it has no blank lines,
 * and every literal text in it arrives as it is, whatever braces it holds.
 */
export function printTemplate(template: Template, { header, definitions }: TemplateOptions = {}): string {
  const out: string[] = []
  if (header !== undefined) out.push(`{{- /* ${header.replaceAll('*/', '* /')} */ -}}\n`)
  for (const [name, body] of definitions ?? []) {
    out.push(`{{- define "${name}" -}}\n`)
    writeBody(out, body, '')
    out.push('{{- end -}}\n')
  }
  if (isInstruction(template) && template[node] === 'guarded') {
    out.push(`{{- ${template.opener} -}}\n`)
    writeBody(out, template.body, '')
    if (template.otherwise !== undefined) {
      out.push('{{- else -}}\n')
      writeBody(out, template.otherwise, '')
    }
    out.push('{{- end }}\n')
  } else writeBody(out, template, '')
  return out.join('')
}

const scalar: Scalar = makeScalar()

/** YAML wants longer keys in a form of their own (YAML 1.2, section 8.2.2: 1024 characters). */
const longestKey = 1000

/** Writes what a map or list holds, each entry on a line of its own, the first behind `lead`. */
function writeBody(out: string[], body: Template, indent: string, lead: string = indent): void {
  if (isInstruction(body)) writeInstruction(out, body, indent, lead)
  else if (Array.isArray(body)) writeItems(out, body, indent, lead)
  else if (isMap(body)) writeEntries(out, body, indent, lead)
  else throw new TypeError('a scalar is no body of a map or list')
}

function writeInstruction(out: string[], body: Exclude<Template, TemplateMap>, indent: string, lead: string): void {
  if (!isInstruction(body)) return
  if (body[node] === 'joined') writeJoined(out, body, indent, lead)
  else if (lead !== indent) throw new TypeError('the first entry of an item must be plain')
  else if (body[node] === 'block') out.push(blockLine(body, indent))
  else if (body[node] === 'guarded') writeGuarded(out, body, indent, (piece) => writeBody(out, piece, indent))
  else throw new TypeError(`an instruction of the kind ${body[node]} is no map or list`)
}

function writeJoined(out: string[], { parts }: Joined, indent: string, lead: string): void {
  let before = lead
  for (const part of parts) {
    if (isMap(part) && Object.keys(part).length === 0) continue
    writeBody(out, part, indent, before)
    before = indent
  }
}

function writeEntries(out: string[], map: TemplateMap, indent: string, lead: string): void {
  let before = lead
  for (const [key, value] of Object.entries(map)) {
    if (value === undefined) continue
    if (isInstruction(value) && value[node] === 'guarded') {
      // the dash of an item stands alone where Helm decides what its first entry is
      if (before !== indent) out.push(before.trimEnd(), '\n')
      writeGuarded(out, value, indent, (piece) => writeEntry(out, key, piece, indent, indent))
    } else writeEntry(out, key, value, indent, before)
    before = indent
  }
}

function writeEntry(out: string[], key: string, value: Template, indent: string, before: string): void {
  if (key.length > longestKey) out.push(before, escapeText(`? ${doubleQuoted(key)}\n${indent}:`))
  else out.push(before, escapeText(scalar(key, 'key')), ':')
  if (isBody(value)) {
    out.push('\n')
    writeBody(out, value, `${indent}  `)
  } else out.push(' ', inline(value, indent), '\n')
}

function writeItems(out: string[], list: readonly Template[], indent: string, lead: string): void {
  let before = lead
  for (const item of list) {
    if (isInstruction(item) && item[node] === 'guarded') {
      if (before !== indent) throw new TypeError('the first item of a list in a list must be plain')
      writeGuarded(out, item, indent, (piece) => writeItem(out, piece, indent, indent))
    } else writeItem(out, item, indent, before)
    before = indent
  }
}

function writeItem(out: string[], item: Template, indent: string, before: string): void {
  if (isBody(item)) writeBody(out, item, `${indent}  `, `${before}- `)
  else out.push(before, '- ', inline(item, indent), '\n')
}

function writeGuarded(out: string[], { opener, body, otherwise }: Guarded, indent: string, write: (piece: Template) => void): void {
  out.push(`${indent}{{- ${opener} }}\n`)
  write(body)
  if (otherwise !== undefined) {
    out.push(`${indent}{{- else }}\n`)
    write(otherwise)
  }
  out.push(`${indent}{{- end }}\n`)
}

function blockLine({ go }: Block, indent: string): string {
  return `${indent}{{- ${go} | nindent ${indent.length} }}\n`
}

function isBody(value: Template): boolean {
  if (isInstruction(value)) return value[node] === 'block' || value[node] === 'joined' || value[node] === 'guarded'
  return Array.isArray(value) ? value.length > 0 : isMap(value) && Object.values(value).some((child) => child !== undefined)
}

/** Gives what stands on the line of its key or dash. */
function inline(value: Template, indent: string): string {
  if (isInstruction(value)) {
    if (value[node] === 'expression') return `{{ ${value.go} }}`
    if (value[node] === 'text') return textOf(value, indent)
    throw new TypeError(`an instruction of the kind ${value[node]} is no scalar`)
  }
  return printedScalar(value, indent)
}

/** The form of the scalar is that of the text with a plain word in the place of each computed piece. */
function textOf({ parts }: Text, indent: string): string {
  const literal = parts.filter((part) => typeof part === 'string').join('')
  let word = 'computed'
  while (literal.includes(word)) word += '-'
  const whole = parts.map((part, at) => (typeof part === 'string' ? part : `${word}${at}.`)).join('')
  const printed = printedScalar(whole, indent).replaceAll(`{${word}`, `{{ "{" }}${word}`)
  return parts.reduce<string>(
    (text, part, at) => (typeof part === 'string' ? text : text.replace(`${word}${at}.`, () => `{{ ${part.go} }}`)),
    printed,
  )
}

function printedScalar(value: Template, indent: string): string {
  return escapeText(scalar(value, 'value').replace(/\n(?=[^\n])/g, `\n${indent}  `))
}
