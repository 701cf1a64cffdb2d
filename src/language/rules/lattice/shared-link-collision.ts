import type { Span } from '../../../diagnostic.js'
import type { Edge, Lattice, Node } from '../../../lattice/lattice.js'
import { traitsOf } from '../../../lattice/traits-of.js'
import { referenceOf } from '../../reference-of.js'
import type { LatticeRule } from '../rule.js'
import { compareSpans } from './collisions.js'
import { application, component, documents, reference, sharedApplication } from './snippets.js'

const platform = sharedApplication('platform', component('capability', 'http'))
const site = (name: string, link: string): string =>
  application(
    name,
    component('component', 'web', '      traits:\n        - type: spreadscaler\n          properties:\n            instances: 1\n'),
    reference(
      'capability',
      'http',
      'platform/http',
      `      traits:\n        - type: link\n          properties:\n            name: ${link}\n            target: { name: web }\n            namespace: wasi\n            package: http\n            interfaces: [incoming-handler]\n`,
    ),
  )

/** Links of a shared component have names of their own (wasmCloud 1.9 host, `handle_link_put` and `handle_link_del`). */
export const sharedLinkCollision: LatticeRule = {
  code: 'lattice/shared-link-collision',
  severity: 'error',
  scope: 'lattice',
  summary: 'links that leave one shared component by the same package have different names',
  why: 'The wasmCloud 1.9 host knows a link by its source, name, namespace and package. It refuses a second one with the same interface and another target, replaces one with the same target, and on removal deletes the first that it finds, whosever it is.',
  bad: documents(platform, site('shop', 'web'), site('blog', 'web')),
  good: documents(platform, site('shop', 'shop-web'), site('blog', 'blog-web')),
  claims: sharedLinks,
  check(lattice, say) {
    for (const group of groups(lattice)) {
      const distinct = new Map<string, SharedLink[]>()
      for (const link of group) {
        const other = otherOf(link, distinct)
        if (other !== undefined) {
          say({
            message: `this link of \`${link.source}\` ${effectOf(link, other)}`,
            span: link.span,
            related: [{ span: other.span, message: `the other link, of \`${other.from.application}\` to \`${other.edge.resolved}\`` }],
            help: `give the link a \`name\` that no other application uses, such as \`${link.from.application}-${link.edge.to.slice(link.from.application.length + 1)}\``,
          })
        }
        remember(link, distinct)
      }
    }
  },
}

/** A link whose source may have links of other applications too. */
interface SharedLink {
  readonly edge: Edge
  readonly from: Node
  /** The component that has the link in the end. */
  readonly source: string
  readonly name: string
  readonly span: Span
}

/** Gives the links that the host knows by the same source, name, namespace and package, where more than one component of the manifests makes them; by place. */
function groups(lattice: Lattice): SharedLink[][] {
  const found = new Map<string, { edge: Edge; from: Node }[]>()
  for (const edge of lattice.edges) {
    const from = lattice.nodes.get(edge.from)
    if (edge.link === undefined || (from?.kind !== 'component' && from?.kind !== 'capability')) continue
    const { name = 'default', namespace, package: package_ } = edge.link.properties
    if (namespace === undefined || package_ === undefined) continue
    const key = JSON.stringify([from.uses ?? from.id, name, namespace, package_])
    const group = found.get(key)
    if (group === undefined) found.set(key, [{ edge, from }])
    else group.push({ edge, from })
  }
  return [...found.values()]
    .filter((group) => group.some(({ from }) => from !== group[0]?.from))
    .map((group) => group.map(placed).sort((a, b) => compareSpans(a.span, b.span)))
}

/** Links that a shared component has from here; who refers to it and who shares it are checked together anyway. */
function sharedLinks({ nodes }: Lattice): string[] {
  return [...nodes.values()].flatMap(({ kind, component }) => {
    const reference = referenceOf(component)
    if (reference === undefined || (kind !== 'component' && kind !== 'capability')) return []
    return traitsOf(component, 'link').map(({ properties: { name = 'default', namespace = '', package: package_ = '' } }) =>
      JSON.stringify([`${reference.name}/${reference.component}`, name, namespace, package_]),
    )
  })
}

function placed({ edge, from }: { edge: Edge; from: Node }): SharedLink {
  const { name } = edge.link?.properties ?? {}
  const { document } = from.manifest
  const span =
    name === undefined || edge.link === undefined
      ? document.at(edge.place.parent, edge.place.key)
      : document.at(edge.link.properties, 'name')
  return { edge, from, source: from.uses ?? from.id, name: name ?? 'default', span }
}

/** Gives an earlier link of another component that differs in target or interfaces; the very same link from two applications is one link. */
function otherOf(link: SharedLink, distinct: ReadonlyMap<string, readonly SharedLink[]>): SharedLink | undefined {
  for (const [signature, links] of distinct) {
    const other = signature === signatureOf(link) ? undefined : links.find(({ from }) => from !== link.from)
    if (other !== undefined) return other
  }
  return undefined
}

/** Two of different components are enough for every later link to find one that is not its own. */
function remember(link: SharedLink, distinct: Map<string, SharedLink[]>): void {
  const known = distinct.get(signatureOf(link)) ?? []
  if (known.length < 2 && known.every(({ from }) => from !== link.from)) distinct.set(signatureOf(link), [...known, link])
}

function signatureOf({ edge }: SharedLink): string {
  return JSON.stringify([edge.resolved, [...edge.interfaces].sort()])
}

function effectOf({ edge, name }: SharedLink, other: SharedLink): string {
  const common = edge.interfaces.find((interface_) => other.edge.interfaces.includes(interface_))
  if (edge.resolved === other.edge.resolved) return `has the name \`${name}\` of another to the same target and would replace it`
  if (common !== undefined) return `has the name \`${name}\` and the interface \`${common}\` of another, and the host would refuse it`
  return `has the name \`${name}\` of another of the same package, and removing either would delete the other`
}
