import { referenceOf } from '../../language/reference-of.js'
import type { Edge, Kind, Lattice, Node } from '../lattice.js'
import { type GraphApplication, type GraphOptions, graphView } from './graph-view.js'
import { label } from './label.js'

/**
 * Gives the graph in the language of Graphviz: applications are clusters, the shape of a node tells its kind, a reference is dashed.
 * An arrow goes from what needs to what is needed, with `reverse` too. Ends with a newline.
 */
export function graphDot(lattice: Lattice, options: GraphOptions = {}): string {
  const { applications, edges, missing } = graphView(lattice, options)
  return [
    'digraph lattice {',
    `  graph [${attributes({ rankdir: 'LR', bgcolor: 'transparent', fontname: font, fontcolor: ink, color: ink })}]`,
    `  node [${attributes({ fontname: font, fontsize: '12', fontcolor: ink, color: ink })}]`,
    `  edge [${attributes({ fontname: font, fontsize: '10', fontcolor: ink, color: ink })}]`,
    ...applications.flatMap(cluster),
    ...[...new Set(missing.map(({ to }) => to))].map(
      (to) =>
        `  ${quote(`missing ${to}`)} [${attributes({ label: `${escaped(to)}\\nnot found`, shape: 'box', style: 'dashed', class: 'missing' })}]`,
    ),
    ...edges.map((edge) => `  ${quote(edge.from)} -> ${quote(edge.to)} [${attributes(arrow(edge))}]`),
    ...missing.map(
      ({ from, to }) => `  ${quote(from)} -> ${quote(`missing ${to}`)} [${attributes({ style: 'dashed', class: 'uses missing' })}]`,
    ),
    '}',
    '',
  ].join('\n')
}

/** The family of every text. */
export const font = 'Helvetica,Arial,sans-serif'

/** Readable on white and on black, for programs that know nothing of style sheets. */
const ink = '#768390'

const shapes: Readonly<Record<Kind, string>> = {
  component: 'component',
  capability: 'hexagon',
  container: 'box',
  spin: 'ellipse',
  objects: 'note',
}

function cluster({ name, isShared, nodes }: GraphApplication): string[] {
  const look = {
    label: isShared ? `${escaped(name)} (shared)` : escaped(name),
    labeljust: 'l',
    style: 'rounded',
    penwidth: isShared ? '2' : '1',
    class: isShared ? 'shared' : 'own',
  }
  return [
    `  subgraph ${quote(`cluster_${name}`)} {`,
    `    graph [${attributes(look)}]`,
    ...nodes.map((node) => `    ${quote(node.id)} [${attributes(box(node))}]`),
    // a cluster without a node is not drawn at all
    ...(nodes.length === 0 ? [`    ${quote(`empty ${name}`)} [${attributes({ label: '', style: 'invis' })}]`] : []),
    '  }',
  ]
}

function box({ name, kind, component }: Node): Record<string, string> {
  const isReference = referenceOf(component) !== undefined
  const style = [...(kind === 'container' ? ['rounded'] : []), ...(isReference ? ['dashed'] : [])].join(',')
  return {
    label: `${escaped(name)}\\n${isReference ? 'reference' : escaped(component.type)}`,
    shape: shapes[kind],
    ...(style !== '' && { style }),
    class: isReference ? `${kind} reference` : kind,
  }
}

function arrow({ kind, interfaces }: Edge): Record<string, string> {
  if (kind === 'uses') return { style: 'dashed', arrowhead: 'empty', class: kind }
  if (kind === 'depends') return { style: 'dotted', class: kind }
  return { ...(interfaces.length > 0 && { label: interfaces.map(escaped).join('\\n') }), class: kind }
}

function attributes(values: Readonly<Record<string, string>>): string {
  return Object.entries(values)
    .map(([name, value]) => `${name}="${value}"`)
    .join(', ')
}

/** Inside a label a backslash begins an escape and `&` an entity (Graphviz, escString and character sets). */
function escaped(text: string): string {
  return label(text).replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('&', '&amp;')
}

/** Two different names stay different: what cannot stand in the text is written by its code, after doubling the backslashes that are there. */
function quote(id: string): string {
  const text = id.replaceAll('\\', '\\\\').replaceAll('"', '\\"')
  return `"${text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}&\ufffe\uffff]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`)}"`
}
