import { makeLocator } from '../../report/locate.js'
import type { Lattice } from '../lattice.js'
import { type GraphOptions, graphView } from './graph-view.js'

/** Gives the graph as JSON of version 1 (`schema/graph-output.schema.json`); a node's range is that of its name. Ends with a newline. */
export function graphJson(lattice: Lattice, options: GraphOptions = {}): string {
  const { applications, edges, waves, cycles } = graphView(lattice, options)
  const locator = makeLocator()
  const nodes = applications.flatMap((application) =>
    application.nodes.map(({ id, kind, component, manifest }) => {
      const span = manifest.document.at(component, 'name')
      return { id, kind, file: span.source.path, range: locator.range(span) }
    }),
  )
  const arrows = edges.map(({ from, to, kind, interfaces }) => ({ from, to, kind, interfaces }))
  return `${JSON.stringify({ version: 1, nodes, edges: arrows, order: waves.flat(), waves, cycles }, undefined, 2)}\n`
}
