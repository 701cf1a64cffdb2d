import { headerOf } from '../../header.js'
import { printScript, type ScriptSection } from '../../shell/print-script.js'
import type { Unit } from '../resources/ecs-draft.js'
import { groundSection } from './ground-section.js'
import type { Life } from './life.js'
import { isMeasured, labelVariable } from './route-calls.js'
import { scriptWord } from './script-word.js'
import { valuesSection } from './values-section.js'
import { waveSection } from './wave-section.js'

/** Gives `deploy.sh`: makes all of a lattice or changes what has changed, wave by wave, and ends where something does not become stable. */
export function deployScript(life: Life): string {
  const { draft, waves } = life
  const { applications, context } = draft
  const units = waves.flat()
  const services = units.filter(({ service }) => service !== undefined)
  const has = (part: keyof Unit): boolean => units.some((unit) => unit[part] !== undefined)
  const isRouted = units.some(({ targetGroups }) => targetGroups.length > 0)
  const isLabelled = units.some(({ targetGroups, scaling }) =>
    targetGroups.some(({ variable }) => isMeasured(scaling, labelVariable(variable))),
  )
  return printScript({
    header: [
      headerOf([...applications.values()], context),
      'Deploys the lattice to Amazon ECS with the AWS CLI; run again, it changes what has changed. deploy.md says what it needs.',
      'DRY_RUN=1 prints every command and calls nothing; PRUNE=1 removes services that the lattice no longer has;',
      'RERUN=1 runs tasks again that have done their work; REPLACE=1 deletes a service first that ECS cannot change.',
    ],
    library: [
      ...['base', 'account', 'secrets', 'namespace'],
      ...(life.registries.length > 0 ? ['registries'] : []),
      ...(life.logGroups.length > 0 ? ['log-groups'] : []),
      ...(life.groups.length > 0 || life.registries.length > 0 || isRouted ? ['vpc'] : []),
      ...(life.groups.length > 0 ? ['security-groups'] : []),
      ...(isRouted ? ['routes'] : []),
      ...(isLabelled ? ['labels'] : []),
      'task-definitions',
      ...(services.length > 0 ? ['services', ...(has('scaling') ? ['scaling'] : []), 'unscale', 'end-services', 'prune'] : []),
      ...(has('run') ? ['run-to-end', 'tasks'] : []),
      ...(has('schedule') ? ['schedules'] : []),
    ].map((name) => context.script(`${name}.sh`)),
    sections: [
      valuesSection(
        life,
        units.flatMap(({ targetGroups }) => targetGroups),
      ),
      groundSection(life),
      ...waves.map((wave, at) => waveSection(life, wave, at)),
      restSection(services),
    ].filter(({ calls }) => calls.length > 0),
  })
}

/** What the lattice no longer has. */
function restSection(services: readonly Unit[]): ScriptSection {
  const fixed = services.filter(({ scaling }) => scaling === undefined)
  const names = (units: readonly Unit[]) => units.map(({ name }) => scriptWord(name))
  return {
    title: 'what the lattice no longer has',
    calls: [...(fixed.length > 0 ? [['unscaled', ...names(fixed)]] : []), ...(services.length > 0 ? [['gone', ...names(services)]] : [])],
  }
}
