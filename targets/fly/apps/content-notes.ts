import type { ContainerWorkload } from '../../../src/plan/plan.js'
import type { FlySecret } from './fly-draft.js'

/** Gives, a line each, what links give a workload under a name of its own, and the secrets of its app, of which fly.toml says nothing. */
export function contentNotes({ bindings }: ContainerWorkload, secrets: readonly FlySecret[]): readonly string[] {
  const names = [...new Set(secrets.map(({ name }) => `\`${name}\``))]
  const links = bindings
    .filter(({ config }) => config.length > 0)
    .map(({ name, config }) => `Link \`${name}\` gives the configuration ${config.map((one) => `\`${one}\``).join(', ')}`)
  return [...links, ...(names.length === 0 ? [] : [`Secrets: ${names.join(', ')}`])]
}
