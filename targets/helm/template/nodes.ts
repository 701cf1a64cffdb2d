/** Marks what is no plain data but an instruction to Helm; a symbol, so that no key of a user's map is taken for it. */
export const node: unique symbol = Symbol('node')

/** What a template of a chart is made of: plain data as YAML has them, and instructions to Helm where a value of the chart decides. */
export type Template = string | number | boolean | null | TemplateList | TemplateMap | Instruction

export type TemplateList = Template[]

/** An entry that is undefined is left out. */
export interface TemplateMap {
  [key: string]: Template | undefined
}

export type Instruction = Expression | Text | Block | Guarded | Joined

/** A scalar that Helm computes: `{{ <go> }}` as it is, so that a text needs `| quote` in it. */
export interface Expression {
  readonly [node]: 'expression'
  readonly go: string
}

/** A text of which Helm computes pieces; what these give are words such as hosts, which no form of YAML has to escape. */
export interface Text {
  readonly [node]: 'text'
  readonly parts: readonly (string | Expression)[]
}

/** A whole map or list that Helm computes: `{{- <go> | nindent N }}`, of which the printer knows N. */
export interface Block {
  readonly [node]: 'block'
  readonly go: string
}

/** An entry, an item or a document that is there under a condition only: `{{- <opener> }}` … `{{- else }}` … `{{- end }}`. */
export interface Guarded {
  readonly [node]: 'guarded'
  readonly opener: string
  readonly body: Template
  readonly otherwise?: Template
}

/** A map or list in several pieces, one behind the other; a guarded or computed piece gives entries or items to the same map or list. */
export interface Joined {
  readonly [node]: 'joined'
  readonly parts: readonly (TemplateMap | TemplateList | Block | Guarded)[]
}

/** Gives a scalar that a pipeline of Go templates computes. */
export function expression(go: string): Expression {
  return { [node]: 'expression', go }
}

/** Gives a text of literal pieces and computed ones. */
export function text(...parts: readonly (string | Expression)[]): Text {
  return { [node]: 'text', parts }
}

/** Gives a map or list that a pipeline of Go templates prints, without its indentation. */
export function block(go: string): Block {
  return { [node]: 'block', go }
}

/** Gives `body` under `if`, and `otherwise` where the condition does not hold. */
export function when(condition: string, body: Template, otherwise?: Template): Guarded {
  return { [node]: 'guarded', opener: `if ${condition}`, body, ...(otherwise !== undefined && { otherwise }) }
}

/** Gives `body` where the value is not empty; in it `.` is the value and `$` the root. */
export function withValue(value: string, body: Template): Guarded {
  return { [node]: 'guarded', opener: `with ${value}`, body }
}

/** Gives `body` once for each item; `head` names the variables: `$name, $value := .Values.web.config`. */
export function forEach(head: string, body: Template): Guarded {
  return { [node]: 'guarded', opener: `range ${head}`, body }
}

/** Gives the pieces of a map or list as one. */
export function joined(...parts: Joined['parts']): Joined {
  return { [node]: 'joined', parts }
}

/** Tells an instruction from plain data. */
export function isInstruction(value: Template | undefined): value is Instruction {
  return typeof value === 'object' && value !== null && node in value
}

/** Tells a plain map from everything else. */
export function isMap(value: Template | undefined): value is TemplateMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(node in value)
}
