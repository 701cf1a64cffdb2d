/** Limits on input, so that a bomb is a clear error; every limit has a code of its own in `parse.ts` (DESIGN: input is bounded). */
export interface Bounds {
  /** Bytes (UTF-8) of one file. */
  readonly fileSize: number
  /** Maps and lists inside each other. */
  readonly nesting: number
  /** Values that one document may have after its aliases are expanded. */
  readonly aliasExpansion: number
  /** Documents in one file. */
  readonly documents: number
}

export const defaultBounds: Bounds = { fileSize: 4 * 1024 * 1024, nesting: 100, aliasExpansion: 100_000, documents: 10_000 }
