import type { V1Container, V1EnvVar, V1PodTemplateSpec } from '@kubernetes/client-node'
import type { HostGroup } from '../../../../src/plan/plan.js'
import { some } from '../../../some.js'
import { candidates, hostCount } from '../../../wadm/host-groups.js'
import { usesLatest } from '../../../wadm/uses-latest.js'
import type { Wire } from '../kinds.js'
import type { ObjectDraft } from '../object-draft.js'
import { addAccount } from './account.js'
import { adminProbes } from './admin-probes.js'
import { httpPorts } from './http-ports.js'
import { servedLabels } from './http-services.js'
import { natsOf, natsPort } from './nats-address.js'
import { platformContainer, platformPod } from './platform-pod.js'
import { hostPart, substrateChart, wadmPart } from './substrate-names.js'
import { wadmAdminPort } from './wadm.js'
import { waitFor } from './wait-for.js'

/**
 * Adds the wasmCloud hosts (1.9): a Deployment for each group with the labels that its spreads require. A host starts after wadm, which learns of one
 * that was there before it only by a later heartbeat; where it is fresh nothing runs on it, so that nobody misses what waits.
 */
export function addHosts(draft: ObjectDraft): void {
  for (const group of draft.plan.hostGroups) addGroup(draft, group)
}

function addGroup(draft: ObjectDraft, group: HostGroup): void {
  const part = hostPart(group)
  const { folder, name, labels } = part
  addAccount(draft, part)
  const replicas = hostCount(draft, group)
  const metadata = { name, labels }
  const template = templateOf(draft, group, replicas)
  const selector = { matchLabels: labels }
  if (isEverywhere(draft, group)) {
    draft.addTo(substrateChart, { apiVersion: 'apps/v1', kind: 'DaemonSet', metadata, spec: { selector, template } }, folder)
    return
  }
  draft.addTo(substrateChart, { apiVersion: 'apps/v1', kind: 'Deployment', metadata, spec: { replicas, selector, template } }, folder)
  if (replicas > 1)
    draft.addTo(
      substrateChart,
      {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata,
        spec: { maxUnavailable: 1, unhealthyPodEvictionPolicy: 'AlwaysAllow', selector },
      },
      folder,
    )
}

function templateOf(draft: ObjectDraft, group: HostGroup, replicas: number): Wire<V1PodTemplateSpec> {
  const { name, labels } = hostPart(group)
  const ports = httpPorts(draft, group)
  let admin = 8900
  while (ports.includes(admin)) admin++
  return {
    metadata: { labels: { ...labels, ...servedLabels(draft, group) } },
    spec: platformPod({
      account: name,
      initContainers: [waitForScheduler(draft)],
      container: platformContainer(
        { cpu: [250, 2000], memory: [256, 1024], disk: [256, 2048] },
        {
          name: 'wasmcloud',
          image: draft.context.options['wasmcloud-image'],
          args: some(Object.entries(group.labels).flatMap(([key, value]) => (isVariable(key) ? [] : ['--label', `${key}=${value}`]))),
          env: envOf(draft, group, admin),
          ports: [{ name: 'admin', containerPort: admin }, ...ports.map((port) => ({ name: `http-${port}`, containerPort: port }))],
          ...adminProbes('admin'),
          // components and providers that it has fetched; providers start from there
          volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
        },
      ),
      volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '1Gi' } }],
      more: replicas > 1 ? { affinity: apart(labels) } : {},
    }),
  }
}

/** The wadm of others has no Service by which one could see that it is ready. */
function waitForScheduler(draft: ObjectDraft): Wire<V1Container> {
  const isPlatform = draft.context.options['substrate'] === 'platform'
  return isPlatform ? waitFor(draft, natsOf(draft).name, natsPort) : waitFor(draft, wadmPart.name, wadmAdminPort)
}

function envOf(draft: ObjectDraft, group: HostGroup, admin: number): readonly Wire<V1EnvVar>[] {
  const { options } = draft.context
  const env = (name: string, value: string | undefined): readonly Wire<V1EnvVar>[] => (value ? [{ name, value }] : [])
  return [
    ...env('WASMCLOUD_NATS_HOST', natsOf(draft).name),
    ...env('WASMCLOUD_NATS_PORT', `${natsPort}`),
    ...env('WASMCLOUD_LATTICE', options['name']),
    ...env('WASMCLOUD_EXPERIMENTAL_FEATURES', 'builtin-http-server,builtin-http-client,builtin-messaging-nats'),
    ...env('WASMCLOUD_HTTP_ADMIN', `0.0.0.0:${admin}`),
    ...env('WASMCLOUD_OCI_ALLOW_LATEST', candidates(draft, group).some(usesLatest) ? 'true' : undefined),
    ...env('WASMCLOUD_OCI_ALLOWED_INSECURE', options['oci-insecure']),
    ...env('WASMCLOUD_SECRETS_TOPIC', options['secrets-topic']),
    ...Object.entries(group.labels).flatMap(([key, value]) => (isVariable(key) ? env(`WASMCLOUD_LABEL_${key}`, value) : [])),
  ]
}

/** Names of variables that every version of Kubernetes takes (Kubernetes API, core/v1 EnvVar); a label may have another name, such as `topology.kubernetes.io/zone`. */
function isVariable(label: string): boolean {
  return /^[-._a-zA-Z0-9]+$/.test(label)
}

/** Copies of a host keep apart where there is room: a machine that ends takes one of them. */
function apart(matchLabels: Readonly<Record<string, string>>) {
  return {
    podAntiAffinity: {
      preferredDuringSchedulingIgnoredDuringExecution: [
        { weight: 100, podAffinityTerm: { topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels } } },
      ],
    },
  }
}

function isEverywhere(draft: ObjectDraft, group: HostGroup): boolean {
  return (
    draft.context.options['daemon-hosts'] === 'daemonset' &&
    candidates(draft, group).some(({ scalers }) => scalers.some(({ kind }) => kind === 'daemon'))
  )
}
