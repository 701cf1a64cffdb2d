import { Failure } from '../../failure.js'
import { byName, type WadmApplication } from './record-of.js'
import type { WadmApi } from './wadm-api.js'

/**
 * Reads all applications of a lattice. wadm gives each version for itself, so the list of names and versions is compared at the end,
 * and everything is read again where somebody changed it meanwhile.
 */
export async function readLattice(api: WadmApi, shown: string): Promise<ReadonlyMap<string, WadmApplication>> {
  for (let round = 0; round < rounds; round++) {
    const names = (await api.list()).map(({ name }) => name).filter(isName)
    const read = await atMost(width, names, (name) => readApplication(api, name))
    const again = (await api.list()).map(({ name }) => name).filter(isName)
    const whole = read.filter((application) => application !== undefined)
    if (names.join() === again.join() && whole.length === names.length) return new Map(whole.sort(byName).map((app) => [app.name, app]))
  }
  throw new Failure(
    3,
    `${shown}: others change it so fast that it cannot be read as a whole; ${rounds} times a name came or went meanwhile`,
  )
}

/** Requests at once; wadm answers one after the other. */
const width = 16
const rounds = 10

async function readApplication(api: WadmApi, name: string): Promise<WadmApplication | undefined> {
  for (let round = 0; round < rounds; round++) {
    const states = await api.versions(name)
    if (states === undefined) return undefined
    const versions = await atMost(width, states, async ({ version }) => {
      const manifest = await api.get(name, version)
      return manifest && { version, manifest }
    })
    const whole = versions.filter((version) => version !== undefined)
    // one that is gone was deleted meanwhile
    if (whole.length < versions.length || JSON.stringify(await api.versions(name)) !== JSON.stringify(states)) continue
    const deployed = states.find((state) => state.deployed)?.version
    return { name, versions: whole, ...(deployed !== undefined && { deployed }) }
  }
  return undefined
}

/** What could not be a word of a subject is no name that wadm has taken. */
function isName(name: string): boolean {
  return /^[-\w]+$/.test(name)
}

/** Does something for each item, at most `width` at once; gives the results in the order of the items. */
async function atMost<T, R>(width: number, items: readonly T[], act: (item: T) => Promise<R>): Promise<R[]> {
  const results = new Map<number, R>()
  let next = 0
  const work = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) {
      const item = items[index]
      if (item !== undefined) results.set(index, await act(item))
    }
  }
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, work))
  return [...results].sort(([a], [b]) => a - b).map(([, result]) => result)
}
