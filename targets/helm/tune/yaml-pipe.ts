import type { Template } from '../template/nodes.js'

/**
 * Gives the pipeline that prints a value as YAML. Helm's `toYaml` turns U+0085 into a space, and what stands last in a document loses its blank lines at the end;
 * where the default has either, it is printed as JSON, which is YAML as well.
 */
export function yamlPipe(go: string, value: Template | undefined): string {
  return isRisky(value) ? `toJson ${go} | replace "\\u0085" "\\\\u0085"` : `toYaml ${go}`
}

function isRisky(value: unknown): boolean {
  if (typeof value === 'string') return /[\u0085\u2028\u2029]|\n\n$/.test(value)
  return typeof value === 'object' && value !== null && Object.entries(value).some(([key, child]) => isRisky(key) || isRisky(child))
}
