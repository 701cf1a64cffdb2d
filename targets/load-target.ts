import type { Target } from './target.js'

const loaders: Readonly<Record<string, () => Promise<Target>>> = {
  compose: async () => (await import('./compose/index.js')).compose,
  kubernetes: async () => (await import('./kubernetes/index.js')).kubernetes,
  helm: async () => (await import('./helm/index.js')).helm,
  ecs: async () => (await import('./ecs/index.js')).ecs,
  fly: async () => (await import('./fly/index.js')).fly,
}

/** Names of all targets, in the order of the support table (`index.ts`), for those who need no more than the names. */
export const targetNames: readonly string[] = Object.keys(loaders)

/** Loads one target: the command line pays for those that it is asked for. */
export async function loadTarget(name: string): Promise<Target> {
  const load = loaders[name]
  if (load === undefined) throw new RangeError(`no target is named ${name}`)
  return load()
}
