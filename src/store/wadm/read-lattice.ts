import { compareText } from '../../diagnostic.js'
import { Failure } from '../../failure.js'
import type { WadmApplication } from './record-of.js'
import type { Summary, WadmApi } from './wadm-api.js'

/** The applications of a lattice as they were read, by name, sorted. */
export type ReadLattice = ReadonlyMap<string, ReadOne>

export interface ReadOne {
  readonly application: WadmApplication
  /** What wadm's list said of it then. */
  readonly listed: string
}

/**
 * Reads all applications of a lattice. wadm gives each version for itself, so its list is compared at the end, and what somebody changed meanwhile is read again.
 * Of what was `known` before, only that is read again of which the list says something else (the version put last, the deployed one), and those that must be `fresh`.
 */
export async function readLattice(
  api: WadmApi,
  shown: string,
  known: ReadLattice = new Map(),
  fresh?: ReadonlySet<string>,
): Promise<ReadLattice> {
  let former: ReadLattice = new Map([...known].filter(([name]) => fresh?.has(name) !== true))
  let listed = await listOf(api)
  for (let round = 0; round < rounds; round++) {
    const read = await atMost(width, [...listed], async ([name, own]): Promise<ReadOne> => {
      const before = former.get(name)
      return before?.listed === own ? before : { application: await readApplication(api, name), listed: own }
    })
    former = new Map(read.map((one) => [one.application.name, one]))
    listed = await listOf(api)
    const isWhole = listed.size === former.size && [...listed].every(([name, own]) => former.get(name)?.listed === own)
    // a name without a version is what is left of an application
    if (isWhole) return new Map([...former].filter(([, { application }]) => application.versions.length > 0))
  }
  throw new Failure(3, `${shown}: others change it so fast that it cannot be read as a whole; it was tried ${rounds} times`)
}

/** Requests at once; more do not make wadm faster (measured: 8 three times as fast as one, 32 a little faster, 128 slower). */
const width = 24
const rounds = 20

/** What wadm's list says of each application, by name, sorted. What could not be a word of a subject is no name that wadm has taken. */
async function listOf(api: WadmApi): Promise<ReadonlyMap<string, string>> {
  const entry = ({ name, version, deployed }: Summary): readonly [string, string] => [name, JSON.stringify([version, deployed])]
  const listed = (await api.list()).filter(({ name }) => /^[-\w]+$/.test(name))
  return new Map(listed.sort((a, b) => compareText(a.name, b.name)).map(entry))
}

async function readApplication(api: WadmApi, name: string): Promise<WadmApplication> {
  const states = (await api.versions(name)) ?? []
  const versions = await atMost(width, states, async ({ version }) => {
    const manifest = await api.get(name, version)
    return manifest && { version, manifest }
  })
  const deployed = states.find((state) => state.deployed)?.version
  // one that is not there any more was deleted meanwhile
  return { name, versions: versions.filter((version) => version !== undefined), ...(deployed !== undefined && { deployed }) }
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
