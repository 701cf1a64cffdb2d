import { latticeRules } from './lattice/index.js'
import { manifestRules } from './manifest-rules.js'
import type { Rule } from './rule.js'

/** Every rule, in the order in which they run: one application by itself, then all of them together. */
export const rules: readonly Rule[] = [...manifestRules, ...latticeRules]
