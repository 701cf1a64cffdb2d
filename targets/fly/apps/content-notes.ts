import type { ContainerWorkload } from '../../../src/plan/plan.js'
import type { FlySecret } from './fly-draft.js'

/** Gives, a line each, what links give a workload under a name of its own, the number of machines and the secrets of its app, of which fly.toml says nothing. */
export function contentNotes({ bindings }: ContainerWorkload, secrets: readonly FlySecret[], count: number): readonly string[] {
  const links = bindings
    .filter(({ config }) => config.length > 0)
    .map(({ name, config }) => `Link \`${name}\` gives the configuration ${config.map((one) => `\`${one}\``).join(', ')}`)
  const names = new Set(secrets.map(({ name, variable }) => (name === variable ? `\`${name}\`` : `\`${name}\` from \`${variable}\``)))
  return [...links, ...(count === 1 ? [] : [`Machines: ${count}`]), ...(names.size === 0 ? [] : [`Secrets: ${[...names].join(', ')}`])]
}
