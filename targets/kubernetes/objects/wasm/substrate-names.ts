import type { HostGroup } from '../../../../src/plan/plan.js'
import { selectorLabels } from '../labels.js'
import { objectName } from '../names.js'

/** Chart of what all Wasm workloads of the lattice run on; no application has its name (`chart-names.ts`). */
export const substrateChart = 'wasmcloud'

/** A part of the substrate: its folder in the chart, the name of its objects, and the labels by which its pods are found. */
export interface Part {
  readonly folder: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
}

/** NATS with JetStream, where everything meets (wasmCloud 1.9). */
export const natsPart = partOf('nats')

/** The scheduler (wadm 0.21). */
export const wadmPart = partOf('wadm')

/** NATS of the chart `wasmcloud-platform` (0.1.3: the names that its values give, the labels of the chart `nats` 1.2.3). */
export const platformNats: Part = {
  folder: 'nats',
  name: 'nats',
  labels: { 'app.kubernetes.io/name': 'nats', 'app.kubernetes.io/component': 'nats' },
}

/** Gives the part of a group of wasmCloud hosts. */
export function hostPart({ name }: HostGroup): Part {
  return partOf('host', name)
}

function partOf(...names: readonly string[]): Part {
  const name = objectName(substrateChart, ...names)
  const folder = name.slice(substrateChart.length + 1)
  return { folder, name, labels: selectorLabels({ application: substrateChart, name: folder }) }
}

/**
 * Gives the namespace of the substrate where options name none: that of the applications with a Wasm part, `namespaces`, where they agree, else one of its own,
 * so that all of them know its address; nothing where no manifest names one.
 */
export function substrateNamespace(namespaces: Iterable<string | undefined>): string | undefined {
  const [first, ...others] = new Set(namespaces)
  return others.length === 0 ? first : substrateChart
}
