import { dnsLabel, labelValue } from '../../../../targets/kubernetes/objects/names.js'

/** Who the server says manages what a manifest says of an object. */
export const contentManager = 'mc'

/** Who the server says manages which applications hold an object: nobody else sets those fields, so that who holds what can change whoever scaled it meanwhile. */
export const holdManager = 'mc-lattice'

/** Label of every object that a lattice runs; what has it not is never removed. */
export const heldLabel = 'manifest-compiler.dev/held'

/** Label of the object that stands for an application; its value is the application's name. */
export const ownerLabel = 'manifest-compiler.dev/owner-of'

/** Labels that the kubernetes target gives to what it makes (`targets/kubernetes/objects/labels.ts`). */
export const applicationLabel = 'manifest-compiler.dev/application'
export const componentLabel = 'manifest-compiler.dev/component'

/** Annotation of the kubernetes target: the applications that need a component (`targets/kubernetes/objects/needed-by.ts`). It follows from others, so it is written with the hold. */
export const neededByNote = 'manifest-compiler.dev/needed-by'

/** Annotation with the digest of what was applied: what has the same need not be sent again. */
export const digestNote = 'manifest-compiler.dev/digest'

/**
 * Gives the name of an application's owner object. It has a dot in it, which no object that the target names has, so that it never meets one;
 * and it is a ConfigMap, because every cluster has those and a Role that allows the lattice allows it.
 */
export function ownerName(application: string): string {
  return `${ownerPrefix}${dnsLabel(application)}`
}

/** What the names of owner objects begin with. */
export const ownerPrefix = 'manifest-compiler.owner.'

export { labelValue }
