import { headerOf } from '../../../header.js'
import { printScript, type ScriptSection } from '../../../shell/print-script.js'
import type { ShellWord } from '../../../shell/shell-word.js'
import { variablesIn } from '../../files/variables-in.js'
import { mainContainer } from '../../files/wave-section.js'
import type { Unit } from '../../resources/ecs-draft.js'
import { groupCalls, latticeWord, outputCalls, stackValues } from './deploy-stacks.js'
import { isFromStack, type PartStack, type StackLife, stackWord } from './stack-life.js'

type Call = readonly ShellWord[]

/** Gives `undeploy.sh` for templates: deletes the stacks, the last one first. */
export function undeployStacks(life: StackLife): string {
  const { draft, parts } = life
  const { applications, context } = draft
  const undone = draft.units.filter(({ undo }) => undo !== undefined)
  const asked = variablesIn(undone.map(({ undo }) => undo))
  const variables = life.variables.filter(
    ({ name }) => name === 'LATTICE_STACK' || name === 'AWS_REGION' || (asked.has(name) && !isFromStack(name)),
  )
  return printScript({
    header: [
      headerOf([...applications.values()], context),
      'Deletes the stacks that deploy.sh has made, the last one first, and all that is in them. Secrets and file systems are not their own, and stay.',
      `DRY_RUN=1 prints every command and calls nothing${undone.length > 0 ? '; FORCE=1 goes on where manifests cannot be taken back' : ''}.`,
    ],
    library: ['base', 'account', 'stack-values', ...(undone.length > 0 ? ['run-to-end', 'undo'] : [])].map((name) =>
      context.script(`${name}.sh`),
    ),
    sections: [
      stackValues({ ...life, variables }),
      {
        title: 'what still runs',
        calls: [
          ['there', latticeWord],
          ...lattice.flatMap(([name, kind, output]): readonly Call[] => (asked.has(name) ? outputCalls(life, name, kind, output) : [])),
        ],
      },
      ...parts.map((part, at) => partSection(life, part, at)).reverse(),
      {
        title: 'the lattice',
        calls: [
          ['section', 'the lattice'],
          ['unstack', latticeWord],
        ],
      },
    ],
  })
}

const lattice = [
  ['CLUSTER', 'text', 'Cluster'],
  ['NAMESPACE', 'text', 'Namespace'],
  ['SUBNETS', 'ids', 'Subnets'],
] as const

function partSection(life: StackLife, partStack: PartStack, at: number): ScriptSection {
  const { units } = partStack.part
  const title = `stack ${at + 1} of ${life.parts.length}: ${units.map(({ name }) => name).join(', ')}`
  const undone = units.filter(({ undo }) => undo !== undefined)
  return {
    title,
    calls: [
      ['section', title],
      ...undone.flatMap((unit): readonly Call[] => [
        ...(hasGroup(unit) ? groupCalls(life, unit) : []),
        ['undo', unit.folder, unit.name, hasGroup(unit) ? [{ variable: 'SECURITY_GROUPS' }] : '', mainContainer(unit)],
      ]),
      ['unstack', stackWord(partStack)],
    ],
  }
}

function hasGroup({ undo }: Unit): boolean {
  return variablesIn(undo).has('SECURITY_GROUPS')
}
