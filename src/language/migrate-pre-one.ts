import { stringify } from 'yaml'

/** What to say of a component in the form of wadm 0.x: the message, and a help that shows the component in the form of wadm 1.0. */
export interface Migration {
  readonly message: string
  readonly help: string
}

/**
 * Recognises a component in the form of wadm 0.x (`contract`, `link_name`, `linkdef` with `values`) and gives it in the form of 1.0, as YAML.
 * `siblings` are all components of its application: what a `linkdef` becomes depends on the contract of its target, and where the provider
 * calls the component, the link moves to the provider. Source: wasmCloud documentation, "Migrating from 0.82 to 1.0".
 */
export function migratePreOne(component: unknown, siblings: readonly unknown[] = []): Migration | undefined {
  if (!isMap(component)) return undefined
  const old = oldForms(component)
  if (old.length === 0) return undefined
  const name = textOf(component['name']) ?? ''
  const notes = new Set<string>()
  const properties = isMap(component['properties']) ? component['properties'] : {}
  const kept = Object.fromEntries(Object.entries(properties).filter(([key, value]) => isKept(key, value)))
  const contract = properties['contract']
  if (contract !== undefined) notes.add('take an image of the provider that is made for wasmCloud 1.0')
  for (const [key, value] of Object.entries(properties)) {
    if (!isKept(key, value) && key !== 'contract' && key !== 'link_name') notes.add(`\`${key}\` has no place there in this form`)
  }
  const traits = [
    ...listOf(component['traits']).flatMap((trait) => migrateTrait(trait, name, siblings, notes)),
    ...incomingLinks(siblings, name, textOf(contract)),
  ]
  const migrated = {
    ...component,
    type: component['type'] === 'actor' ? 'component' : component['type'],
    properties: kept,
    ...(traits.length > 0 || component['traits'] !== undefined ? { traits } : {}),
  }
  const yaml = stringify([migrated], { lineWidth: 0, aliasDuplicateObjects: false }).trimEnd()
  return {
    message: `component \`${name}\` has the form of wadm 0.x (${old.map((word) => `\`${word}\``).join(', ')}), which wadm no longer reads`,
    help: ['in the form of wadm 1.0:', yaml, ...notes].join('\n'),
  }
}

type Fields = Readonly<Record<string, unknown>>

/** Which interfaces a contract of 0.x became, and whether the component calls the provider (`out`), the provider calls the component (`in`), or both. */
interface Successor {
  readonly namespace: string
  readonly package: string
  readonly out?: readonly string[]
  readonly in?: readonly string[]
}

const successors: ReadonlyMap<string, Successor> = new Map([
  ['wasmcloud:httpserver', { namespace: 'wasi', package: 'http', in: ['incoming-handler'] }],
  ['wasmcloud:httpclient', { namespace: 'wasi', package: 'http', out: ['outgoing-handler'] }],
  ['wasmcloud:keyvalue', { namespace: 'wasi', package: 'keyvalue', out: ['atomics', 'store'] }],
  ['wasmcloud:blobstore', { namespace: 'wasi', package: 'blobstore', out: ['blobstore'] }],
  ['wasmcloud:messaging', { namespace: 'wasmcloud', package: 'messaging', out: ['consumer'], in: ['handler'] }],
  ['wasmcloud:sqldb', { namespace: 'wasmcloud', package: 'postgres', out: ['query'] }],
])

/** A contract of somebody else keeps its words; only its author knows the names of the interfaces. */
function successorOf(contract: string | undefined): Successor {
  const known = contract === undefined ? undefined : successors.get(contract)
  if (known !== undefined) return known
  const [namespace = '', name = '', ...rest] = (contract ?? '').split(':')
  return { namespace, package: name, out: rest }
}

/** The words of wadm 0.x in a component. A `linkdef` that has a link's own properties is a misspelt link. */
function oldForms({ properties, traits }: Fields): string[] {
  const words = isMap(properties) ? ['contract', 'link_name'].filter((key) => Object.hasOwn(properties, key)) : []
  return listOf(traits).some(isLinkdef) ? [...words, 'linkdef'] : words
}

/** The properties of 1.0; its configuration is a list of named ones. */
function isKept(key: string, value: unknown): boolean {
  return ['image', 'application', 'id'].includes(key) || (['config', 'secrets'].includes(key) && Array.isArray(value))
}

function isLinkdef(trait: unknown): trait is { readonly properties: Fields } {
  if (!isMap(trait) || trait['type'] !== 'linkdef' || !isMap(trait['properties'])) return false
  const { properties } = trait
  return Object.hasOwn(properties, 'values') || !['namespace', 'package', 'interfaces'].some((key) => Object.hasOwn(properties, key))
}

function migrateTrait(trait: unknown, name: string, siblings: readonly unknown[], notes: Set<string>): unknown[] {
  if (isLinkdef(trait)) return outgoingLinks(trait.properties, name, siblings, notes)
  if (!isMap(trait) || !isMap(trait['properties']) || !['spreadscaler', 'daemonscaler'].includes(String(trait['type']))) return [trait]
  const { replicas, ...rest } = trait['properties']
  return [replicas === undefined || rest['instances'] !== undefined ? trait : { ...trait, properties: { instances: replicas, ...rest } }]
}

function outgoingLinks({ target, values }: Fields, name: string, siblings: readonly unknown[], notes: Set<string>): object[] {
  const to = textOf(target) ?? ''
  const successor = successorOf(contractOf(to, siblings))
  if (successor.in !== undefined) notes.add(`the link by which \`${to}\` calls \`${name}\` now stands at \`${to}\``)
  if (successor.out === undefined) return []
  if (successor.out.length === 0) notes.add(`\`interfaces\` of the link to \`${to}\`: those that \`${name}\` imports from it`)
  const config = successor.in === undefined ? configOf(`${name}-${to}`, values) : undefined
  return [linkOf(successor, successor.out, { target: { name: to, ...(config && { config }) } })]
}

/** The links by which the provider `name` calls the components that had a `linkdef` to it; several of the same interface need names of their own. */
function incomingLinks(siblings: readonly unknown[], name: string, contract: string | undefined): object[] {
  const successor = successorOf(contract)
  const { in: interfaces } = successor
  if (interfaces === undefined) return []
  const callees = siblings.filter(isMap).flatMap(({ name: callee, traits }) =>
    listOf(traits)
      .filter(isLinkdef)
      .filter(({ properties }) => textOf(properties['target']) === name)
      .map(({ properties }) => ({ to: textOf(callee) ?? '', values: properties['values'] })),
  )
  return callees.map(({ to, values }) => {
    const config = configOf(`${name}-${to}`, values)
    return linkOf(successor, interfaces, {
      target: { name: to },
      ...(config && { source: { config } }),
      ...(callees.length > 1 && { name: to }),
    })
  })
}

interface Ends {
  readonly target: object
  readonly source?: object
  readonly name?: string
}

function linkOf({ namespace, package: name }: Successor, interfaces: readonly string[], { target, ...rest }: Ends): object {
  return { type: 'link', properties: { target, namespace, package: name, interfaces, ...rest } }
}

function configOf(name: string, values: unknown): readonly object[] | undefined {
  if (!isMap(values) || Object.keys(values).length === 0) return undefined
  const properties = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, textOf(value) ?? JSON.stringify(value)]))
  return [{ name, properties }]
}

function contractOf(name: string, components: readonly unknown[]): string | undefined {
  const found = components.find((component): component is Fields => isMap(component) && textOf(component['name']) === name)
  return found !== undefined && isMap(found['properties']) ? textOf(found['properties']['contract']) : undefined
}

function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}
