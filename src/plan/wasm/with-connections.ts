import type { Env, WadmManifest, Workload } from '../plan.js'

/**
 * Gives the manifest for wadm with the configuration that links to containers and Spin applications give its components (`WasmWorkload.connections`).
 * `text` gives the value of an entry, which only the target knows. It goes before a component's own configuration, of which the last value counts.
 */
export function withConnections(manifest: WadmManifest, workloads: readonly Workload[], text: (value: Env) => string): WadmManifest {
  const byName = new Map(workloads.map((workload) => [workload.name, workload]))
  const { components } = manifest.spec
  if (!Array.isArray(components)) return manifest
  const filled = components.map((component: unknown) => {
    const workload = byName.get(String(entryOf(component, 'name')))
    if (workload?.kind !== 'wasm' || workload.connections.length === 0) return component
    const properties = entryOf(component, 'properties')
    const own = entryOf(properties, 'config')
    const config = workload.connections.map(({ name, values }) => ({
      name,
      properties: Object.fromEntries(values.map((value) => [value.name, text(value)])),
    }))
    return { ...toMap(component), properties: { ...toMap(properties), config: [...config, ...(Array.isArray(own) ? own : [])] } }
  })
  return { ...manifest, spec: { ...manifest.spec, components: filled } }
}

function entryOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
}

function toMap(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}
