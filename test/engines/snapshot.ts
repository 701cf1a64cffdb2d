import type { KubeEngine } from './kube-engine.js'

/** What lies in a namespace: for each object (`Kind name`) what makes it another one when it changes. */
export type Snapshot = ReadonlyMap<string, string>

interface Stored {
  readonly kind: string
  readonly type?: string
  readonly metadata: {
    readonly name: string
    readonly uid: string
    readonly labels?: object
    readonly annotations?: object
    readonly ownerReferences?: object
  }
  readonly spec?: { readonly scaleTargetRef?: { readonly name: string }; readonly replicas?: number; readonly volumeName?: string }
  readonly status?: unknown
}

/** What the cluster keeps by itself, in every namespace or for what lies there. */
const kept = /^(ConfigMap kube-root-ca\.crt|ServiceAccount default|(Event|Endpoints|EndpointSlice|Lease|ControllerRevision) .*)$/
const ofControllers = /^(deployment\.kubernetes\.io\/revision|deprecated\.daemonset\.template\.generation|pv\.kubernetes\.io\/.*)$/
let kinds: Promise<string> | undefined

/** Lists what somebody has put into a namespace, of every kind that the server knows; what controllers make, and Helm's own records, are left out. */
export async function snapshot(kube: KubeEngine, namespace: string): Promise<Snapshot> {
  kinds ??= kube.must('kubectl', ['api-resources', '--namespaced', '--verbs=list,create', '-o', 'name'])
  const names = (await kinds)
    .trim()
    .split('\n')
    .filter((name) => !/^(events|bindings|localsubjectaccessreviews)\b/.test(name))
  const { items }: { items: readonly Stored[] } = JSON.parse(
    await kube.must('kubectl', ['get', names.join(','), '-n', namespace, '-o', 'json']),
  )
  const own = items.filter(
    ({ kind, type, metadata }) =>
      metadata.ownerReferences === undefined &&
      !isOfStatefulSet(kind, metadata) &&
      !kept.test(`${kind} ${metadata.name}`) &&
      type !== 'helm.sh/release.v1',
  )
  const scaled = new Set(items.flatMap(({ kind, spec }) => (kind === 'HorizontalPodAutoscaler' ? [spec?.scaleTargetRef?.name] : [])))
  return new Map(own.map((object) => [`${object.kind} ${object.metadata.name}`, contentOf(object, scaled.has(object.metadata.name))]))
}

/** Leaves out the hooks of charts, which Helm makes anew each time. */
export function withoutHooks(all: Snapshot): Snapshot {
  return new Map([...all].filter(([, content]) => !content.includes('["helm.sh/hook",')))
}

/** Takes a Job that was made anew for the one that was there: a rollback brings back what had gone. */
export function withJobsAnew(all: Snapshot): Snapshot {
  const id = /\b[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g
  return new Map([...all].map(([name, content]) => [name, name.startsWith('Job ') ? content.replace(id, '') : content]))
}

/** Names the objects that are in one of two snapshots only, or differ between them. */
export function differences(before: Snapshot, after: Snapshot): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name)).sort()
}

/** Shows what differs, for messages. */
export function show(before: Snapshot, after: Snapshot): string {
  return differences(before, after)
    .map((name) => `${name}\n- ${before.get(name)}\n+ ${after.get(name)}`)
    .join('\n')
}

/** The claims of its pods have no owner; nobody but Helm makes others. */
function isOfStatefulSet(kind: string, { annotations = {} }: Stored['metadata']): boolean {
  return kind === 'PersistentVolumeClaim' && !Object.hasOwn(annotations, 'meta.helm.sh/release-name')
}

function contentOf(object: Stored, isScaled: boolean): string {
  const { metadata, status: _status, spec, ...rest } = object
  const { name, uid, labels, annotations } = metadata
  // the number of a rollout goes on when an older one comes back, and a claim is given its volume later
  const own = Object.entries(annotations ?? {}).filter(([key]) => !ofControllers.test(key))
  // how many run is then the autoscaler's to say
  const { replicas, volumeName: _volume, ...fixed } = spec ?? {}
  return JSON.stringify({ name, uid, labels, annotations: own, spec: isScaled ? fixed : { replicas, ...fixed }, ...rest })
}
