import type { Difference } from './difference.js'
import { mapPod } from './hardening.js'
import { at, isTree, mapsAt, type Plain, type Tree } from './read-objects.js'

/** Claims, and names of volumes. */
export const storage: readonly Difference[] = [
  {
    what: 'claims of a StatefulSet stand in it, with a headless Service',
    reason: 'copies that share one claim of ReadWriteOnce cannot run on several machines; with one copy it is the same',
    ours: (objects) => objects.filter((object) => at(object, 'spec', 'clusterIP') !== 'None').flatMap(withClaims),
  },
  {
    what: 'a StatefulSet in place of a Deployment that scales with claims of its own',
    reason: 'the second copy of such a Deployment would wait for the first one’s volume forever',
    ours: (objects, theirs) =>
      objects.map((object) => {
        const isScaled = theirs.some(({ kind, metadata }) => kind === 'HorizontalPodAutoscaler' && metadata.name === object.metadata.name)
        return object.kind === 'StatefulSet' && isScaled ? { ...object, kind: 'Deployment' } : retarget(object, theirs)
      }),
  },
  {
    what: '`Recreate` for a Deployment with a claim of ReadWriteOnce',
    reason: 'a rolling update would wait for a volume that the old copy holds; a strategy of the manifest is compared',
    ours: (objects, theirs) => objects.map((object) => withoutRecreate(object, theirs)),
  },
  {
    what: 'names of volumes',
    reason: 'they mean nothing outside the pod; what is mounted where is compared',
    theirs: (objects) => objects.map(withSources),
    ours: (objects) => objects.map(withSources),
  },
]

function withClaims(object: Plain): readonly Plain[] {
  const { spec } = object
  if (object.kind !== 'StatefulSet' || !isTree(spec)) return [object]
  const { serviceName: _, volumeClaimTemplates, ...rest } = spec
  const claims = Array.isArray(volumeClaimTemplates) ? volumeClaimTemplates.filter(isTree) : []
  const names = claims.map(({ metadata }) => String(isTree(metadata) ? metadata['name'] : ''))
  const made = claims.map(
    (claim, at): Plain => ({
      ...claim,
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: (names[at] ?? '').replace(/^pvc-/, '') },
    }),
  )
  const volumes = names.map((name) => ({ name, persistentVolumeClaim: { claimName: name.replace(/^pvc-/, '') } }))
  const bare = mapPod({ ...object, spec: rest }, (pod) => ({ ...pod, volumes: [...mapsAt(pod, 'volumes'), ...volumes] }))
  return [bare, ...made]
}

/** An autoscaler names the kind that it scales. */
function retarget(object: Plain, theirs: readonly Plain[]): Plain {
  const other = theirs.find(({ kind, metadata }) => kind === object.kind && metadata.name === object.metadata.name)
  if (object.kind !== 'HorizontalPodAutoscaler' || other === undefined || !isTree(object['spec']) || !isTree(other['spec'])) return object
  return { ...object, spec: { ...object['spec'], scaleTargetRef: other['spec']['scaleTargetRef'] } }
}

function withoutRecreate(object: Plain, theirs: readonly Plain[]): Plain {
  const other = theirs.find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === object.metadata.name)
  const { spec } = object
  if (!isTree(spec) || JSON.stringify(spec['strategy']) !== '{"type":"Recreate"}') return object
  if (isTree(other?.['spec']) && other['spec']['strategy'] !== undefined) return object
  const { strategy: _, ...rest } = spec
  return { ...object, spec: rest }
}

/** Puts what a volume is into the place of its name. */
function withSources(object: Plain): Plain {
  return mapPod(object, (pod) => {
    const sources = new Map(mapsAt(pod, 'volumes').map(({ name, ...source }): [unknown, Tree] => [name, source]))
    const mount = (container: Tree): Tree => ({
      ...container,
      volumeMounts: mapsAt(container, 'volumeMounts').map(({ name, ...rest }) => ({ ...rest, volume: sources.get(name) ?? name })),
    })
    const { volumes: _, ...rest } = pod
    return { ...rest, containers: mapsAt(pod, 'containers').map(mount), initContainers: mapsAt(pod, 'initContainers').map(mount) }
  })
}
