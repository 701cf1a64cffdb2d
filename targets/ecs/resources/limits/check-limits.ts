import type { EcsDraft, Unit } from '../ecs-draft.js'
import type { AppliedPatch } from '../patches/apply-patches.js'
import { amountsFit } from './amounts.js'
import { containersDistinct } from './containers.js'
import { listsNotTooLong } from './counts.js'
import { definitionNotTooLarge } from './definition-bytes.js'
import { dependenciesLegal } from './dependencies.js'
import { environmentLegal } from './environment.js'
import { fargateHasIt } from './fargate.js'
import type { LimitRule, Say } from './finding.js'
import { checkLatticeNames } from './lattice-names.js'
import { linuxParametersKnown } from './linux.js'
import { placeOf } from './place-of.js'
import { portsDistinct } from './ports.js'
import { numbersInRange } from './ranges.js'
import { scalingLegal } from './scaling.js'
import { serviceAgrees } from './service.js'
import { tagsLegal } from './tags.js'
import { textsWellFormed } from './texts.js'
import { volumesThere } from './volumes.js'

const rules: readonly LimitRule[] = [
  listsNotTooLong,
  numbersInRange,
  textsWellFormed,
  containersDistinct,
  dependenciesLegal,
  portsDistinct,
  volumesThere,
  environmentLegal,
  amountsFit,
  fargateHasIt,
  linuxParametersKnown,
  tagsLegal,
  serviceAgrees,
  scalingLegal,
  definitionNotTooLarge,
]

/**
 * Checks every unit against what AWS refuses and neither the models of its SDK nor its client know: forms of names, ranges of numbers, and what one field says of another.
 * Each finding stands at the line of the manifest, or of the patch, that the field came from.
 */
export function checkLimits(draft: EcsDraft, patches: readonly AppliedPatch[]): void {
  const sayOf = (unit: Unit): Say => {
    return (path, message, help, also = []) => {
      const [object, key] = placeOf(draft, patches, unit, [path, ...also])
      draft.context.fault({ code: 'target/limit', severity: 'error', message, ...(help !== undefined && { help }) }, object, key)
    }
  }
  for (const unit of draft.units) for (const rule of rules) rule(unit, sayOf(unit), draft)
  checkLatticeNames(draft, sayOf)
}
