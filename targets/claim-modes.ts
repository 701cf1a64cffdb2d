import type { Volume } from '../src/plan/plan.js'

type Modes = Volume['accessModes']

/** Tells whether nobody may write to a claim. */
export function isReadOnlyClaim({ accessModes }: Pick<Volume, 'accessModes'>): boolean {
  return accessModes !== undefined && accessModes.length > 0 && accessModes.every((mode) => mode === 'ReadOnlyMany')
}

/** Tells whether the modes say nothing but which machines may mount a claim. */
export function isAboutMachines(modes: Modes): boolean {
  return modes?.some((mode) => mode === 'ReadWriteOnce' || mode === 'ReadWriteMany') ?? false
}
