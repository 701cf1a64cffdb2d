import { headerOf } from '../../../header.js'
import { printScript, type ScriptSection } from '../../../shell/print-script.js'
import type { ShellWord } from '../../../shell/shell-word.js'
import { plainMark } from '../../files/spelling.js'
import { valuesSection } from '../../files/values-section.js'
import { variablesIn } from '../../files/variables-in.js'
import { mainContainer } from '../../files/wave-section.js'
import type { Unit } from '../../resources/ecs-draft.js'
import { securityGroupOutput } from '../lattice/add-security-groups.js'
import type { StackDraft } from '../template/stack-draft.js'
import { circlesIn } from './circles-in.js'
import { type PartStack, type StackLife, stackWord } from './stack-life.js'

type Call = readonly ShellWord[]

/** Gives `deploy.sh` for templates: makes the stacks or changes what has changed, the lattice first, and runs the tasks between them. */
export function deployStacks(life: StackLife): string {
  const { draft, lattice, parts } = life
  const { applications, context } = draft
  const hasRuns = draft.units.some(({ run }) => run !== undefined)
  const circles = circlesIn(life)
  const outputs = [...lattice.outputs.keys()]
  return printScript({
    header: [
      headerOf([...applications.values()], context),
      'Deploys the lattice to Amazon ECS with CloudFormation; run again, it changes what has changed. deploy.md says what it needs.',
      `DRY_RUN=1 prints every command and calls nothing; PRUNE=1 deletes stacks of applications that the lattice no longer has${hasRuns ? ';' : '.'}`,
      ...(hasRuns ? ['RERUN=1 runs tasks again that have done their work.'] : []),
    ],
    library: [
      ...['base', 'account', 'secrets', 'stack-values', 'stacks'],
      ...(hasRuns ? ['run-to-end', 'stack-tasks'] : []),
      ...(circles.length > 0 ? ['stack-circles'] : []),
    ].map((name) => context.script(`${name}.sh`)),
    sections: [
      stackValues(life),
      {
        title: 'the lattice',
        calls: [
          ['section', 'the lattice'],
          ...[lattice, ...parts.map(({ stack }) => stack)]
            .filter(({ path }) => !life.long.has(path))
            .map(({ path }): Call => ['valid', path]),
          ...withCalls(lattice),
          ['lattice', lattice.path, ...outputs],
          ...fromLattice(life).flatMap(([name, kind, output]) => outputCalls(life, name, kind, output)),
        ],
      },
      ...parts.map((part, at) => partSection(life, part, at)),
      ...circles.map(
        ({ stacks, services }): ScriptSection => ({
          title: `a circle: ${services.join(', ')}`,
          calls: [
            ['section', `a circle: ${services.join(', ')}`],
            ['again', stacksWord(stacks), ...services],
          ],
        }),
      ),
      {
        title: 'what the lattice no longer has',
        calls: [['others', ...parts.map(stackWord)], ...withCalls(lattice), ['settled', lattice.path, ...outputs]],
      },
    ],
  })
}

/** Gives the calls that see to what a script is given; no cluster need be there before. */
export function stackValues(life: Pick<StackLife, 'variables' | 'spelling'>): ScriptSection {
  const { title, calls } = valuesSection(life)
  return { title, calls: calls.map((call) => (call[0] === 'cluster' ? ['region'] : call)) }
}

/** The word for the name of the lattice's stack. */
export const latticeWord: ShellWord = [{ variable: 'LATTICE_STACK' }]

function stacksWord(stacks: readonly PartStack[]): ShellWord {
  return stacks.flatMap((stack, at) => {
    const word = stackWord(stack)
    return [...(at === 0 ? [] : [{ text: ' ' }]), ...(typeof word === 'string' ? [{ text: word }] : word)]
  })
}

/** Gives what runs and second deployments need of the lattice: the variable, its kind and the output. */
function fromLattice(life: StackLife): readonly (readonly [string, string, string])[] {
  const asked = variablesIn(life.draft.units.map(({ run }) => run))
  return [
    ...(asked.has('CLUSTER') || circlesIn(life).length > 0 ? [['CLUSTER', 'text', 'Cluster'] as const] : []),
    ...(asked.has('NAMESPACE') ? [['NAMESPACE', 'text', 'Namespace'] as const] : []),
  ]
}

function withCalls(stack: StackDraft): readonly Call[] {
  return [...stack.variables].map(([name, variable]): Call => ['with', name, variable])
}

function partSection(life: StackLife, partStack: PartStack, at: number): ScriptSection {
  const { part, stack } = partStack
  const title = `stack ${at + 1} of ${life.parts.length}: ${part.units.map(({ name }) => name).join(', ')}`
  return {
    title,
    calls: [
      ['section', title],
      ...withCalls(stack),
      ['stack', stackWord(partStack), stack.path],
      ...part.units.flatMap((unit) => taskCalls(life, partStack, unit)),
    ],
  }
}

/** A task that `undeploy.sh` takes back hands something over that may be lost, so that it runs every time. */
function taskCalls(life: StackLife, partStack: PartStack, unit: Unit): readonly Call[] {
  const { run, undo, retries, folder } = unit
  if (run === undefined) return []
  const when = undo === undefined ? 'changed' : 'always'
  const { tries = 1, deadline = '' } = retries ?? {}
  return [
    ...(variablesIn(run).has('SECURITY_GROUPS') ? groupCalls(life, unit) : []),
    ['output', 'REVISION', 'arn', stackWord(partStack), taskOutput(partStack.stack, unit)],
    ['task_of', folder, [{ variable: 'REVISION' }], when, mainContainer(unit), `${tries}`, `${deadline}`],
  ]
}

/** Gives the calls that learn the security group of a unit. */
export function groupCalls(life: StackLife, unit: Unit): readonly Call[] {
  return outputCalls(life, 'SECURITY_GROUPS', 'ids', securityGroupOutput(unit.name))
}

/** Gives the calls that learn a value from the stack of the lattice, which files have by their spelling of it. */
export function outputCalls({ spelling }: StackLife, name: string, kind: string, output: string): readonly Call[] {
  const spelled = spelling(name)
  return [['output', name, kind, latticeWord, output], ...(spelled === plainMark(name) ? [] : [['spelled', name, spelled]])]
}

/** Gives the output with the task definition of a unit, which has the name of the resource. */
function taskOutput(stack: StackDraft, unit: Unit): string {
  return stack.idOf([unit.name, 'TaskDefinition'])
}
