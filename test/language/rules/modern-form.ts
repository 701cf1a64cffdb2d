type Fields = Record<string, unknown>

/** Gives the data of a manifest with every deprecated form in its present one, by other means than edits of the text. */
export function modernForm(manifest: unknown): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(manifest ?? null))
  for (const component of list(fields(fields(copy)['spec'])['components']).map(fields)) {
    if (component['type'] === 'actor') component['type'] = 'component'
    const isContainer = !['component', 'capability', 'spin'].includes(String(component['type']))
    if (isContainer) modernContainer(fields(component['properties']))
    for (const trait of list(component['traits']).map(fields)) modernTrait(trait)
  }
  return copy
}

function modernContainer(properties: Fields): void {
  const { port, volumes } = properties
  if (port !== undefined) properties['ports'] ??= [{ port }]
  if (volumes !== undefined && properties['volumeMounts'] === undefined) {
    const mounts: Record<string, unknown[]> = {}
    for (const { type = 'emptyDir', ...volume } of list(volumes).map(fields))
      mounts[String(type)] = [...(mounts[String(type)] ?? []), volume]
    properties['volumeMounts'] = mounts
  }
  delete properties['port']
  delete properties['volumes']
}

function modernTrait(trait: Fields): void {
  const properties = fields(trait['properties'])
  switch (trait['type']) {
    case 'spreadscaler':
    case 'daemonscaler':
      move(properties, 'replicas', 'instances', (replicas) => replicas)
      break
    case 'link':
      if (typeof properties['target'] === 'string') {
        const { target_config: config } = properties
        properties['target'] = { name: properties['target'], ...(config !== undefined && { config }) }
        delete properties['target_config']
      }
      if (properties['source'] === undefined) move(properties, 'source_config', 'source', (config) => ({ config }))
      break
    case 'expose':
      move(properties, 'port', 'ports', (numbers) => list(numbers).map((port) => ({ port })))
      break
    case 'ingress':
      trait['type'] = 'gateway'
      break
    case 'pvc': {
      const { claimName, volumesToMount, ...claim } = properties
      trait['type'] = 'storage'
      trait['properties'] = { pvc: [{ name: claimName, mountPath: fields(list(volumesToMount)[0])['mountPath'], ...claim }] }
    }
  }
}

function move(properties: Fields, from: string, to: string, change: (value: unknown) => unknown): void {
  const value = properties[from]
  if (value !== undefined) properties[to] ??= change(value)
  delete properties[from]
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function fields(value: unknown): Fields {
  return isFields(value) ? value : {}
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null
}
