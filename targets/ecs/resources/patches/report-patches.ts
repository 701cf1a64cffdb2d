import type { RuntimePatch } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { UnitPart } from './parts-of.js'

/** Reports a patch that makes something AWS would refuse. */
export function reportRefused({ context }: EcsDraft, patch: RuntimePatch, problem: string): void {
  context.fault(
    {
      code: 'target/patch-refused',
      severity: 'error',
      message: `AWS refuses what this patch makes: ${problem}`,
      help: 'the fields are those of the AWS API, as `--cli-input-json` takes them; a list in a patch replaces the whole list (RFC 7396)',
    },
    patch,
    'patch',
  )
}

/** Reports a patch of something that the workload has not become. */
export function reportNothing({ context }: EcsDraft, patch: RuntimePatch, parts: readonly UnitPart[]): void {
  const ofKind = parts.filter(({ kind }) => kind.toLowerCase() === patch.kind.toLowerCase())
  const names = ofKind.length > 0 ? ofKind.map((part) => part.names[0]) : [...new Set(parts.map(({ kind }) => kind))]
  const what = patch.name === undefined ? `of kind \`${patch.kind}\`` : `of kind \`${patch.kind}\` named \`${patch.name}\``
  context.spokenOf(patch)
  context.fault(
    {
      code: 'target/patch-matches-nothing',
      severity: 'error',
      message: `patch matches nothing: the workload has no single object ${what}`,
      help:
        names.length === 0
          ? 'nothing of it runs as a task'
          : `${ofKind.length > 0 ? 'there are' : 'kinds are'} ${names.map((name) => `\`${name}\``).join(', ')}`,
    },
    patch,
    ofKind.length > 0 && patch.name !== undefined ? 'name' : 'kind',
  )
}
