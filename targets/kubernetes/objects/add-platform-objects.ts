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
    const { apiVersion, kind, metadata, ...content }: Record<string, unknown> = JSON.parse(JSON.stringify(object))
    const own = isMap(metadata) ? metadata : {}
    const name = typeof own['name'] === 'string' ? own['name'] : given.name
    const isFree = String(apiVersion).startsWith('rbac.authorization.k8s.io/')
    const placed = {
      apiVersion,
      kind,
      metadata: {
        namespace: isClusterWide(String(kind)) ? undefined : draft.namespaceOf(application),
        ...own,
        // roles have names of any kind
        name: isFree ? name : subdomain(name),
        labels: {
          ...applicationLabels(application, draft.applications.get(application)?.version),
          ...mapOf(own['labels']),
          ...given.labels,
        },
        annotations: someOf({ ...mapOf(own['annotations']), ...given.annotations }),
      },
      ...content,
    }
    if (own['name'] === name && name !== placed.metadata.name) reportRenamed(draft, object, name, placed.metadata.name)
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

/** A name as most kinds want it (RFC 1123 subdomain); one that is so already stays. */
function subdomain(name: string): string {
  return name.length <= 253 && /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/.test(name) ? name : dnsLabel(name)
}

function reportRenamed({ context }: ObjectDraft, object: object, before: string, after: string): void {
  context.fault(
    {
      code: 'target/renamed',
      severity: 'warning',
      message: `the object \`${before}\` becomes \`${after}\`: Kubernetes takes lower-case letters, digits, \`-\` and \`.\` only`,
      help: 'give it a name that Kubernetes takes',
    },
    object,
    'metadata',
  )
}

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
