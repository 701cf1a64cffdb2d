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
  return {
    title,
    calls: [
      ['section', title],
      ...services.map((unit) => serviceCall(life, unit)),
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
  return services.flatMap((unit, at): readonly (readonly [Unit, readonly Unit[]])[] => {
    const later = services.slice(at + 1).filter(({ id }) => unit.needs.includes(id))
    return later.length > 0 ? [[unit, later]] : []
  })
}

function serviceCall(life: Life, unit: Unit): Call {
  const callees = life.draft.units.filter(({ id, service }) => service !== undefined && id !== unit.id && unit.needs.includes(id))
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
