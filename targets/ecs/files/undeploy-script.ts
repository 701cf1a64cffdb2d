import { headerOf } from '../../header.js'
import { printScript, type ScriptSection } from '../../shell/print-script.js'
import type { ShellWord } from '../../shell/shell-word.js'
import type { Unit } from '../resources/ecs-draft.js'
import { groupWord } from './group-word.js'
import { isNamed, type Life } from './life.js'
import { scriptWord } from './script-word.js'
import { valuesSection } from './values-section.js'
import { variablesIn } from './variables-in.js'
import { mainContainer } from './wave-section.js'

type Call = readonly ShellWord[]

/** Gives `undeploy.sh`: takes back what `deploy.sh` has made, the last wave first; what was there before stays. */
export function undeployScript(life: Life): string {
  const { draft, waves } = life
  const { applications, context } = draft
  const units = waves.flat()
  const undone = units.filter(({ undo }) => undo !== undefined)
  const hasServices = units.some(({ service }) => service !== undefined)
  const asked = variablesIn(undone.map(({ undo }) => undo))
  const variables = life.variables.filter(({ name }) => needed.includes(name) || asked.has(name))
  const groups = life.groups.filter(({ of }) => undone.some(({ id }) => id === of))
  const routed = units.flatMap(({ targetGroups }) => targetGroups)
  return printScript({
    header: [
      headerOf([...applications.values()], context),
      'Removes from Amazon ECS what deploy.sh has made, the last wave first. Secrets, the cluster, roles and target groups are not its own, and stay.',
      'DRY_RUN=1 prints every command and calls nothing; KEEP_LOGS=1 leaves the log groups.',
    ],
    library: [
      ...['base', 'account'],
      ...(undone.length > 0 ? ['run-to-end', 'undo'] : []),
      ...(groups.length > 0 ? ['vpc', 'find-groups'] : []),
      ...(units.some(({ scaling }) => scaling !== undefined) ? ['unscale'] : []),
      ...(hasServices ? ['end-services'] : []),
      'forget',
      ...(units.some(({ schedule }) => schedule !== undefined) ? ['unschedule'] : []),
      ...(life.logGroups.length > 0 ? ['forget-logs'] : []),
      ...(isNamed(life) || life.groups.length > 0 || routed.length > 0 ? ['persistently'] : []),
      ...(routed.length > 0 ? ['unroute'] : []),
      ...(life.groups.length > 0 ? ['ungroup'] : []),
      ...(isNamed(life) ? ['unnamed'] : []),
    ].map((name) => context.script(`${name}.sh`)),
    sections: [
      valuesSection({ ...life, variables }),
      { title: 'what still runs', calls: groups.map(({ variable, name }): Call => ['find_group', variable, name]) },
      ...waves.map((wave, at) => waveSection(life, wave, at)).reverse(),
      groundSection(life),
    ].filter(({ calls }) => calls.length > 0),
  })
}

const needed: readonly string[] = ['CLUSTER', 'AWS_REGION', 'NAMESPACE']

function waveSection(life: Life, wave: readonly Unit[], at: number): ScriptSection {
  const title = `wave ${at + 1} of ${life.waves.length}: ${wave.map(({ name }) => name).join(', ')}`
  const services = wave.flatMap(({ name, service }) => (service === undefined ? [] : [name]))
  const scaled = wave.flatMap(({ name, scaling }) => (scaling === undefined ? [] : [name]))
  const schedules = wave.flatMap(({ schedule }) => schedule?.Name ?? [])
  return {
    title,
    calls: [
      ['section', title],
      ...wave
        .filter(({ undo }) => undo !== undefined)
        .map((unit): Call => ['undo', unit.folder, unit.name, groupWord(life, unit), mainContainer(unit)]),
      ...(schedules.length > 0 ? [['unschedule', ...schedules.map(scriptWord)]] : []),
      ...(services.length > 0
        ? [...(scaled.length > 0 ? [['by_ten', 'unscale', ...scaled]] : []), ['end_services', ...services], ['ended', ...services]]
        : []),
      ['forget', ...wave.map(({ name }) => name)],
    ],
  }
}

function groundSection(life: Life): ScriptSection {
  const { draft, logGroups, groups } = life
  const routed = draft.units.flatMap(({ targetGroups }) => targetGroups)
  return {
    title: 'what all of them stood on',
    calls: [
      ['section', 'routes, log groups, security groups and the namespace'],
      ...(routed.length > 0 ? [['unroute', ...routed.map(({ name }) => name)]] : []),
      ...(logGroups.length > 0 ? [['forget_logs', ...logGroups.map(scriptWord)]] : []),
      ...(groups.length > 0 ? [['ungroup']] : []),
      ...(isNamed(life) ? [['unnamed']] : []),
    ],
  }
}
