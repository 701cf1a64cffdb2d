import type { PlatformObjects } from '../../../src/plan/plan.js'
import { someOf } from '../../some.js'
import { checkGivenObject } from './check-object.js'
import type { KubernetesObject } from './kinds.js'
import { applicationLabels } from './labels.js'
import { dnsLabel } from './names.js'
import type { ObjectDraft } from './object-draft.js'

/**
 * Adds objects as the manifest has them (KubeVela, k8s-objects): their own name, else the component's; labels and annotations of traits besides their own.
 * What Kubernetes would refuse of a kind that it brings itself is an error at its line; of other kinds nobody here knows anything.
 */
export function addPlatformObjects(draft: ObjectDraft, application: string, given: PlatformObjects): void {
  for (const object of given.objects) {
    // a copy that the plan's ledger does not watch, read whole: everything in it is written
    const { metadata, ...content }: Record<string, unknown> = JSON.parse(JSON.stringify(object))
    const own = isMap(metadata) ? metadata : {}
    const placed = {
      ...content,
      metadata: {
        name: dnsLabel(given.name),
        namespace: isClusterWide(String(object['kind'])) ? undefined : draft.namespaceOf(application),
        ...own,
        labels: {
          ...applicationLabels(application, draft.applications.get(application)?.version),
          ...mapOf(own['labels']),
          ...given.labels,
        },
        annotations: someOf({ ...mapOf(own['annotations']), ...given.annotations }),
      },
    }
    const [problem] = checkGivenObject(placed)
    if (problem !== undefined) reportRefused(draft, object, problem)
    else if (isObject(placed)) draft.objects.push({ chart: application, folder: dnsLabel(given.name), object: placed, isGiven: true })
  }
}

/** Kinds that live in no namespace (Kubernetes API, not namespaced); custom ones begin with the word. */
function isClusterWide(kind: string): boolean {
  return clusterWide.has(kind) || kind.startsWith('Cluster')
}

const clusterWide: ReadonlySet<string> = new Set([
  'APIService',
  'CSIDriver',
  'CustomResourceDefinition',
  'FlowSchema',
  'GatewayClass',
  'IngressClass',
  'MutatingWebhookConfiguration',
  'Namespace',
  'PersistentVolume',
  'PriorityClass',
  'PriorityLevelConfiguration',
  'RuntimeClass',
  'StorageClass',
  'ValidatingAdmissionPolicy',
  'ValidatingAdmissionPolicyBinding',
  'ValidatingWebhookConfiguration',
  'VolumeSnapshotClass',
])

function reportRefused({ context }: ObjectDraft, object: object, problem: string): void {
  context.fault(
    {
      code: 'target/object-refused',
      severity: 'error',
      message: `Kubernetes refuses this object: ${problem}`,
      help: 'the fields are those of the Kubernetes API',
    },
    object,
    'kind',
  )
}

/** The schema of the language has made sure of version and kind, and the check of the rest. */
function isObject(value: object): value is KubernetesObject {
  return 'apiVersion' in value && 'kind' in value
}

function mapOf(value: unknown): Readonly<Record<string, unknown>> {
  return isMap(value) ? value : {}
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
