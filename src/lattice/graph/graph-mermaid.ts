import { referenceOf } from '../../language/reference-of.js'
import type { Edge, Id, Kind, Lattice, Node } from '../lattice.js'
import { type GraphOptions, graphView } from './graph-view.js'
import { label } from './label.js'

/**
 * Gives the graph as a Mermaid flowchart: applications are subgraphs, the shape of a node tells its kind, `==>` is a reference, `-->` a link, `-.->` `dependsOn`.
 * An arrow goes from what needs to what is needed, with `reverse` too. Ends with a newline.
 */
export function graphMermaid(lattice: Lattice, options: GraphOptions = {}): string {
  const { applications, edges, missing } = graphView(lattice, options)
  const names = new Map<Id, string>()
  for (const { id } of applications.flatMap(({ nodes }) => nodes)) names.set(id, `n${names.size}`)
  const absent = new Map([...new Set(missing.map(({ to }) => to))].map((to, index) => [to, `m${index}`]))
  const nameOf = (id: Id): string => names.get(id) ?? 'n'
  return [
    'flowchart LR',
    ...applications.flatMap(({ name, isShared, nodes }, index) => [
      `  subgraph a${index} ["${escaped(name)}${isShared ? ' (shared)' : ''}"]`,
      ...nodes.map((node) => `    ${nameOf(node.id)}${box(node)}`),
      '  end',
    ]),
    ...[...absent].map(([to, name]) => `  ${name}["${escaped(to)}<br/>not found"]`),
    ...edges.map((edge) => `  ${nameOf(edge.from)} ${arrow(edge)} ${nameOf(edge.to)}`),
    ...missing.map(({ from, to }) => `  ${nameOf(from)} ==> ${absent.get(to) ?? 'm'}`),
    '',
  ].join('\n')
}

const shapes: Readonly<Record<Kind, readonly [string, string]>> = {
  component: ['[[', ']]'],
  capability: ['{{', '}}'],
  container: ['[', ']'],
  spin: ['([', '])'],
  objects: ['>', ']'],
}

function box({ name, kind, component }: Node): string {
  const [open, close] = shapes[kind]
  return `${open}"${escaped(name)}<br/>${referenceOf(component) === undefined ? component.type : 'reference'}"${close}`
}

function arrow({ kind, interfaces }: Edge): string {
  if (kind === 'uses') return '==>'
  if (kind === 'depends') return '-.->'
  return interfaces.length === 0 ? '-->' : `-->|"${interfaces.map(escaped).join('<br/>')}"|`
}

/**
 * Mermaid reads Markdown, HTML and its own entities in a label, so every sign that could begin one of them is written as an entity;
 * a hyphen or a dot between letters or digits begins none.
 */
function escaped(text: string): string {
  return label(text).replace(/[!-,;-@[-^`{-~]|(?<![\p{L}\p{N}])[-._]|[-._](?![\p{L}\p{N}])/gu, (sign) => `#${sign.codePointAt(0) ?? 0};`)
}
