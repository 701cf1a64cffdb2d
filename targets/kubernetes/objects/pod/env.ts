import type { V1EnvVar } from '@kubernetes/client-node'
import type { Container, ContainerWorkload, Env, Workload } from '../../../../src/plan/plan.js'
import type { OutsideValue } from '../../../target.js'
import { textOf } from '../address.js'
import type { Wire } from '../kinds.js'
import type { ObjectDraft } from '../object-draft.js'
import { needConfiguration, needSecret } from './needs.js'

/**
 * Gives the environment of a container in the order of the plan, which decides what `$(NAME)` in a value can refer to (Kubernetes API, core/v1 EnvVar).
 * Secrets and named configuration are references, so that their values change without the workload.
 */
export function envOf(draft: ObjectDraft, workload: ContainerWorkload, { env }: Container): readonly Wire<V1EnvVar>[] {
  for (const entry of env) checkName(draft, entry)
  return env.map((entry) => ({ name: entry.name, ...entryValue(draft, workload, entry, { kind: 'env', name: entry.name }) }))
}

/** Gives the value of an entry, or where it comes from (Kubernetes API, core/v1 EnvVar); `as` is what the workload gets it as. */
export function entryValue(draft: ObjectDraft, workload: Workload, entry: Env, as: OutsideValue['as']): Omit<Wire<V1EnvVar>, 'name'> {
  const { value, parts, secret, config, field } = entry
  if (parts !== undefined) return { value: textOf(draft, workload, parts) }
  if (secret !== undefined) {
    needSecret(draft, workload, secret.name, secret.key, [secret, 'name'], as)
    return { valueFrom: { secretKeyRef: { name: secret.name, key: secret.key } } }
  }
  if (config !== undefined) {
    needConfiguration(draft, workload, config.name, config.key, [config, 'name'], as)
    return { valueFrom: { configMapKeyRef: { name: config.name, key: config.key } } }
  }
  if (field !== undefined) return fieldOf(draft, workload, entry, field)
  return { value: value ?? '' }
}

function checkName({ context }: ObjectDraft, entry: Env): void {
  if (/^[\x20-\x7e]+$/.test(entry.name)) return
  context.fault(
    {
      code: 'target/bad-name',
      severity: 'error',
      message: `Kubernetes takes no variable with the name \`${entry.name}\``,
      help: 'use letters, digits and `_` of ASCII',
    },
    entry,
    'name',
  )
}

/** Labels that only the platform of the manifest's own dialect puts on pods (KubeVela) have the values that they have there. */
function fieldOf({ context }: ObjectDraft, workload: Workload, entry: Env, field: string): Omit<Wire<V1EnvVar>, 'name'> {
  if (field === "metadata.labels['app.oam.dev/name']") return { value: workload.application }
  if (field === "metadata.labels['app.oam.dev/component']") return { value: workload.name }
  if (!known.test(field))
    context.fault(
      {
        code: 'target/unknown-field',
        severity: 'error',
        message: `a pod has no field \`${field}\` that a variable can take`,
        help: "the fields are metadata.name, metadata.namespace, metadata.uid, metadata.labels['…'], metadata.annotations['…'], spec.nodeName, spec.serviceAccountName, status.hostIP, status.hostIPs, status.podIP and status.podIPs",
      },
      entry,
      'field',
    )
  return { valueFrom: { fieldRef: { fieldPath: field } } }
}

/** Kubernetes, downward API, fields by `fieldRef`. */
const known =
  /^(metadata\.(name|namespace|uid|(labels|annotations)\['[^']+'\])|spec\.(nodeName|serviceAccountName)|status\.(hostIPs?|podIPs?))$/
