import * as containerRules from './container/index.js'
import * as linkRules from './link/index.js'
import type { Rule } from './rule.js'
import * as schemaRules from './schema/index.js'
import * as spinRules from './spin/index.js'
import * as traitRules from './trait/index.js'
import * as wasmRules from './wasm/index.js'

/** Every rule over the parts of an application, alone or with what they refer to: the names first, then what uses them. A rule is one file in the folder of its area, and one line in the index there. */
export const manifestRules: readonly Rule[] = [schemaRules, wasmRules, linkRules, traitRules, containerRules, spinRules].flatMap(
  (rules): Rule[] => Object.values(rules),
)
