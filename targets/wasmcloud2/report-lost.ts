import { computeComponentId } from '../../src/language/wadm/compute-component-id.js'
import type { Scaler, WasmLink, WasmWorkload } from '../../src/plan/plan.js'
import type { EmitContext } from '../target.js'
import { abilityOf, type HostAbility } from './ability-of.js'
import type { Lattice } from './lattice.js'

/** What a target knows of the lattice, and where it reports. */
export interface Draft extends Lattice {
  readonly context: EmitContext
}

/** Reports what manifests ask for and wasmCloud 2 cannot express on every platform, besides abilities that hosts lack on this one; whatever else is lost the ledger finds. */
export function reportLost(draft: Draft, lacking: readonly HostAbility[] = []): void {
  for (const workload of draft.workloads.values()) {
    if (workload.kind !== 'wasm') continue
    if (workload.role === 'capability') reportProvider(draft, workload, lacking)
    else reportComponent(draft, workload)
    reportId(draft, workload)
  }
}

/** Reports something that wasmCloud 2 cannot express, as an error. */
export function refuse({ context }: Pick<Draft, 'context'>, message: string, object: object, key: string, help?: string): void {
  context.fault({ code: 'target/wasmcloud-two', severity: 'error', message, ...(help !== undefined && { help }) }, object, key)
}

function reportProvider(draft: Draft, provider: WasmWorkload, lacking: readonly HostAbility[]): void {
  const ability = abilityOf(provider)
  if (ability === undefined || lacking.includes(ability))
    refuse(
      draft,
      `wasmCloud 2 runs no capability providers, and its hosts have nothing in place of \`${provider.image}\``,
      provider,
      'image',
      'hosts have HTTP, and key-value, blobs and messages on NATS; run anything else as a container',
    )
  else if (provider.scalers.some(({ kind, instances, placement }) => kind === 'daemon' || instances !== 1 || placement.some(isChosen)))
    draft.context.fault(
      {
        code: 'target/no-effect',
        severity: 'info',
        message: `every host of wasmCloud 2 has what \`${provider.id}\` gives, so it is not placed anywhere`,
      },
      provider,
      'scalers',
    )
  for (const connection of provider.connections)
    refuse(draft, `there is no provider that \`${connection.name}\` could configure`, connection, 'name')
}

function isChosen({ requirements }: Scaler['placement'][number]): boolean {
  return Object.keys(requirements).length > 0
}

function reportComponent(draft: Draft, component: WasmWorkload): void {
  if (component.image.startsWith('file://'))
    refuse(draft, 'hosts of wasmCloud 2 take components from registries only', component, 'image', 'push it to a registry')
  for (const link of component.links) reportLink(draft, component, link)
}

/** Only components of one workload call each other, and all of it stands on one host. */
function reportLink(draft: Draft, component: WasmWorkload, link: WasmLink): void {
  const target = draft.workloads.get(link.to)
  if (target?.kind !== 'wasm' || target.role !== 'component') return
  if (target.application !== component.application)
    refuse(
      draft,
      `\`${component.id}\` cannot call \`${target.id}\`: wasmCloud 2 links within one workload only`,
      link,
      'to',
      'call it over HTTP',
    )
  else if (placesOf(draft, target) !== placesOf(draft, component))
    refuse(
      draft,
      `\`${component.id}\` and \`${target.id}\` call each other, so they are one workload of wasmCloud 2 and need the same spread`,
      link,
      'to',
    )
}

function placesOf({ plan }: Draft, { id }: WasmWorkload): string {
  return plan.hostGroups
    .filter(({ workloads }) => workloads.includes(id))
    .map(({ name }) => name)
    .join('\n')
}

/** The identifier of wasmCloud 1 has nothing to name. */
function reportId({ context }: Draft, workload: WasmWorkload): void {
  if (workload.wadmId === computeComponentId(workload.application, undefined, workload.name)) return
  context.fault(
    { code: 'target/no-effect', severity: 'info', message: 'wasmCloud 2 has no identifiers of components, so `id` changes nothing' },
    workload,
    'wadmId',
  )
}
