import { cells } from '../../report/cells.js'
import { printable } from '../../report/printable.js'
import type { Edge, Lattice, Node } from '../lattice.js'
import { type GraphApplication, type GraphOptions, graphView } from './graph-view.js'

/**
 * Gives the graph for people: each application with the edges of its components (`→` a link or `dependsOn`, `⇒` a reference), then the order of deployment.
 * With `reverse` each component shows who needs it. Ends with a newline; empty where there is nothing to show.
 */
export function graphText(lattice: Lattice, options: GraphOptions = {}): string {
  const { applications, edges, missing, waves, cycles } = graphView(lattice, options)
  if (applications.length === 0) return ''
  const byNode = new Map<string, Row[]>()
  const add = (id: string, row: Row): void => {
    const rows = byNode.get(id)
    if (rows === undefined) byNode.set(id, [row])
    else rows.push(row)
  }
  for (const edge of edges) add(options.reverse ? edge.to : edge.from, rowOf(edge, lattice.nodes, options.reverse ?? false))
  for (const { from, to } of options.reverse ? [] : missing)
    add(from, { left: `${nameOf(lattice.nodes.get(from), from)} ⇒ ${to}`, note: 'not found' })

  const blocks = applications.map((application) => ({
    head: headOf(application),
    rows: application.nodes.flatMap((node) => byNode.get(node.id) ?? [{ left: node.name, note: '' }]),
  }))
  const noted = blocks.flatMap(({ rows }) => rows.filter(({ note }) => note !== ''))
  const column = Math.min(
    widest,
    noted.reduce((most, { left }) => Math.max(most, widthOf(left)), 0),
  )
  const lines = blocks.flatMap(({ head, rows }) => [head, ...rows.map((row) => `  ${lineOf(row, column)}`)])
  const order = waves.flat()
  if (order.length > 0) lines.push(`order: ${order.map(printable).join(', ')}`)
  for (const cycle of cycles) lines.push(`circle: ${cycle.map(printable).join(', ')}`)
  return `${lines.join('\n')}\n`
}

interface Row {
  readonly left: string
  readonly note: string
}

/** One long name does not push the notes of all others off the screen. */
const widest = 60

function rowOf({ from, to, kind, interfaces, link }: Edge, nodes: ReadonlyMap<string, Node>, reverse: boolean): Row {
  const [near, far] = reverse ? [to, from] : [from, to]
  const isUse = kind === 'uses'
  const arrow = reverse ? (isUse ? '⇐' : '←') : isUse ? '⇒' : '→'
  const left = `${nameOf(nodes.get(near), near)} ${arrow} ${isUse ? far : nameOf(nodes.get(far), far)}`
  if (isUse) return { left, note: 'shared application' }
  if (kind === 'depends') return { left, note: 'dependsOn' }
  const name = link?.properties.name
  return { left, note: [interfaces.join(', ') || 'link', ...(name === undefined ? [] : [`named ${name}`])].join(', ') }
}

function nameOf(node: Node | undefined, id: string): string {
  return node?.name ?? id
}

function headOf({ name, isShared, usedBy }: GraphApplication): string {
  const facts = [...(isShared ? ['shared'] : []), ...(usedBy.length > 0 ? [`used by ${usedBy.map(printable).join(', ')}`] : [])]
  return facts.length === 0 ? printable(name) : `${printable(name)} (${facts.join('; ')})`
}

function lineOf({ left, note }: Row, column: number): string {
  const text = printable(left)
  return note === '' ? text : `${text}${' '.repeat(Math.max(0, column - widthOf(left)) + 3)}${printable(note)}`
}

function widthOf(text: string): number {
  return cells(printable(text)).reduce((sum, { width }) => sum + width, 0)
}
