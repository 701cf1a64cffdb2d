import type { Difference } from './difference.js'
import { isTree, type Plain, podOf, type Tree } from './read-objects.js'

const oursOnly = new Set(['NetworkPolicy', 'ServiceAccount', 'PodDisruptionBudget', 'Namespace'])
const labelsOfPlatforms = /^(app\.kubernetes\.io|manifest-compiler\.dev|helm\.sh|[a-z]+\.oam\.dev|controller\.core\.oam\.dev|checksum)\//

/** What each side adds to every application. */
export const additions: readonly Difference[] = [
  {
    what: 'network policies, service accounts, disruption budgets and namespaces',
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
    ours: (objects, application) => {
      const known = new Map(objects.map(({ metadata }) => [metadata.name, plainName(metadata.name, application)]))
      return objects.map((object) => rename(object, known) as Plain)
    },
  },
  {
    what: 'namespace',
    reason: 'KubeVela has `default` where the manifest names none; mc leaves it to whoever applies the files',
    theirs: (objects) => objects.map(withoutNamespace),
    ours: (objects) => objects.map(withoutNamespace),
  },
]

/** Values of secrets. */
export const withoutSecrets: Difference = {
  what: 'objects of kind Secret',
  reason: 'mc never writes the value of a secret; the reference is the same, and `mc secrets` names what has to be there',
  theirs: (objects) => objects.filter(({ kind }) => kind !== 'Secret'),
  ours: (objects) => objects.filter(({ kind }) => kind !== 'Secret'),
}

function plainName(name: string, application: string): string {
  return name.startsWith(`${application}-`) ? name.slice(application.length + 1) : name
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
