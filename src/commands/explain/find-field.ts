/** A node of a JSON Schema, as it was read. */
export type SchemaNode = Readonly<Record<string, unknown>>

/** A field of the language, found by its path. */
export interface Field {
  /** The words that lead to it, as the user gave them. */
  readonly path: readonly string[]
  /** Its schema with references followed; description, default and examples are the field's own. */
  readonly node: SchemaNode
  readonly required: boolean
}

/** Where a path leads nowhere: the first unknown word, and the words that would go on. */
export interface NoField {
  readonly word: string
  readonly known: readonly string[]
}

/** Follows paths through the schema of the language (draft-07). */
export interface FieldFinder {
  /** `spec.components.traits.link`, `webservice.ports`, `ContainerPort`: lists and `properties` of a component or trait need no word of their own. */
  find(path: readonly string[]): Field | NoField
  /** The fields of an object, of a list's items or of a map's values, in the order of the schema. */
  fieldsOf(node: SchemaNode): readonly Field[]
  /** The forms of a union (or of a list of them) by the `type` that chooses them. */
  formsOf(node: SchemaNode): readonly { readonly type: string; readonly node: SchemaNode }[]
  /** In words: `string`, `list of ContainerPort`, `map of string`. */
  typeOf(node: SchemaNode): string
  readonly componentTypes: readonly string[]
  readonly traitTypes: readonly string[]
}

export function makeFieldFinder(schema: SchemaNode): FieldFinder {
  const definitions = record(schema['definitions'])
  const components = formsOf(record(definitions['Component']))
  const traits = formsOf(record(definitions['Trait']))
  return {
    find,
    fieldsOf,
    formsOf: (node) => formsOf(innermost(node)),
    typeOf,
    componentTypes: components.map(({ type }) => type),
    traitTypes: traits.map(({ type }) => type),
  }

  function find(path: readonly string[]): Field | NoField {
    const [first = '', ...rest] = path
    const form = [...components, ...traits].find(({ type }) => type === first)
    const top = step(schema, first)
    const definition = Object.hasOwn(definitions, first) ? record(definitions[first]) : undefined
    let field: Field | undefined =
      top ??
      (form && { path: [first], node: form.node, required: false }) ??
      (definition && { path: [first], node: definition, required: false })
    if (field === undefined)
      return {
        word: first,
        known: [...Object.keys(record(schema['properties'])), ...components.map(({ type }) => type), ...traits.map(({ type }) => type)],
      }
    for (const word of rest) {
      const next: Field | undefined = step(field.node, word)
      if (next === undefined) return { word, known: wordsAfter(field.node) }
      field = { ...next, path: [...field.path, word] }
    }
    return field
  }

  function step(node: SchemaNode, word: string): Field | undefined {
    const inner = innermost(node)
    const forms = formsOf(inner)
    if (forms.length > 0) {
      const form = forms.find(({ type }) => type === word)
      if (form !== undefined) return { path: [word], node: form.node, required: false }
      // what every form has is a field of the union; `properties` is another thing in each
      const fields = forms.map((candidate) => ownField(candidate.node, word))
      return word !== 'properties' && fields.every((field) => field !== undefined) ? fields[0] : undefined
    }
    const own = ownField(inner, word)
    if (own !== undefined) return own
    const parameters = ownField(inner, 'properties')
    if (parameters !== undefined && ownField(inner, 'type') !== undefined) return step(parameters.node, word)
    const values = inner['additionalProperties']
    return isRecord(values) ? { path: [word], node: resolve(values), required: false } : undefined
  }

  function ownField(node: SchemaNode, word: string): Field | undefined {
    const properties = record(node['properties'])
    if (!Object.hasOwn(properties, word)) return undefined
    const required = Array.isArray(node['required']) && node['required'].includes(word)
    return { path: [word], node: resolve(record(properties[word])), required }
  }

  function wordsAfter(node: SchemaNode): readonly string[] {
    const inner = innermost(node)
    const forms = formsOf(inner)
    if (forms.length > 0)
      return [...forms.map(({ type }) => type), ...fieldsOf(record(forms[0]?.node)).map(({ path }) => path[0] ?? '')].filter(
        (word) => word !== 'properties',
      )
    return fieldsOf(inner).flatMap(({ path, node: child }) =>
      path[0] === 'properties' ? ['properties', ...fieldsOf(child).map((field) => field.path[0] ?? '')] : [path[0] ?? ''],
    )
  }

  function fieldsOf(node: SchemaNode): readonly Field[] {
    const inner = innermost(node)
    return Object.keys(record(inner['properties'])).flatMap((word) => ownField(inner, word) ?? [])
  }

  function formsOf(node: SchemaNode): readonly { type: string; node: SchemaNode }[] {
    const branches = Array.isArray(node['oneOf']) ? node['oneOf'] : []
    return branches.flatMap((branch: unknown) => {
      const form = resolve(record(branch))
      const type = record(record(form['properties'])['type'])['const']
      return typeof type === 'string' ? [{ type, node: form }] : []
    })
  }

  /** The items of a list, the values of a map of objects: what the next word of a path speaks of. */
  function innermost(node: SchemaNode): SchemaNode {
    const resolved = resolve(node)
    if (isRecord(resolved['items'])) return innermost(resolved['items'])
    if (formsOf(resolved).length > 0) return resolved
    // of several forms without a type (a name or an object), the object is the one with fields
    return (
      alternatives(resolved)
        .map(innermost)
        .find((form) => form['properties'] !== undefined) ?? resolved
    )
  }

  /** Follows `$ref`, alone or within `allOf`; what stands beside `allOf` is said of this very field and goes before what is said of the form. */
  function resolve(node: SchemaNode): SchemaNode {
    const [only] = Array.isArray(node['allOf']) && node['allOf'].length === 1 ? node['allOf'] : [node]
    const ref = record(only)['$ref']
    if (typeof ref !== 'string') return node
    const { allOf: _, $ref: __, ...own } = node
    return { ...resolve(record(definitions[ref.replace('#/definitions/', '')])), ...own }
  }

  function alternatives(node: SchemaNode): readonly SchemaNode[] {
    return Array.isArray(node['oneOf']) ? node['oneOf'].map((form: unknown) => record(form)) : []
  }

  function typeOf(node: SchemaNode): string {
    const resolved = resolve(node)
    if (isRecord(resolved['items'])) return `list of ${typeOf(resolved['items'])}`
    if (isRecord(resolved['additionalProperties']) && resolved['properties'] === undefined)
      return `map of ${typeOf(resolved['additionalProperties'])}`
    if (typeof resolved['title'] === 'string') return resolved['title']
    const { type, const: constant } = resolved
    if (typeof constant === 'string') return `\`${constant}\``
    if (Array.isArray(type)) return type.join(' or ')
    if (typeof type === 'string') return type
    return alternatives(resolved).map(typeOf).join(' or ') || 'any value'
  }
}

function isRecord(value: unknown): value is SchemaNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function record(value: unknown): SchemaNode {
  return isRecord(value) ? value : {}
}
