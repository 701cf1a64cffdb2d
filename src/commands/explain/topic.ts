/** What `mc explain` answers, as data (`schema/explain-output.schema.json`); `kind` says which. */
export type Topic =
  | {
      readonly kind: 'code'
      readonly code: string
      readonly severity: string
      readonly summary: string
      readonly why: string
      readonly bad: string | null
      readonly good: string | null
    }
  | {
      readonly kind: 'field'
      readonly path: string
      readonly type: string
      readonly description: string
      readonly required: boolean
      readonly deprecated: boolean
      readonly default: unknown
      readonly values: readonly { readonly value: unknown; readonly description: string }[]
      readonly examples: readonly unknown[]
      readonly fields: readonly FieldTopic[]
    }
  | {
      readonly kind: 'target'
      readonly target: string
      readonly title: string
      readonly next: string
      readonly options: readonly OptionTopic[]
      readonly capabilities: readonly CapabilityTopic[]
    }
  | {
      readonly kind: 'capability'
      readonly feature: string
      readonly description: string
      readonly capabilities: readonly CapabilityTopic[]
    }
  | { readonly kind: 'option'; readonly option: OptionTopic }
  | {
      readonly kind: 'list'
      readonly codes: readonly { readonly code: string; readonly severity: string; readonly summary: string }[]
      readonly targets: readonly { readonly target: string; readonly title: string }[]
      readonly components: readonly string[]
      readonly traits: readonly string[]
    }

export interface FieldTopic {
  /** Parameters of a component or trait begin with `properties.`. */
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly description: string
}

export interface CapabilityTopic {
  readonly target: string
  readonly feature: string
  readonly support: string
  readonly note: string
}

export interface OptionTopic {
  readonly target: string
  readonly option: string
  readonly description: string
  readonly default: string
  readonly choices: readonly string[] | null
}

/** Where nothing answers to the words of the user. */
export interface Unknown {
  readonly kind: 'unknown'
  /** The word at fault. */
  readonly word: string
  /** Words that would have been known in its place. */
  readonly known: readonly string[]
}
