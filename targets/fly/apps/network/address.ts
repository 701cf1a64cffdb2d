import type { Part, Workload } from '../../../../src/plan/plan.js'
import type { FlyDraft } from '../fly-draft.js'
import { reachOf } from './reach.js'

/** Gives a value of which a part is an address, as other apps of the organisation see it. */
export function textOf(draft: FlyDraft, parts: readonly Part[]): string {
  return parts.map((part) => partOf(draft, part)).join('')
}

/** Gives where a port of a workload is reached: at the proxy under the port of its service (`<app>.flycast`), else at the machines under the port of the container (`<app>.internal`). */
export function addressOf(
  draft: FlyDraft,
  target: Workload | undefined,
  port: number | undefined,
): { host: string; port?: number | undefined } {
  const name = target === undefined ? '' : draft.nameOf(target.id)
  const served =
    target?.kind === 'container'
      ? reachOf(draft, target).served.find((one) => one.isLinked && one.port.containerPort === port && one.port.protocol === 'TCP')
      : undefined
  const group = target && draft.groups.get(target.id)?.group
  const machines = group === undefined ? name : `${group}.process.${name}`
  return served === undefined ? { host: `${machines}.internal`, port } : { host: `${name}.flycast`, port: served.port.port }
}

function partOf(draft: FlyDraft, part: Part): string {
  if ('text' in part) return part.text
  const { host, port } = addressOf(draft, draft.workloads.get(part.to), part.port)
  if (part.address === 'host') return host
  if (part.address === 'port') return `${port ?? ''}`
  return port === undefined ? `${part.scheme}://${host}` : `${part.scheme}://${host}:${port}`
}
