import type { Component, LinkTrait } from '../generated/application.js'
import type { Manifest } from '../language/manifest.js'

/** `application/component`. */
export type Id = string

/**
 * What a component is: a wasmCloud component or capability provider, a container, a Spin application, or objects of Kubernetes as they are.
 * A link or a reference never changes it: a reference must have the kind of the component that it refers to.
 */
export type Kind = 'component' | 'capability' | 'container' | 'spin' | 'objects'

/** A component of an application. */
export interface Node {
  readonly id: Id
  readonly application: string
  readonly name: string
  readonly kind: Kind
  readonly component: Component
  readonly manifest: Manifest
  /** The component that this one stands for (`properties.application`), where it resolves. */
  readonly uses?: Id
}

/** An entry of a manifest: `parent[key]`. */
export interface Entry {
  readonly parent: object
  readonly key: string | number
}

/**
 * `link`: a link trait, from the component that carries it. `uses`: an `application:` reference. `depends`: KubeVela's `dependsOn`.
 * `to` is the component in the same application; `resolved` follows a reference to the shared component behind it.
 */
export interface Edge {
  readonly from: Id
  readonly to: Id
  readonly resolved: Id
  readonly kind: 'link' | 'uses' | 'depends'
  /** The trait of a `link` edge. */
  readonly link?: LinkTrait
  /** `namespace:package/interface` of a link, in the order of the manifest. */
  readonly interfaces: readonly string[]
  /** The entry of the manifest that makes the edge. */
  readonly place: Entry
}

/** Named configuration or a secret that a component or a link needs; `key` is the name under which the lattice stores it (wadm's rule). */
export interface Need {
  readonly by: Id
  readonly kind: 'config' | 'secret'
  readonly name: string
  readonly key: string
  /** False where the manifest carries nothing to store and somebody else must have stored it. */
  readonly owned: boolean
  /** Where it is said: in the component, or in a link of it. */
  readonly via: 'component' | 'link'
  /** What is stored under `key`: the values of a configuration, or the reference to a secret. For comparison only, never printed. Absent where not owned. */
  readonly content?: object
  readonly place: Entry
}

/** All applications given, resolved against each other. */
export interface Lattice {
  /** Sorted by name. */
  readonly applications: ReadonlyMap<string, Manifest>
  /** Applications that have the name of an earlier one (by path, then position): they are reported, and no part of the graph. */
  readonly duplicates: readonly Manifest[]
  /** Names of applications whose documents are broken: a reference to one of them is not an unknown application. */
  readonly broken: ReadonlySet<string>
  /** Sorted by application, then by name. Of two components with one name in one application the first is here. */
  readonly nodes: ReadonlyMap<Id, Node>
  /** In the order of the nodes that they come from, then of the manifest. */
  readonly edges: readonly Edge[]
  /** The edges by the node that they come from, and by the node that they go to (`to`); no entry where there are none. */
  readonly outgoing: ReadonlyMap<Id, readonly Edge[]>
  readonly incoming: ReadonlyMap<Id, readonly Edge[]>
  readonly needs: readonly Need[]
  /** Order of deployment: every wave needs only earlier ones; components of one strongly connected part stand in one wave. Sorted within. */
  readonly waves: readonly (readonly Id[])[]
  /** Strongly connected parts of more than one component (or one that links to itself), sorted. */
  readonly cycles: readonly (readonly Id[])[]
}
