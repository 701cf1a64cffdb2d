import { fingerprint } from '../fingerprint.js'
import { hostName } from '../service-name.js'

/** Gives the service of a container beside or before the main one. A workload's own name never has a dot. */
export function companionName(service: string, container: string): string {
  return `${service}.${hostName(container)}`
}

/** Gives the name of the project (Compose spec, `name`). */
export function projectName(text: string): string {
  return (
    text
      .toLowerCase()
      .replace(/[^a-z0-9_-]/g, '-')
      .replace(/^[-_]+/, '') || `lattice-${fingerprint(text)}`
  )
}

/** Volumes of services that are nobody's workload. */
const ours: ReadonlySet<string> = new Set(['closing', 'gateway', 'nats', 'stub', 'tools', 'wadm'])

/** Gives the key of a volume, secret or configuration: `parts` joined by dots. What is changed leaves a fingerprint, and so does a name of our own. */
export function entryName(...parts: readonly string[]): string {
  const text = parts.join('.')
  const name = text.replace(/[^A-Za-z0-9._-]/g, '-').replace(/^[^A-Za-z0-9]+/, '')
  return name === text && name !== '' && !ours.has(name) ? name : `${name}${name && '-'}${fingerprint(text)}`
}
