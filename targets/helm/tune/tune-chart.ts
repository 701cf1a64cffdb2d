import type { ChartDraft } from '../chart/chart-parts.js'
import { tuneHooks } from './hooks.js'
import { tuneImages } from './images.js'
import { tuneMetadata } from './metadata.js'
import { tuneReplicas } from './replicas.js'

/** Makes values of what people tune. Each step finds its objects by kind; the order is that of `values.yaml`. */
export function tuneChart(chart: ChartDraft): void {
  for (const tune of steps) tune(chart)
}

const steps: readonly ((chart: ChartDraft) => void)[] = [tuneMetadata, tuneImages, tuneReplicas, tuneHooks]
