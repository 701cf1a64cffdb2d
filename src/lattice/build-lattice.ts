import { compareText } from '../diagnostic.js'
import type { Component } from '../generated/application.js'
import type { Manifest } from '../language/manifest.js'
import { referenceOf } from '../language/reference-of.js'
import { edgesOf } from './edges-of.js'
import { kindOf } from './kind-of.js'
import type { Edge, Id, Lattice, Node } from './lattice.js'
import { needsOf } from './needs-of.js'
import { order } from './order.js'

/**
 * Resolves all applications against each other: nodes, edges, needs and the order of deployment.
 * `broken` are the names of applications that exist and could not be read. What does not resolve makes no edge; the rules report it.
 * Takes time in proportion to what the manifests hold, and gives the same for every order of `manifests`.
 */
export function buildLattice(manifests: readonly Manifest[], broken: ReadonlySet<string>): Lattice {
  const { applications, duplicates } = byName(manifests)
  const nodes = nodesOf(applications)
  const edges = [...nodes.values()].flatMap((node) => edgesOf(node, nodes))
  const outgoing = groupBy(edges, ({ from }) => from)
  const incoming = groupBy(edges, ({ to }) => to)
  const needs = [...nodes.values()].flatMap(needsOf)
  const { waves, cycles } = order(nodes.keys(), (id) => (outgoing.get(id) ?? []).map(({ to }) => to))
  return { applications, duplicates, broken, nodes, edges, outgoing, incoming, needs, waves, cycles }
}

function byName(manifests: readonly Manifest[]): Pick<Lattice, 'applications' | 'duplicates'> {
  const sorted = [...manifests].sort(
    (a, b) => compareText(a.document.source.path, b.document.source.path) || a.document.start - b.document.start,
  )
  const first = new Map<string, Manifest>()
  const duplicates: Manifest[] = []
  for (const manifest of sorted) {
    const { name } = manifest.app.metadata
    if (first.has(name)) duplicates.push(manifest)
    else first.set(name, manifest)
  }
  return { applications: new Map([...first].sort(([a], [b]) => compareText(a, b))), duplicates }
}

function nodesOf(applications: ReadonlyMap<string, Manifest>): Map<Id, Node> {
  const components = new Map([...applications].map(([name, { app }]) => [name, componentsByName(app.spec.components)]))
  const nodes = new Map<Id, Node>()
  for (const [application, manifest] of applications) {
    for (const [name, component] of components.get(application) ?? []) {
      const id = idOf(application, name)
      const reference = referenceOf(component)
      const uses =
        reference && components.get(reference.name)?.has(reference.component) ? idOf(reference.name, reference.component) : undefined
      nodes.set(id, { id, application, name, kind: kindOf(component), component, manifest, ...(uses !== undefined && { uses }) })
    }
  }
  return nodes
}

function componentsByName(components: readonly Component[]): Map<string, Component> {
  const first = new Map<string, Component>()
  for (const component of components) if (!first.has(component.name)) first.set(component.name, component)
  return new Map([...first].sort(([a], [b]) => compareText(a, b)))
}

function idOf(application: string, component: string): Id {
  return `${application}/${component}`
}

function groupBy(edges: readonly Edge[], key: (edge: Edge) => Id): Map<Id, Edge[]> {
  const groups = new Map<Id, Edge[]>()
  for (const edge of edges) {
    const group = groups.get(key(edge))
    if (group === undefined) groups.set(key(edge), [edge])
    else group.push(edge)
  }
  return groups
}
