import type { Difference } from './difference.js'
import { at, isTree, type Plain, podOf, type Tree } from './read-objects.js'

const oursOnly = new Set(['NetworkPolicy', 'ServiceAccount', 'PodDisruptionBudget'])
const labelsOfPlatforms = /^(app\.kubernetes\.io|manifest-compiler\.dev|helm\.sh|[a-z]+\.oam\.dev|controller\.core\.oam\.dev|checksum)\//

/** What each side adds to every application. */
export const additions: readonly Difference[] = [
  {
    what: 'network policies, service accounts and disruption budgets',
    reason: 'mc makes them from the graph and the copies; KubeVela has none',
    ours: (objects) => objects.filter(({ kind }) => !oursOnly.has(kind)),
  },
  {
    what: 'labels and annotations of the platform',
    reason: 'each tool marks what it made; those of the manifest are compared',
    theirs: (objects) => objects.map(unmarked),
    ours: (objects) => objects.map(unmarked),
  },
  {
    what: 'selectors',
    reason: 'each tool selects by labels of its own; that they find the pods is checked before they are taken out',
    theirs: (objects) => objects.map(unselected),
    ours: (objects) => objects.map(unselected),
  },
]

/** Names: mc puts the application before the component, so that applications can share a namespace. */
export const names: readonly Difference[] = [
  {
    what: 'names of objects, and the names in references to them',
    reason: 'mc names objects `<application>-<component>`: two applications may share a namespace',
    ours: (objects) => {
      const known = new Map(objects.map((object) => [object.metadata.name, plainName(object)]))
      return objects.map((object) => rename(object, known) as Plain)
    },
  },
  {
    what: 'upper case in names',
    reason: 'Kubernetes refuses it; mc writes lower case where the name is not given',
    ours: (objects) => objects.map((object) => lowered(object) as Plain),
    theirs: (objects) => objects.map((object) => lowered(object) as Plain),
  },
  {
    what: 'namespace',
    reason: 'KubeVela has `default` where the manifest names none; mc leaves it to whoever applies the files',
    theirs: (objects) => objects.map(withoutNamespace),
    ours: (objects) => objects.map(withoutNamespace),
  },
]

/** Labels of the component's own properties. */
export const podLabels: Difference = {
  what: 'labels that the properties of a component give',
  reason: 'KubeVela puts them on the pods; mc on the object as well, so that both are found by them; those of the pods are compared',
  ours: (objects, theirs) =>
    objects.map((object) => {
      const other = theirs.find(({ kind, metadata }) => kind === object.kind && metadata.name === object.metadata.name)
      const known = isTree(other?.metadata['labels']) ? other.metadata['labels'] : {}
      const labels = Object.entries(isTree(object.metadata['labels']) ? object.metadata['labels'] : {}).filter(
        ([key]) => podOf(object) === undefined || known[key] !== undefined,
      )
      return { ...object, metadata: { ...object.metadata, labels: Object.fromEntries(labels) } }
    }),
}

/** Values of secrets. */
export const withoutSecrets: Difference = {
  what: 'objects of kind Secret',
  reason: 'mc never writes the value of a secret; the reference is the same, and `mc secrets` names what has to be there',
  theirs: (objects) => objects.filter(({ kind }) => kind !== 'Secret'),
  ours: (objects) => objects.filter(({ kind }) => kind !== 'Secret'),
}

/** The name that the object would have without the application before it. */
function plainName({ metadata }: Plain): string {
  const application = at(metadata, 'labels', 'app.kubernetes.io/part-of') ?? at(metadata, 'labels', 'app.kubernetes.io/instance')
  const component = at(metadata, 'labels', 'app.kubernetes.io/name')
  if (typeof component === 'string' && (metadata.name === component || metadata.name.endsWith(`-${component}`))) return component
  return metadata.name.startsWith(`${String(application)}-`) ? metadata.name.slice(String(application).length + 1) : metadata.name
}

function lowered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowered)
  if (!isTree(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === 'name' && typeof item === 'string' && !isVariable(item) ? item.toLowerCase() : lowered(item),
    ]),
  )
}

/** Names of environment variables keep their case. */
function isVariable(name: string): boolean {
  return /^[A-Z0-9_]+$/.test(name)
}

/** Changes every text that is the whole name of an object of ours. */
function rename(value: unknown, known: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return known.get(value) ?? value
  if (Array.isArray(value)) return value.map((item) => rename(item, known))
  if (!isTree(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rename(item, known)]))
}

function withoutNamespace(object: Plain): Plain {
  const { namespace: _, ...metadata } = object.metadata
  return { ...object, metadata }
}

function unmarked(object: Plain): Plain {
  return mapMetadata(object, (metadata) => ({ ...metadata, labels: own(metadata['labels']), annotations: own(metadata['annotations']) }))
}

function own(marks: unknown): Tree {
  return Object.fromEntries(Object.entries(isTree(marks) ? marks : {}).filter(([key]) => !labelsOfPlatforms.test(key)))
}

/** Changes the metadata of an object and of the pods that it makes. */
function mapMetadata(object: Plain, change: (metadata: Tree) => Tree): Plain {
  const visit = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => visit(item, ''))
    if (!isTree(value)) return value
    if (key === 'metadata') return change(value)
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, visit(item, name)]))
  }
  return visit(object, '') as Plain
}

function unselected(object: Plain): Plain {
  const { spec } = object
  if (!isTree(spec)) return object
  if (podOf(object) === undefined && object.kind !== 'Service') return object
  const { selector: _, ...rest } = spec
  return { ...object, spec: rest }
}
