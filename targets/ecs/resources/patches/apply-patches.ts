import type { Id } from '../../../../src/lattice/lattice.js'
import type { RuntimePatch, Workload } from '../../../../src/plan/plan.js'
import { mergePatch } from '../../../merge-patch.js'
import type { EcsDraft, Unit } from '../ecs-draft.js'
import type { FieldPath } from '../limits/finding.js'
import { checkUnit } from './check-unit.js'
import { partsOf, type UnitPart } from './parts-of.js'
import { reportNothing, reportRefused } from './report-patches.js'

/** A patch, and where in which unit what it says stands. */
export interface AppliedPatch {
  readonly id: Id
  readonly at: FieldPath
  readonly patch: RuntimePatch
}

/**
 * Applies the patches of the `runtime` trait for ECS, in the order of the plan, to what the workload became: a kind is the name of a structure of the AWS API, in letters of either case.
 * A patch that matches nothing, or that makes something AWS would refuse, is an error at its line.
 */
export function applyPatches(draft: EcsDraft): readonly AppliedPatch[] {
  const applied: AppliedPatch[] = []
  for (const workload of draft.workloads.values())
    for (const patch of workload.runtime['ecs'] ?? []) {
      const index = draft.units.findIndex(({ id }) => id === workload.id)
      const unit = draft.units[index]
      const part = unit === undefined ? undefined : chosen(workload, patch, partsOf(draft, unit))
      if (unit === undefined || part === undefined) {
        reportNothing(draft, patch, unit === undefined ? [] : partsOf(draft, unit))
        continue
      }
      const after = part.put(mergePatch(part.value, plain(patch)))
      const [problem] = [...renamed(unit, after, part), ...checkUnit(after)]
      if (problem !== undefined) reportRefused(draft, patch, problem)
      else {
        draft.units[index] = after
        applied.push({ id: workload.id, at: part.at, patch })
      }
    }
  return applied
}

/** The name may be the object's own, or the component's; without one it is the first of the kind, which is the main container, or the only one. */
function chosen(workload: Workload, { kind, name }: RuntimePatch, parts: readonly UnitPart[]): UnitPart | undefined {
  const ofKind = parts.filter((part) => part.kind.toLowerCase() === kind.toLowerCase())
  if (name === undefined) return ofKind.length === 1 || ofKind[0]?.isMain === true ? ofKind[0] : undefined
  return ofKind.find((part) => part.names.includes(name)) ?? (name === workload.name ? ofKind.find((part) => part.isMain) : undefined)
}

/** Others find a unit and its parts by their names. */
function renamed(before: Unit, after: Unit, { kind, nameField }: UnitPart): readonly string[] {
  const named = (unit: Unit): readonly unknown[] => [
    unit.task.family,
    unit.service?.serviceName,
    unit.schedule?.Name,
    unit.scaling?.target.ResourceId,
    ...(kind === 'ContainerDefinition' ? (unit.task.containerDefinitions ?? []).map(({ name }) => name) : []),
    ...(kind === 'ScalingPolicy' ? (unit.scaling?.policies ?? []).map(({ PolicyName }) => PolicyName) : []),
  ]
  const [old, now] = [named(before), named(after)]
  return old.every((name, at) => name === now[at]) ? [] : [`a patch changes no name, and here it would change \`${nameField}\``]
}

/** Gives a copy that the plan's ledger does not watch. */
function plain({ patch }: RuntimePatch): unknown {
  return JSON.parse(JSON.stringify(patch))
}
