import type { Artifact } from '../../target.js'
import type { ChartDraft } from '../chart/chart-parts.js'

/** Gives the umbrella chart, which holds a copy of every other; none where there is only one. `artifacts` are the files of each chart, by path from the output folder. */
export function umbrellaFiles(
  _charts: readonly ChartDraft[],
  _artifacts: ReadonlyMap<ChartDraft, readonly Artifact[]>,
  _header: string,
): readonly Artifact[] {
  return []
}
