import { createHash, randomUUID } from 'node:crypto'
import { Failure } from '../../failure.js'
import { printable } from '../../report/printable.js'
import type { Entry } from '../key-value/key-value.js'
import { isObject, type KubeObject } from './kube-object.js'
import { objectName } from './object-name.js'

const domain = 'manifest-compiler.dev'

/** Marks the objects of a lattice; its value is the first word of their keys. */
export const latticeLabel = `${domain}/lattice`
/** The application that an object of the lattice is about; never the label of what the application renders. */
const applicationLabel = `${domain}/of-application`
const keyAnnotation = `${domain}/key`
const digestAnnotation = `${domain}/digest`
const writeAnnotation = `${domain}/write`

/** Kinds of entries that are about one application: their second word. */
const ofApplications = ['application', 'manifest', 'history']
/** Kinds of entries that are written once: the API server then keeps everybody from editing them. */
const writtenOnce = ['manifest', 'change']

/** Makes the object of a key that is new. */
export function entryObject(key: string, value: string): KubeObject {
  const [kind = ''] = key.split('/')
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: objectName(key),
      labels: { 'app.kubernetes.io/managed-by': 'manifest-compiler', ...labelsOf(key) },
      annotations: { [keyAnnotation]: key, ...annotationsOf(key, value) },
    },
    data: { [fieldOf(key)]: value },
    ...(writtenOnce.includes(kind) && { immutable: true }),
  }
}

/** Gives the patch that sets a value, of the state with this revision alone; it always changes something, so that each write makes a revision. */
export function entryPatch({ key, revision }: Entry, value: string): Readonly<Record<string, unknown>> {
  return { metadata: { resourceVersion: revision, annotations: annotationsOf(key, value) }, data: { [fieldOf(key)]: value } }
}

/** Gives the label selector of what a prefix may begin; the keys themselves decide. */
export function selectorOf(prefix: string): string {
  const words = prefix.split('/')
  const whole = labelsOf(words.length > 2 ? prefix : `${words[0]}`)
  return words.length < 2
    ? latticeLabel
    : Object.entries(whole)
        .map(([label, value]) => `${label}=${value}`)
        .join(',')
}

/** Reads an object back. Throws a `Failure` where it is not as it was written. */
export function readEntry(url: string, object: KubeObject): Entry {
  const { name, annotations = {}, resourceVersion = '' } = object.metadata
  const key = annotations[keyAnnotation]
  if (key === undefined) throw damaged(url, object, `its annotation ${keyAnnotation} is missing`)
  if (objectName(key) !== name) throw damaged(url, object, `its annotation ${keyAnnotation} is of another object`)
  const data = isObject(object['data']) ? object['data'] : {}
  const value = data[fieldOf(key)]
  if (typeof value !== 'string') throw damaged(url, object, `it has no data \`${fieldOf(key)}\``)
  const digest = annotations[digestAnnotation]
  if (digest !== undefined && digest !== digestOf(key, value)) throw damaged(url, object, 'what it says is not what was written')
  return { key, value, revision: resourceVersion }
}

function labelsOf(key: string): Record<string, string> {
  const [kind = '', second] = key.split('/')
  return { [latticeLabel]: kind, ...(second && ofApplications.includes(kind) && { [applicationLabel]: labelValue(second) }) }
}

/** Label values are words of at most 63 characters (apimachinery, IsValidLabelValue); other names are their checksum. */
function labelValue(word: string): string {
  return /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(word)
    ? word
    : createHash('sha256').update(word, 'utf8').digest('hex').slice(0, 40)
}

function annotationsOf(key: string, value: string): Record<string, string> {
  return { [digestAnnotation]: digestOf(key, value), [writeAnnotation]: randomUUID() }
}

function digestOf(key: string, value: string): string {
  return `sha256:${createHash('sha256').update(`${key}\n${value}`, 'utf8').digest('hex')}`
}

/** What a person who looks at the object reads first. */
function fieldOf(key: string): string {
  return key.startsWith('manifest/') ? 'manifest.yaml' : 'value.json'
}

function damaged(url: string, { metadata }: KubeObject, what: string): Failure {
  const editor = lastEditor(metadata['managedFields'])
  return new Failure(
    3,
    `${url}: the ConfigMap \`${metadata.name}\` is damaged: ${what}${editor === undefined ? '' : `; it was last written by ${editor}`}; put it back from a backup of the namespace`,
  )
}

/** Who of those that are not mc wrote last, and when (meta/v1 ManagedFieldsEntry). */
function lastEditor(fields: unknown): string | undefined {
  const others = (Array.isArray(fields) ? fields : [])
    .filter(isObject)
    .filter(({ manager }) => typeof manager === 'string' && manager !== 'mc')
  const last = others.sort((a, b) => String(a['time'] ?? '').localeCompare(String(b['time'] ?? ''))).at(-1)
  return last === undefined
    ? undefined
    : printable(`\`${String(last['manager'])}\`${typeof last['time'] === 'string' ? ` at ${last['time']}` : ''}`)
}
