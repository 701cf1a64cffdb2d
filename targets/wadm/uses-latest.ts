import type { WasmWorkload } from '../../src/plan/plan.js'

/** Tells whether an image has the tag `latest`, which a host refuses unless it is told; no tag means the same (wasmCloud 1.9, WASMCLOUD_OCI_ALLOW_LATEST). */
export function usesLatest({ image }: WasmWorkload): boolean {
  return !/:\/\/|@/.test(image) && /^(?:.*\/)?[^/:]*(?::latest)?$/.test(image)
}
