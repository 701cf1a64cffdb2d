import { entryAt, listAt, textAt } from '../../../manifest-entries.js'

/** A Secret that an object refers to. */
export interface SecretReference {
  readonly name: string
  /** Absent where all keys are wanted. */
  readonly key?: string
  /** Kubernetes API, core/v1 Secret `type`; absent for Opaque. */
  readonly type?: 'kubernetes.io/dockerconfigjson' | 'kubernetes.io/tls'
}

/** Gives the Secrets that an object, or a part of one, refers to in the fields of Kubernetes and SpinKube; what makes a certificate itself needs none. */
export function secretReferences(value: unknown): readonly SecretReference[] {
  if (typeof value !== 'object' || value === null) return []
  return [...ownReferences(value), ...Object.values(value).flatMap(secretReferences)]
}

function ownReferences(value: object): readonly SecretReference[] {
  const variable = entryAt(value, 'secretKeyRef')
  const volume = entryAt(value, 'secret')
  const items = listAt(volume, 'items').map((item) => textAt(item, 'key'))
  const file = textAt(volume, 'secretName')
  const toml = textAt(entryAt(value, 'runtimeConfig'), 'loadFromSecret')
  const isIssued = Object.keys(Object(entryAt(entryAt(value, 'metadata'), 'annotations'))).some((key) =>
    /^cert-manager\.io\/.*issuer$/.test(key),
  )
  return [
    { name: textAt(variable, 'name'), key: textAt(variable, 'key') },
    ...(items.length === 0 ? [{ name: file }] : items.map((key) => ({ name: file, key }))),
    { name: toml, key: 'runtime-config.toml' },
    ...listAt(value, 'imagePullSecrets').map((entry) => ({
      name: textAt(entry, 'name'),
      key: '.dockerconfigjson',
      type: 'kubernetes.io/dockerconfigjson' as const,
    })),
    ...(isIssued ? [] : listAt(entryAt(value, 'spec'), 'tls')).flatMap((entry) =>
      ['tls.crt', 'tls.key'].map((key) => ({ name: textAt(entry, 'secretName'), key, type: 'kubernetes.io/tls' as const })),
    ),
  ].filter(({ name }) => name !== '')
}
