import { Failure } from '../../../failure.js'
import type { ApplicationRecord } from '../../../generated/lattice-record.js'
import { type Platform, PlatformRefusal, type Work } from '../../platform.js'
import type { KubeClient } from '../client.js'
import { type Carried, carryOut } from './carry-out.js'
import { compare, isSame } from './compare.js'
import { linesOf } from './lines-of.js'
import { ownedBy } from './owner-object.js'
import { readLive } from './read-live.js'
import { readStates } from './read-states.js'
import { steady } from './steady.js'
import { tryObjects } from './try-objects.js'
import { wantedObjects } from './wanted-objects.js'

/** What the platform knows of the run. */
export interface Run {
  now(): Date
  /** When the command has to be done, in milliseconds since 1970. */
  readonly deadline: number
}

/**
 * Makes the platform that runs a lattice in a namespace of a Kubernetes cluster. Each deployed application has an owner object; what runs carries owner references
 * to all who hold it; the end of an owner lets the cluster's garbage collector remove what nobody holds any more.
 */
export function openPlatform(connected: KubeClient, run: Run): Platform {
  const client = steady(connected)
  const prepared = new WeakMap<Work, Carried>()
  return {
    target: 'kubernetes',
    async prepare(wanted) {
      const objects = wantedObjects(wanted)
      const deployed = [...wanted.records.values()].flatMap((record) => (record.deployed === undefined ? [] : [record.name]))
      const applications = new Set(deployed)
      const acted = new Set(wanted.applications)
      const live = await readLive(client, objects)
      const first = compare(objects, applications, live)
      const { objections, drifted } = await tryObjects(client, objects, first, live, acted, wanted.force)
      if (objections.length > 0) throw new PlatformRefusal(objections)
      const difference = compare(objects, applications, live, drifted)
      const notes = difference.oldOwners.flatMap((owner) => wasmNote(ownedBy(owner), wanted.records))
      const work: Work = { lines: [...linesOf(difference, live, acted), ...notes], isEmpty: isSame(difference) }
      prepared.set(work, { objects, applications, acted, drifted, force: wanted.force, notes })
      return work
    },
    async carryOut(work, tell) {
      const carried = prepared.get(work)
      if (carried === undefined) throw new Failure(3, 'this work was prepared by another platform')
      await carryOut(client, run, carried, tell)
    },
    status: ({ records }) => readStates(client, records),
  }
}

/** What wadm was told once it goes on with by itself, as long as there is a wadm. */
function wasmNote(application: string | undefined, records: ReadonlyMap<string, ApplicationRecord>): readonly string[] {
  const outlines = application === undefined ? [] : (records.get(application)?.versions ?? [])
  const isWasm = outlines.some(({ outline }) => outline.components.some(({ kind }) => kind === 'component' || kind === 'capability'))
  return isWasm ? [`keep what wadm runs of ${application}, as long as wasmCloud is there: wash app undeploy ${application}`] : []
}
