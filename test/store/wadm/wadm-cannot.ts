import type { StoreUnderTest } from '../store-conformance.js'

/** What a lattice that wadm keeps cannot do, with the reasons. */
export const wadmCannot: NonNullable<StoreUnderTest['cannot']> = {
  swap: 'wadm changes what it is told to change; mc looks right before and right after',
  history: 'wadm remembers versions, and nothing else',
  provenance: 'wadm remembers no file and no person',
  names: 'wadm takes ASCII letters, digits, `-` and `_` only',
  texts: 'wadm keeps values, not texts',
  fields: 'wadm keeps manifests, not records',
  formats: 'the format is wadm’s own',
  states: 'retained components are components of a manifest there, which test/store/wadm tests',
  large: 'NATS takes 1 MiB for all versions of an application, and comments are not kept',
}
