import type { WadmManifest } from '../../../src/plan/plan.js'

/**
 * Gives the manifest with `[::]` in the place of `0.0.0.0` where an HTTP server listens (wasmCloud 1.9, http-server: `address`, `default_address`),
 * for a network whose private addresses are of IPv6: it is every IPv4 address too (Linux, ipv6(7)).
 */
export function listenEverywhere(manifest: WadmManifest, everywhere: '0.0.0.0' | '[::]'): WadmManifest {
  if (everywhere === '0.0.0.0') return manifest
  const spec = change(manifest.spec)
  return typeof spec === 'object' && spec !== null ? { ...manifest, spec: { ...spec } } : manifest
}

function change(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(change)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, isAddress(key) ? changeAddress(item) : change(item)]))
}

/** The provider does not mind case. */
function isAddress(key: string): boolean {
  return ['address', 'default_address'].includes(key.toLowerCase())
}

function changeAddress(value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/^0\.0\.0\.0(?=:\d{1,5}$)/, '[::]') : value
}
