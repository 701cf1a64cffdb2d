import type { PlatformObjection } from '../../platform.js'
import type { KubeObject } from '../kube-object.js'
import type { Cause, KubeRefusal } from '../kube-refusal.js'
import { shownObject } from './key-of.js'
import { isData } from './wanted-objects.js'

/** Gives what the server objects to an object, where the object is the reason; nothing where it is rights, room or the server itself. */
export function objectionTo(object: KubeObject, refusal: KubeRefusal, namespace: string): PlatformObjection | undefined {
  const { status, causes, said } = refusal
  const conflicts = causes.filter(({ reason }) => reason === 'FieldManagerConflict')
  if (status === 409 && conflicts.length > 0) return managed(object, conflicts)
  const fixed = causes.filter(({ message }) => /immutable|forbidden: updates to/i.test(message))
  if (status === 422 && fixed.length > 0) return immutable(object, fixed, namespace)
  if (status === 422 || status === 400 || /field not declared in schema/.test(said))
    return {
      code: 'lifecycle/refused-object',
      message: `the cluster takes no such \`${shownObject(object)}\`: ${said}`,
      help: ['mend the manifest, or the option of the target that asks for it'],
    }
  return undefined
}

/** The three ways out are those that kubectl names (Kubernetes, server-side apply, conflicts). */
function managed(object: KubeObject, causes: readonly Cause[]): PlatformObjection {
  const fields = new Map<string, string[]>()
  for (const { message, field } of causes) {
    const manager = managerOf(message)
    fields.set(manager, [...(fields.get(manager) ?? []), field])
  }
  const words = [...fields].map(([manager, own]) => `${own.map((field) => `\`${field}\``).join(', ')} (managed by ${manager})`)
  return {
    code: 'lifecycle/managed-by-other',
    message: `\`${shownObject(object)}\`: somebody else has set ${words.join(' and ')}`,
    help: [
      'take the fields over: --force-conflicts',
      'leave them to the other: take what sets them out of the manifest',
      'share them: say in the manifest what is there now',
    ],
  }
}

/** `conflict with "kubectl" with subresource "scale" using apps/v1` names the manager and how it wrote. */
function managerOf(message: string): string {
  const [, manager = message, subresource] = /conflict with "([^"]*)"(?: with subresource "([^"]*)")?/.exec(message) ?? []
  return `\`${manager}\`${subresource === undefined ? '' : `, which wrote \`${subresource}\``}`
}

function immutable(object: KubeObject, causes: readonly Cause[], namespace: string): PlatformObjection {
  const fields = [...new Set(causes.map(({ field }) => `\`${field}\``))].join(', ')
  const command = `kubectl delete ${object.kind.toLowerCase()} ${object.metadata.name} -n ${namespace}`
  const ways: Readonly<Record<string, readonly string[]>> = {
    StatefulSet: [`let it be made anew around its pods: ${command} --cascade=orphan, then repeat this`],
    Job: [`let it run anew: ${command}, then repeat this`],
  }
  return {
    code: 'lifecycle/immutable-field',
    message: `\`${shownObject(object)}\`: ${fields} cannot be changed once it is there`,
    help: [
      'leave the manifest as it was there',
      ...(isData(object)
        ? ['give the volume another name: a new claim is made, and the old one stays with its data']
        : (ways[object.kind] ?? [`let it be made anew (what it runs ends meanwhile): ${command}, then repeat this`])),
    ],
  }
}
