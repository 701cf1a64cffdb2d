import { isObject, type KubeObject } from '../kube-object.js'
import type { Difference } from './compare.js'
import { keyOf, shownObject } from './key-of.js'
import { ownedBy } from './owner-object.js'
import { rankOf } from './rank-of.js'
import type { Live } from './read-live.js'
import type { WantedObject } from './wanted-objects.js'
import { applicationLabel, labelValue } from './words.js'

/** Gives what will be done, one line each, in the order in which it is done; what is kept is said of the applications that are acted on. */
export function linesOf(difference: Difference, live: Live, acted: ReadonlySet<string>): readonly string[] {
  const { newOwners, create, update, hold, leaving, remove, collect, oldOwners } = difference
  const going = new Set(leaving.map(keyOf))
  const word = (own: WantedObject): string => (live.others.has(own.key) ? 'adopt' : live.held.has(own.key) ? 'update' : 'create')
  const changes = [...create, ...update].sort((one, other) => rankOf(one.content.kind) - rankOf(other.content.kind))
  return [
    ...newOwners.map((application) => `create the owner object of ${application}`),
    ...leaving.map((object) => `create ${shownObject(object)} again, once it is gone`),
    ...changes.filter(({ key }) => !going.has(key)).map((own) => `${word(own)} ${shownObject(own.content)}`),
    ...hold.map(holdLine),
    ...remove.map(removeLine),
    ...oldOwners.map((owner) => `remove the owner object of ${ownedBy(owner) ?? owner.metadata.name}`),
    ...collect.map((object) => `remove ${shownObject(object)}, which nobody else holds`),
    ...keptLines(difference, acted),
  ]
}

/** Says that others hold an object than before. */
export function holdLine({ content, holders }: WantedObject): string {
  return `keep ${shownObject(content)} for ${holders.join(', ')}`
}

/** Says that an object is removed by a request. */
export function removeLine(object: KubeObject): string {
  return `remove ${shownObject(object)}`
}

/** Says which data stays: claims of the applications that are acted on, and those that a StatefulSet has made and leaves behind (Kubernetes, `persistentVolumeClaimRetentionPolicy`). */
export function keptLines(
  { keep, remove, collect }: Pick<Difference, 'keep' | 'remove' | 'collect'>,
  acted: ReadonlySet<string>,
): readonly string[] {
  const labels = new Set([...acted].map(labelValue))
  return [
    ...keep.filter(({ metadata }) => labels.has(metadata.labels?.[applicationLabel] ?? '')).map(keepLine),
    ...[...remove, ...collect].flatMap((object) => {
      const claims = claimsOf(object)
      const pods = claims.map((claim) => `persistentvolumeclaim/${claim}-${object.metadata.name}-0`)
      return claims.length === 0 ? [] : [`keep ${pods.join(', ')} and so on, of ${shownObject(object)}: they may hold data`]
    }),
  ]
}

function claimsOf({ kind, spec }: KubeObject): readonly string[] {
  const templates =
    kind === 'StatefulSet' && isObject(spec) && Array.isArray(spec['volumeClaimTemplates']) ? spec['volumeClaimTemplates'] : []
  return templates.flatMap((template: unknown) =>
    isObject(template) && isObject(template['metadata']) ? [String(template['metadata']['name'])] : [],
  )
}

function keepLine(object: KubeObject): string {
  return `keep ${shownObject(object)}: it may hold data; kubectl delete ${object.kind.toLowerCase()} ${object.metadata.name} removes it`
}
