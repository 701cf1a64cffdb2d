export { badVariable } from './bad-variable.js'
export { duplicateVariable } from './duplicate-variable.js'
export { ignoredRuntimeConfig } from './ignored-runtime-config.js'
export { triggerFields } from './trigger-fields.js'
