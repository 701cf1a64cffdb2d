import type { Files } from './render-subject.js'

/** A chart of a rendering. */
export interface Chart {
  /** Its folder. */
  readonly name: string
  /** True where it holds the charts of a whole lattice. */
  readonly isUmbrella: boolean
}

/** Gives the charts of a `-t helm` rendering that are installed by themselves: one for each application, and the one for all. */
export function chartsOf(files: Files): readonly Chart[] {
  return Object.keys(files).flatMap((path) => {
    const name = /^([^/]+)\/Chart\.yaml$/.exec(path)?.[1]
    return name === undefined ? [] : [{ name, isUmbrella: Object.keys(files).some((other) => other.startsWith(`${name}/charts/`)) }]
  })
}

/** The chart to install for the whole rendering: that for all, or the only one. */
export function wholeOf(files: Files): Chart | undefined {
  const charts = chartsOf(files)
  return charts.find(({ isUmbrella }) => isUmbrella) ?? (charts.length === 1 ? charts[0] : undefined)
}
