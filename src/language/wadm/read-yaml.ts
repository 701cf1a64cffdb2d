import { type Document, parseAllDocuments, type YAMLError } from 'yaml'
import { findControlCharacter, findTabIndent } from './find-forbidden-text.js'
import { Refusal } from './refusal.js'
import { relaxLayout } from './relax-layout.js'
import { describeSyntaxError } from './syntax-errors.js'
import { toDocument } from './to-document.js'
import { emptyDocument, type Span, type YamlDocument } from './yaml-node.js'

/** The first document of a text, as far as it could be read. */
export interface YamlReading {
  readonly document: YamlDocument
  /** Why libyaml cannot read the document, if it cannot. */
  readonly refusal?: Refusal
  /** A second document, which serde_yaml refuses once it has read the first. */
  readonly trailing?: Refusal
}

/** Gives the YAML document of `text` (JSON is YAML too), with every scalar still as its text (serde_yaml 0.9.34 loader.rs, libyaml 0.2). */
export function readYaml(text: string): YamlReading {
  try {
    return readFirst(text)
  } catch (error) {
    // The `yaml` package recurses, and so does the reading of its answer.
    if (!(error instanceof RangeError)) throw error
    return { document: emptyDocument(), refusal: new Refusal('nested too deeply to be read', { start: 0, end: 0 }, '') }
  }
}

function readFirst(text: string): YamlReading {
  const normal = asLibyamlReads(text)
  const reading = readNormal(normal, text)
  const relaxed = reading.refusal && relaxLayout(normal)
  const again = relaxed === undefined ? undefined : readNormal(relaxed, text)
  return again && !again.refusal ? again : reading
}

function readNormal(normal: string, text: string): YamlReading {
  const documents = parseAllDocuments(normal, {
    // wadm types scalars by its own rules, so here they all stay text.
    schema: 'failsafe',
    resolveKnownTags: false,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
  })
  const [first, second] = Array.isArray(documents) ? documents : []
  if (first === undefined) return { document: emptyDocument() }
  const { document, refusal: fault } = toDocument(first, text)
  const problem = firstProblem(first, text)
  const tab = findTabIndent(normal)
  // The `yaml` package points before the tab that it stumbles over.
  const isTabFirst = tab !== undefined && (problem === undefined || tab.start <= problem.end)
  const refusal = findControlCharacter(text) ?? (isTabFirst ? tab : problem) ?? fault
  const trailing = second && new Refusal('more than one document; a manifest is one document', startOf(second, text), '')
  return { document, ...(refusal && { refusal }), ...(trailing && { trailing }) }
}

/**
 * libyaml leaves a byte order mark in place, where it counts as one column, and breaks lines at `\r` and U+0085 too.
 * Every replacement is one character for one, so offsets stay those of the user's text.
 */
function asLibyamlReads(text: string): string {
  const spaced = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text
  return /[\r\u0085]/.test(spaced) ? spaced.replace(/\r(?!\n)|\u0085/g, '\n') : spaced
}

function firstProblem(document: Document.Parsed, text: string): Refusal | undefined {
  // Unknown directives and other versions of YAML are warnings to the `yaml` package and errors to libyaml.
  const problems: YAMLError[] = [...document.errors, ...document.warnings.filter(({ code }) => code === 'BAD_DIRECTIVE')]
  const [first] = problems.sort((a, b) => a.pos[0] - b.pos[0])
  return first && new Refusal(describeSyntaxError(first), within(text, first.pos[0], first.pos[1]), '')
}

function startOf(document: Document.Parsed, text: string): Span {
  return within(text, document.range[0], document.range[0] + '---'.length)
}

/** The `yaml` package also points behind the end of the text, at what is missing there. */
function within(text: string, start: number, end: number): Span {
  return { start: Math.min(start, text.length), end: Math.min(end, text.length) }
}
