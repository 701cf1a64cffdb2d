import type { ScriptSection } from '../../shell/print-script.js'
import type { ShellWord } from '../../shell/shell-word.js'
import type { Unit } from '../resources/ecs-draft.js'
import { groupWord } from './group-word.js'
import type { Life } from './life.js'
import { scriptWord } from './script-word.js'

type Call = readonly ShellWord[]

/** Gives the calls that deploy one wave: its services, until they are stable, then what scales, the tasks that run to their end, and the schedules. */
export function waveSection(life: Life, wave: readonly Unit[], at: number): ScriptSection {
  const services = wave.filter(({ service }) => service !== undefined)
  const title = `wave ${at + 1} of ${life.waves.length}: ${wave.map(({ name }) => name).join(', ')}`
  const again = secondDeployments(services)
  const places = placesOf(life.draft.units)
  return {
    title,
    calls: [
      ['section', title],
      ...services.map((unit) => serviceCall(life, unit, places)),
      ...stableCall(services),
      // in a circle the first could not know the endpoints of the last
      ...again.map(([unit, callees]): Call => ['again', unit.name, ...callees.map(({ name }) => name)]),
      ...stableCall(again.map(([unit]) => unit)),
      ...wave.flatMap((unit) => scalingCall(unit)),
      ...wave.flatMap((unit) => taskCall(life, unit)),
      ...wave.flatMap((unit) => scheduleCall(life, unit)),
    ],
  }
}

/** Gives the services of a wave that are made before one that they link to, and which those are. */
export function secondDeployments(services: readonly Unit[]): readonly (readonly [Unit, readonly Unit[]])[] {
  const found = placesOf(services)
  return services.flatMap((unit, at): readonly (readonly [Unit, readonly Unit[]])[] => {
    const later = neededBy(unit, found).flatMap((place) => (place > at ? (services[place] ?? []) : []))
    return later.length > 0 ? [[unit, later]] : []
  })
}

/** Gives where each unit stands, by its id: ten thousand units must not be searched for each of them. */
function placesOf(units: readonly Unit[]): ReadonlyMap<string, number> {
  return new Map(units.map(({ id }, place) => [id, place]))
}

/** Gives the places of what a unit needs, in the order of the places. */
function neededBy({ needs }: Unit, places: ReadonlyMap<string, number>): readonly number[] {
  return [...new Set(needs.flatMap((id) => places.get(id) ?? []))].sort((a, b) => a - b)
}

function serviceCall(life: Life, unit: Unit, places: ReadonlyMap<string, number>): Call {
  const callees = neededBy(unit, places)
    .flatMap((place) => life.draft.units[place] ?? [])
    .filter(({ id, service }) => service !== undefined && id !== unit.id)
  const strategy = unit.service?.schedulingStrategy ?? 'REPLICA'
  return ['service', unit.folder, unit.name, groupWord(life, unit), strategy, ...callees.map(({ name }) => name)]
}

function stableCall(services: readonly Unit[]): readonly Call[] {
  return services.length > 0 ? [['stable', ...services.map(({ name }) => name)]] : []
}

function scalingCall({ folder, name, scaling }: Unit): readonly Call[] {
  return scaling === undefined ? [] : [['scaling', folder, name, ...scaling.policies.map(({ PolicyName = '' }) => scriptWord(PolicyName))]]
}

/** A task that `undeploy.sh` takes back hands something over that may be lost, so that it runs every time. */
function taskCall(life: Life, unit: Unit): readonly Call[] {
  const { run, undo, retries, folder, name } = unit
  if (run === undefined) return []
  const when = undo === undefined ? 'changed' : 'always'
  const { tries = 1, deadline = '' } = retries ?? {}
  return [['task', folder, name, groupWord(life, unit), when, mainContainer(unit), `${tries}`, `${deadline}`]]
}

function scheduleCall(life: Life, unit: Unit): readonly Call[] {
  const { schedule, folder, name } = unit
  return schedule === undefined ? [] : [['schedule', folder, name, scriptWord(schedule.Name ?? ''), groupWord(life, unit)]]
}

/** Gives the name of the container whose end is that of the task. */
export function mainContainer({ task }: Unit): string {
  return task.containerDefinitions?.find(({ essential }) => essential !== false)?.name ?? ''
}
