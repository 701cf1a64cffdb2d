import type { Lattice } from '../lattice.js'
import { font, graphDot } from './graph-dot.js'
import type { GraphOptions } from './graph-view.js'

/**
 * Draws the graph as an SVG document with a transparent background, whose colours follow the reader's preference for dark or light.
 * Graphviz (WebAssembly) is loaded here and nowhere else. Ends with a newline; throws where Graphviz cannot lay the graph out.
 */
export async function graphSvg(lattice: Lattice, options: GraphOptions = {}): Promise<string> {
  const { instance } = await import('@viz-js/viz')
  // Graphviz has no fonts here and goes by a table; a typewriter's letters are at least as wide as those of whatever family the reader has
  const dot = graphDot(lattice, options).replaceAll(`fontname="${font}"`, `fontname="${measure}"`)
  const drawn = (await instance())
    .renderString(dot, { format: 'svg' })
    .replaceAll(`font-family="${measure},monospace"`, `font-family="${font}"`)
  const start = drawn.indexOf('<svg')
  const head = drawn.indexOf('>', start)
  const opening = `${drawn.slice(start, head)} class="mc-lattice" role="img" aria-label="the lattice">`
  const body = drawn.slice(head + 1).replace(/<!--[\s\S]*?-->\n?/g, '')
  return `${opening}\n<style>${style}</style>${body.trimEnd()}\n`
}

const measure = 'Courier'

/** The drawing itself has colours for both; a style sheet sharpens them. Selectors begin with the class, because a page may hold several drawings. */
const style = `
${scheme('light', { ink: '#1f2328', faint: '#59636e', component: '#0969da', capability: '#8250df', container: '#1a7f37', spin: '#bc4c00', missing: '#cf222e' })}
${scheme('dark', { ink: '#e6edf3', faint: '#9198a1', component: '#58a6ff', capability: '#bc8cff', container: '#3fb950', spin: '#ffa657', missing: '#ff7b72' })}
`

type Colour = 'ink' | 'faint' | 'component' | 'capability' | 'container' | 'spin' | 'missing'

function scheme(name: 'light' | 'dark', colours: Readonly<Record<Colour, string>>): string {
  const { ink, faint, missing, ...kinds } = colours
  const lines = [
    rule('text', { fill: ink }),
    rule('.edge text', { fill: faint }),
    rule('.node text + text', { fill: faint, 'font-size': '10px' }),
    rule('.cluster path', { stroke: faint }),
    ...edges('.edge', faint),
    ...Object.entries(kinds).flatMap(([kind, colour]) => [
      rule(`.node.${kind} :is(path,polygon,polyline,ellipse)`, { stroke: colour, fill: colour, 'fill-opacity': '.12' }),
    ]),
    rule('.node.reference :is(path,polygon,polyline,ellipse)', { fill: 'none' }),
    rule('.node.missing :is(path,polygon)', { stroke: missing }),
    rule('.node.missing text', { fill: missing }),
    ...edges('.edge.missing', missing),
  ]
  return `@media (prefers-color-scheme: ${name}) {\n${lines.join('\n')}\n}`
}

function edges(selector: string, colour: string): string[] {
  return [
    rule(`${selector} path`, { stroke: colour }),
    rule(`${selector} polygon`, { stroke: colour, fill: colour }),
    rule(`${selector}.uses polygon`, { fill: 'none' }),
  ]
}

function rule(selector: string, declarations: Readonly<Record<string, string>>): string {
  return `  .mc-lattice ${selector} { ${Object.entries(declarations)
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ')} }`
}
