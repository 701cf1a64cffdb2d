import { substrateChart } from '../../kubernetes/objects/wasm/substrate-names.js'
import { splitImage } from '../tune/tune-image.js'
import type { ChartSubject } from './chart-file.js'
import type { ChartDraft } from './chart-parts.js'

/** Gives what a chart is about: its application, or for the only chart of ours besides what all Wasm workloads run on, in the version of the hosts. */
export function chartSubject({ application, draft }: Pick<ChartDraft, 'application' | 'draft'>): ChartSubject {
  if (application !== undefined) return application
  const { tag } = splitImage(draft.context.options['wasmcloud-image'] ?? '')
  return {
    name: substrateChart,
    ...(tag !== '' && { version: tag }),
    description: 'What the Wasm workloads of the lattice run on: NATS, wadm and hosts of wasmCloud',
    annotations: {},
    shared: false,
  }
}
