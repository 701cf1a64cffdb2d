import type { SpinWorkload } from '../../src/plan/plan.js'

/** Triggers that the Spin CLI has of itself; the others are plugins of the name `trigger-<type>`. */
const builtIn = new Set<unknown>(['http', 'redis'])

/** Manifests of plugins, which need no git to be read (Spin, "Managing Plugins"). */
const plugins = 'https://raw.githubusercontent.com/spinframework/spin-plugins/main/manifests'

/** Gives, for each plugin that the triggers need, the words by which the Spin CLI installs it; sorted. */
export function pluginInstalls({ triggers }: SpinWorkload): readonly { readonly type: string; readonly args: readonly string[] }[] {
  const missing = [...new Set(triggers.map(({ type }) => String(type)).filter((type) => !builtIn.has(type)))].sort()
  return missing.map((type) => {
    const url = `${plugins}/trigger-${type}/trigger-${type}.json`
    return { type, args: ['plugins', 'install', '--yes', '--url', url] }
  })
}
