import type { RuntimePatch, Workload } from '../../../src/plan/plan.js'
import { workObject } from '../../../src/plan/work-object.js'
import { mergePatch } from '../../merge-patch.js'
import { checkGivenObject, checkObject } from './check-object.js'
import { copyOf } from './copy.js'
import type { KubernetesObject } from './kinds.js'
import { isWork, type ObjectDraft, type PlacedObject } from './object-draft.js'

/**
 * Applies the patches of the `runtime` trait to the objects of the workload's application, in the order of the plan: those for Kubernetes, and for a chart those for Helm after them.
 * A kind is written as Kubernetes has it, in letters of either case. A patch that matches nothing, or that makes something Kubernetes would refuse, is an error at its line.
 */
export function applyPatches(draft: ObjectDraft): void {
  const targets = draft.context.target === 'kubernetes' ? ['kubernetes'] : ['kubernetes', draft.context.target]
  for (const workload of draft.workloads.values())
    for (const target of targets) for (const patch of workload.runtime[target] ?? []) applyPatch(draft, workload, patch)
}

function applyPatch(draft: ObjectDraft, workload: Workload, patch: RuntimePatch): void {
  const mine = draft.objects.filter(({ chart }) => chart === workload.application)
  const ofKind =
    patch.kind === workObject
      ? mine.filter((placed) => placed.workload === workload.id && isWork(placed.object))
      : mine.filter(({ object }) => object.kind.toLowerCase() === patch.kind.toLowerCase())
  const found = chosen(draft, workload, patch, ofKind)
  if (found === undefined) {
    reportNothing(draft, mine, ofKind, patch)
    return
  }
  const object = mergePatch<KubernetesObject>(found.object, copyOf(patch.patch))
  const [problem] = [...identityProblems(found.object, object), ...(found.isGiven ? checkGivenObject(object) : checkObject(object))]
  if (problem === undefined) draft.objects[draft.objects.indexOf(found)] = { ...found, object }
  else reportRefused(draft, patch, problem)
}

/** The name may be the object's own, or the component's; without one it is the object that has the name of the workload, or the only one of the kind. */
function chosen(
  draft: ObjectDraft,
  { id, name: component }: Workload,
  { name }: RuntimePatch,
  ofKind: readonly PlacedObject[],
): PlacedObject | undefined {
  const own = draft.nameOf(id)
  const named = (wanted: string) => ofKind.find(({ object }) => object.metadata.name === wanted)
  if (name !== undefined) return named(name) ?? (name === component ? named(own) : undefined)
  const made = ofKind.filter(({ workload }) => workload === id)
  return named(own) ?? (made.length === 1 ? made[0] : ofKind.length === 1 ? ofKind[0] : undefined)
}

/** Other objects find it by these. */
function identityProblems(before: KubernetesObject, after: KubernetesObject): readonly string[] {
  if (after.apiVersion !== before.apiVersion || after.kind !== before.kind) return ['a patch changes no apiVersion and no kind']
  const isRenamed = after.metadata?.name !== before.metadata.name || after.metadata.namespace !== before.metadata.namespace
  return isRenamed ? ['a patch changes no name and no namespace'] : []
}

function reportRefused({ context }: ObjectDraft, patch: RuntimePatch, problem: string): void {
  context.fault(
    {
      code: 'target/patch-refused',
      severity: 'error',
      message: `Kubernetes refuses what this patch makes: ${problem}`,
      help: 'the fields are those of the Kubernetes API; a list in a patch replaces the whole list (RFC 7396)',
    },
    patch,
    'patch',
  )
}

function reportNothing(
  { context }: ObjectDraft,
  mine: readonly PlacedObject[],
  ofKind: readonly PlacedObject[],
  patch: RuntimePatch,
): void {
  const names = ofKind.length > 0 ? ofKind.map(({ object }) => object.metadata.name) : [...new Set(mine.map(({ object }) => object.kind))]
  const shown = names
    .slice(0, 8)
    .map((name) => `\`${name}\``)
    .join(', ')
  const what = patch.name === undefined ? `of kind \`${patch.kind}\`` : `of kind \`${patch.kind}\` named \`${patch.name}\``
  context.spokenOf(patch)
  context.fault(
    {
      code: 'target/patch-matches-nothing',
      severity: 'error',
      message: `patch matches nothing: the application has no single object ${what}`,
      help: `${ofKind.length > 0 ? 'there are' : 'kinds are'} ${shown}${names.length > 8 ? ' and more' : ''}`,
    },
    patch,
    ofKind.length > 0 && patch.name !== undefined ? 'name' : 'kind',
  )
}
