import { compareText } from '../../src/diagnostic.js'
import type { KubernetesObject, Namespace } from './objects/kinds.js'
import type { ObjectDraft, PlacedObject } from './objects/object-draft.js'
import { type PodSecurityLevel, podSecurityLevel } from './pod-security.js'

/**
 * Gives the Namespaces that applications run in, by the option `create-namespaces`: those that bear the name of their application, or all. Each enforces the strictest
 * Pod Security level that admits what we put there, so that nothing else that comes there later may do more (Kubernetes, Pod Security Admission).
 */
export function makeNamespaces(draft: ObjectDraft): readonly PlacedObject[] {
  const asked = draft.context.options['create-namespaces']
  const charts = new Map<string, Set<string>>()
  const objects = new Map<string, KubernetesObject[]>()
  for (const { chart, object } of draft.objects) {
    const namespace = draft.namespaceOf(chart)
    if (namespace !== undefined) charts.set(namespace, (charts.get(namespace) ?? new Set()).add(chart))
    const { namespace: place } = object.metadata
    if (place === undefined) continue
    const list = objects.get(place) ?? []
    list.push(object)
    objects.set(place, list)
  }
  return [...charts]
    .filter(
      ([name, [first = '', ...others]]) => asked === 'all' || (asked === 'application' && others.length === 0 && isOwn(draft, name, first)),
    )
    .filter(([name]) => !isBuiltIn(name))
    .sort(([one], [other]) => compareText(one, other))
    .map(([name]) => ({ chart: namespacesFolder, folder: '', object: namespaceOf(name, podSecurityLevel(objects.get(name) ?? [])) }))
}

/** The folder of the Namespaces, which no application has for its own. */
export const namespacesFolder = 'namespaces'

/** One that the manifest names was there before, and holds what others put there. */
function isOwn({ applications, chartNameOf }: ObjectDraft, name: string, chart: string): boolean {
  return chartNameOf(chart) === name && applications.get(chart)?.namespace === undefined
}

function isBuiltIn(name: string): boolean {
  return name === 'default' || name.startsWith('kube-')
}

function namespaceOf(name: string, level: PodSecurityLevel): Namespace {
  const bounds = {
    'pod-security.kubernetes.io/enforce': level,
    'pod-security.kubernetes.io/warn': 'restricted',
    'pod-security.kubernetes.io/audit': 'restricted',
  }
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'app.kubernetes.io/managed-by': 'mc', ...bounds } },
  }
}
