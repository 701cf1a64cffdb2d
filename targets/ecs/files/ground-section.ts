import type { ScriptSection } from '../../shell/print-script.js'
import type { ShellWord } from '../../shell/shell-word.js'
import { isNamed, type Life } from './life.js'
import { routeCalls } from './route-calls.js'
import { scriptWord } from './script-word.js'
import { balancerGroup } from './unit-group.js'

/** Gives the calls that make what all units stand on: the namespace, log groups, names in DNS and security groups. */
export function groundSection(life: Life): ScriptSection {
  const { draft, logGroups, registries, groups } = life
  return {
    title: 'what all of them stand on',
    calls: [
      ['section', 'namespace, log groups, security groups and routes'],
      ...(isNamed(life) ? [['namespace', registries.length > 0 ? 'dns' : 'http']] : []),
      ...registries.map(({ name, variable }): readonly ShellWord[] => ['registry', variable, name]),
      ...logGroups.map((name): readonly ShellWord[] => ['log_group', scriptWord(name)]),
      ...groups.map(({ of, variable, name, description }): readonly ShellWord[] => {
        const given: readonly ShellWord[] = of === 'balancer' ? [[{ variable: balancerGroup }]] : []
        return ['group', variable, name, description, ...given]
      }),
      ...groups.map(({ variable, rules }): readonly ShellWord[] => ['rules', [{ variable }], ...rules]),
      ...draft.units.flatMap(routeCalls),
    ],
  }
}
