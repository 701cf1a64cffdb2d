export { canonicalJson } from '../print/canonical-json.js'
