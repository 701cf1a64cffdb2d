import type { CustomObject } from '../kinds.js'
import { isObjectName } from '../names.js'
import type { ObjectDraft, PlacedObject } from '../object-draft.js'
import { type SecretReference, secretReferences } from './secret-references.js'

/** An ExternalSecret of the External Secrets Operator (external-secrets.io/v1), as far as we write it; `external-secret.schema.json` checks it. */
export interface ExternalSecret extends CustomObject {
  readonly apiVersion: 'external-secrets.io/v1'
  readonly kind: 'ExternalSecret'
  readonly spec: {
    readonly secretStoreRef: { readonly name: string; readonly kind?: 'ClusterSecretStore' }
    readonly target?: { readonly template: { readonly type: string } }
    readonly data?: readonly { readonly secretKey: string; readonly remoteRef: { readonly key: string; readonly property: string } }[]
    readonly dataFrom?: readonly { readonly extract: { readonly key: string } }[]
  }
}

/**
 * Adds, where the option `external-secrets` names a store, an ExternalSecret for each Secret that the objects refer to and that none of them is:
 * the operator makes the Secret from what the store has under its name. One that several applications of a namespace use is the first one's.
 */
export function addExternalSecrets(draft: ObjectDraft): void {
  const store = storeOf(draft)
  if (store === undefined) return
  const needed = new Map<string, { readonly chart: string; readonly references: SecretReference[] }>()
  for (const { chart, object, isGiven } of draft.objects) {
    if (isGiven) continue
    for (const reference of secretReferences(object)) {
      const key = `${object.metadata.namespace ?? ''}/${reference.name}`
      const known = needed.get(key) ?? { chart, references: [] }
      needed.set(key, known)
      known.references.push(reference)
    }
  }
  for (const object of draft.objects) if (object.object.kind === 'Secret') needed.delete(keyOf(object))
  for (const { chart, references } of needed.values()) draft.addTo(chart, externalSecret(draft, chart, store, references))
}

function externalSecret(
  { context }: ObjectDraft,
  chart: string,
  secretStoreRef: ExternalSecret['spec']['secretStoreRef'],
  references: readonly SecretReference[],
): ExternalSecret {
  const name = references[0]?.name ?? ''
  const type = references.find((reference) => reference.type !== undefined)?.type
  const keys = [...new Set(references.flatMap(({ key }) => key ?? []))].sort()
  const stored = (context.options['external-secrets-key'] ?? '').replace(/\{(application|secret)\}/g, (_, word: string) =>
    word === 'secret' ? name : chart,
  )
  const isWhole = references.some(({ key }) => key === undefined)
  return {
    apiVersion: 'external-secrets.io/v1',
    kind: 'ExternalSecret',
    metadata: { name },
    spec: {
      secretStoreRef,
      ...(type !== undefined && { target: { template: { type } } }),
      ...(isWhole
        ? { dataFrom: [{ extract: { key: stored } }] }
        : { data: keys.map((key) => ({ secretKey: key, remoteRef: { key: stored, property: key } })) }),
    },
  }
}

/** `<name>` of a SecretStore, or `ClusterSecretStore/<name>`. */
function storeOf({ context }: ObjectDraft): ExternalSecret['spec']['secretStoreRef'] | undefined {
  const said = context.options['external-secrets'] ?? ''
  if (said === '') return undefined
  const [, kind, name = ''] = /^(?:(SecretStore|ClusterSecretStore)\/)?(.*)$/s.exec(said) ?? []
  if (isObjectName(name)) return kind === 'ClusterSecretStore' ? { name, kind } : { name }
  context.fault(
    {
      code: 'target/option',
      severity: 'error',
      message: `\`external-secrets=${said}\` names no store`,
      help: 'give the name of a SecretStore, or `ClusterSecretStore/<name>`',
    },
    {},
  )
  return undefined
}

function keyOf({ object }: PlacedObject): string {
  return `${object.metadata.namespace ?? ''}/${object.metadata.name}`
}
