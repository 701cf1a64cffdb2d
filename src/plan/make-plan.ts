import type { Document } from '../language/document.js'
import { isContainer } from '../language/is-container.js'
import { isWasm } from '../language/is-wasm.js'
import type { Manifest } from '../language/manifest.js'
import { httpServersOf } from '../lattice/http-servers.js'
import { dependenciesOf, neededBy } from '../lattice/impact.js'
import type { Id, Lattice, Node } from '../lattice/lattice.js'
import { applyImageRecord } from './container/apply-image-record.js'
import { planContainer } from './container/plan-container.js'
import { planHostGroups } from './host-groups.js'
import type { ImageRecord } from './image-record.js'
import { bind } from './links/bind.js'
import { planObjects } from './objects/plan-objects.js'
import type { Plan, Workload } from './plan.js'
import { planApplication } from './plan-application.js'
import { makeScope, type Scope } from './scope.js'
import { planSpin } from './spin/plan-spin.js'
import { makeTrace, type Trace } from './trace.js'
import { planWasm } from './wasm/plan-wasm.js'

/** A plan, where every value of it came from, and what it was made of. */
export interface PlanWithTrace {
  readonly plan: Plan
  readonly trace: Trace
  /** The manifests planned, sorted by the name of their application. */
  readonly manifests: readonly Manifest[]
  readonly lattice: Lattice
}

/**
 * Gives the plan of a lattice without errors; with `app` that of this application and of everything that it needs, where applications in `stubs` need nothing.
 * What is built has the image that `record` says was published of it.
 * A component that stands for one of another application (`application:`) is no workload: whatever is linked to it is linked to the one behind it.
 */
export function makePlan(lattice: Lattice, app?: string, record?: ImageRecord, stubs?: ReadonlySet<string>): PlanWithTrace {
  const trace = makeTrace()
  const needed = app === undefined ? undefined : withServers(lattice, neededBy(lattice, app, stubs))
  const parts = [...lattice.applications].flatMap(([name, manifest]) => partOf(trace, lattice, name, manifest, app, needed) ?? [])

  const workloads = new Map<Id, Workload>()
  for (const { scope, nodes } of parts)
    for (const node of nodes) {
      const workload = planWorkload(scope, node)
      if (workload !== undefined) workloads.set(node.id, record === undefined ? workload : applyImageRecord(scope, workload, record))
    }
  const bound = new Map<Id, Workload>()
  for (const { scope, nodes } of parts) {
    for (const node of nodes) {
      const workload = workloads.get(node.id)
      if (workload !== undefined) bound.set(node.id, bind(scope, node, workload, workloads))
    }
  }

  const plan: Plan = {
    applications: parts.map(({ scope, nodes }) =>
      planApplication(
        scope,
        nodes.flatMap(({ id }) => bound.get(id) ?? []),
        nodes.flatMap((node) => (node.component.type === 'k8s-objects' ? [planObjects(scope, node, node.component)] : [])),
      ),
    ),
    waves: lattice.waves.map((wave) => wave.filter((id) => bound.has(id))).filter((wave) => wave.length > 0),
    hostGroups: planHostGroups(
      trace,
      [...bound.values()].filter((workload) => workload.kind === 'wasm'),
    ),
  }
  return { plan, trace, manifests: parts.map(({ manifest }) => manifest), lattice }
}

/** A link to a Wasm component needs the HTTP servers that answer for it, which are linked the other way round. */
function withServers(lattice: Lattice, needed: ReadonlySet<Id>): ReadonlySet<Id> {
  const all = new Set(needed)
  for (const id of all) {
    const node = lattice.nodes.get(id)
    if (node === undefined || isWasm(node.component)) continue
    for (const edge of lattice.outgoing.get(id) ?? []) {
      if (edge.kind !== 'link') continue
      for (const { by } of httpServersOf(lattice, edge.resolved)) for (const other of [by, ...dependenciesOf(lattice, by)]) all.add(other)
    }
  }
  return all
}

/** What is planned of one application. */
interface Part {
  readonly manifest: Manifest
  readonly scope: Scope
  /** Its workloads, in the order of the manifest. */
  readonly nodes: readonly Node[]
}

/** Gives the part of an application that is needed; nothing where nothing is. */
function partOf(
  trace: Trace,
  lattice: Lattice,
  name: string,
  manifest: Manifest,
  app: string | undefined,
  needed: ReadonlySet<Id> | undefined,
): Part | undefined {
  const { components } = manifest.app.spec
  const wanted = components.filter((component) => needed === undefined || needed.has(`${name}/${component.name}`))
  if (needed !== undefined && name !== app && wanted.length === 0) return undefined
  for (const component of components) if (!wanted.includes(component)) leaveOut(trace, manifest.document, component)
  const nodes = wanted.flatMap((component) => lattice.nodes.get(`${name}/${component.name}`) ?? []).filter(({ uses }) => uses === undefined)
  return { manifest, scope: makeScope(trace, lattice, manifest, wanted), nodes }
}

/** What the user left out by naming one application has done its part: no target has to speak of it. */
function leaveOut(trace: Trace, document: Document, object: object): void {
  for (const [key, value] of Object.entries(object)) {
    if (typeof value === 'object' && value !== null) leaveOut(trace, document, value)
    else trace.decide(document, object, key)
  }
}

/** Objects of Kubernetes are no workload. */
function planWorkload(scope: Scope, node: Node): Workload | undefined {
  const { component } = node
  if (isContainer(component)) return planContainer(scope, node, component)
  if (isWasm(component)) return planWasm(scope, node, component)
  return component.type === 'spin' ? planSpin(scope, node, component) : undefined
}
