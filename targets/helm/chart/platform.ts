import { natsPort } from '../../kubernetes/objects/wasm/nats-address.js'
import { platformNats } from '../../kubernetes/objects/wasm/substrate-names.js'
import type { ChartDependency } from './chart-file.js'
import type { ChartDraft } from './chart-parts.js'

/** The chart of wasmCloud that brings NATS and wadm; its hosts know neither several groups nor built-in providers, so that they are ours. */
const platform: ChartDependency = { name: 'wasmcloud-platform', version: '0.1.3', repository: 'oci://ghcr.io/wasmcloud/charts' }

/** Gives what a chart depends on that others publish: of the substrate, with the option `substrate=platform`. */
export function publishedDependencies({ application, draft }: Pick<ChartDraft, 'application' | 'draft'>): readonly ChartDependency[] {
  return application === undefined && draft.context.options['substrate'] === 'platform' ? [platform] : []
}

/** Adds the values of what the chart depends on. */
export function addPlatformValues(chart: ChartDraft): void {
  for (const { name, version } of publishedDependencies(chart))
    chart.values.add({
      path: [name],
      value: {
        // in the namespace of the release, and not in the one that the chart has by itself
        wadm: { wadm: { config: { nats: { server: `${platformNats.name}:${natsPort}` } } } },
        operator: { enabled: false },
        host: { enabled: false },
      },
      comment: `Values of the chart ${name} ${version}, which brings NATS and wadm; \`helm dependency build\` fetches it.`,
      schema: { type: 'object' },
    })
}
