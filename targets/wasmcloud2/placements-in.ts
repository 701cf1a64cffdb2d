import type { HostGroup, Scaler, WasmWorkload } from '../../src/plan/plan.js'

/** Gives the spreads of a workload that mean this group of hosts. */
export function placementsIn({ scalers }: Pick<WasmWorkload, 'scalers'>, group: HostGroup): Scaler['placement'] {
  const wanted = JSON.stringify(Object.entries(group.labels).sort())
  return scalers
    .flatMap(({ placement }) => placement)
    .filter(({ requirements }) => JSON.stringify(Object.entries(requirements).sort()) === wanted)
}
