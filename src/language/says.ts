import type { StageExplanation } from './explanations.js'

/** Gives the page of a code that a target says. */
export const says = (code: `target/${string}`, severity: StageExplanation['severity'], summary: string, why: string): StageExplanation => ({
  code,
  severity,
  summary,
  why,
})
