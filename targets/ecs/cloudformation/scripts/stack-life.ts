import type { ShellWord } from '../../../shell/shell-word.js'
import { type Spelling, spellingOf } from '../../files/spelling.js'
import { variablesIn } from '../../files/variables-in.js'
import type { EcsDraft, EcsVariable } from '../../resources/ecs-draft.js'
import { latticeStackName } from '../application/lattice-stack-name.js'
import type { Part } from '../parts.js'
import type { StackDraft } from '../template/stack-draft.js'
import { valueOfParameter } from './value-of-parameter.js'

/** The stack of a part of an application. */
export interface PartStack {
  readonly part: Part
  readonly stack: StackDraft
}

/** What the scripts for templates and their guide speak of. */
export interface StackLife {
  readonly draft: EcsDraft
  readonly lattice: StackDraft
  /** In the order in which they are made. */
  readonly parts: readonly PartStack[]
  /** Paths of templates that are too long to be sent by themselves (CloudFormation API, CreateStack: 51,200 bytes), and go through a bucket. */
  readonly long: ReadonlySet<string>
  /** Values that have to be given or may be. */
  readonly variables: readonly EcsVariable[]
  readonly spelling: Spelling
}

/** Gives what there is to deploy and to take back. */
export function stackLife(draft: EcsDraft, lattice: StackDraft, parts: readonly PartStack[], long: ReadonlySet<string>): StackLife {
  const ofParameters = (stack: StackDraft, known: (variable: string) => EcsVariable | undefined): readonly EcsVariable[] =>
    [...stack.parameters].flatMap(([name, parameter]) => {
      const variable = stack.variables.get(name) ?? name
      return variable === 'LATTICE_STACK' ? [] : [known(variable) ?? valueOfParameter(variable, parameter)]
    })
  const runs = draft.units.flatMap(({ run, undo }) => [run, undo])
  const ofRuns = [...variablesIn(runs)].flatMap((name) => (isFromStack(name) ? [] : (draft.variables.get(name) ?? [])))
  const first = ['LATTICE_STACK', 'AWS_REGION', 'VPC_ID', 'SUBNETS', 'PUBLIC_SUBNETS']
  const rank = ({ name }: EcsVariable): number => (first.includes(name) ? first.indexOf(name) : first.length)
  const all = [
    ...ownVariables(draft, long.size > 0),
    ...parts.flatMap(({ stack }) => ofParameters(stack, (name) => draft.variables.get(name))),
    // what the account has already is asked for otherwise than by the files
    ...ofParameters(lattice, () => undefined),
    ...ofRuns,
  ]
  return {
    draft,
    lattice,
    parts,
    long,
    variables: [...new Map(all.map((variable) => [variable.name, variable])).values()].sort(
      (a, b) => rank(a) - rank(b) || Number(a.default !== undefined) - Number(b.default !== undefined) || (a.name < b.name ? -1 : 1),
    ),
    spelling: spellingOf(draft),
  }
}

/** Tells whether the stack of the lattice gives the value of a variable that a run asks for. */
export function isFromStack(variable: string): boolean {
  return ['CLUSTER', 'NAMESPACE', 'SUBNETS', 'SECURITY_GROUPS'].includes(variable)
}

/** Gives the word for the name of a part's stack. */
export function stackWord({ part }: PartStack): ShellWord {
  return [{ variable: 'LATTICE_STACK' }, { text: `-${part.stack}` }]
}

function ownVariables(draft: EcsDraft, needsBucket: boolean): readonly EcsVariable[] {
  const bucket = 'bucket of S3 in the same region, through which templates of more than 51,200 bytes go'
  return [
    { name: 'LATTICE_STACK', kind: 'id', description: 'name of the stack of the lattice', default: latticeStackName(draft) },
    { name: 'AWS_REGION', kind: 'id', description: 'region of AWS' },
    { name: 'TEMPLATE_BUCKET', kind: 'text', description: bucket, ...(!needsBucket && { default: '' }) },
  ]
}
