import type { Manifest } from '../language/manifest.js'

/**
 * Gives the names of an application that are unique or compared over the whole lattice, each with its kind before a colon, sorted:
 * two applications without a claim in common and without a reference between them cannot disturb each other, so they need not be checked together.
 */
export function claimsOf({ app }: Manifest): string[] {
  return [`application:${app.metadata.name}`]
}
