import * as assert from 'uvu/assert'
import { tests } from '../harness.js'
import type { KubeObject } from './kube-object.js'
import { checkNames, lint } from './lint.js'

const labels = { app: 'web' }
const container = {
  name: 'web',
  image: 'acme/web:1',
  env: [{ name: 'A', value: 'a' }],
  ports: [{ containerPort: 8080, name: 'http' }],
  resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } },
  livenessProbe: { httpGet: { port: 'http' } },
  securityContext: { readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
}
const affinity = {
  podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [{ topologyKey: 'host', labelSelector: { matchLabels: labels } }] },
}
const pod = { serviceAccountName: 'web', securityContext: { runAsNonRoot: true }, affinity, containers: [container] }

/** A deployment, its service, account and budget, and a job, with nothing to find; each part may be another. */
function lattice(other: { container?: object; pod?: object; deployment?: object; service?: object; budget?: object; job?: object } = {}) {
  const template = { metadata: { labels }, spec: { ...pod, containers: [{ ...container, ...other.container }], ...other.pod } }
  const deployment = { replicas: 2, selector: { matchLabels: labels }, template, ...other.deployment }
  const budget = { maxUnavailable: 1, selector: { matchLabels: labels }, unhealthyPodEvictionPolicy: 'AlwaysAllow', ...other.budget }
  return [
    make('apps/v1', 'Deployment', deployment),
    make('v1', 'Service', { selector: labels, ports: [{ port: 80, targetPort: 'http' }], ...other.service }),
    make('v1', 'ServiceAccount', undefined),
    make('policy/v1', 'PodDisruptionBudget', budget),
    make('batch/v1', 'Job', { ttlSecondsAfterFinished: 60, template: { ...template, metadata: {} }, ...other.job }),
  ]
}

function make(apiVersion: string, kind: string, spec: object | undefined): KubeObject {
  return { apiVersion, kind, metadata: { name: 'web' }, ...(spec && { spec: spec as NonNullable<KubeObject['spec']> }) }
}

const secured = (more: object) => ({ container: { securityContext: { ...container.securityContext, ...more } } })
const mounting = (path: string) => ({
  pod: {
    volumes: [{ name: 'host', hostPath: { path } }],
    containers: [{ ...container, volumeMounts: [{ name: 'host', mountPath: '/x' }] }],
  },
})

/** For each check what it finds, and nobody else. */
const faults: Readonly<Record<string, readonly KubeObject[]>> = {
  'dangling-service': lattice({ service: { selector: { app: 'other' } } }),
  'deprecated-service-account-field': lattice({ pod: { serviceAccount: 'web' } }),
  'docker-sock': lattice(mounting('/var/run/docker.sock')),
  'drop-net-raw-capability': lattice(secured({ capabilities: { drop: ['CHOWN'] } })),
  'duplicate-env-var': lattice({ container: { env: [{ name: 'A' }, { name: 'A' }] } }),
  'env-var-secret': lattice({ container: { env: [{ name: 'THE_SECRET', value: 'told' }] } }),
  'host-ipc': lattice({ pod: { hostIPC: true } }),
  'host-network': lattice({ pod: { hostNetwork: true } }),
  'host-pid': lattice({ pod: { hostPID: true } }),
  'invalid-target-ports': lattice({ service: { ports: [{ port: 80, targetPort: 'not_a_name' }] } }),
  'job-ttl-seconds-after-finished': lattice({ job: { ttlSecondsAfterFinished: undefined } }),
  'latest-tag': lattice({ container: { image: 'registry.example.com:5000/web' } }),
  'liveness-port': lattice({ container: { livenessProbe: { tcpSocket: { port: 9090 } } } }),
  'mismatching-selector': lattice({ deployment: { selector: { matchLabels: { app: 'other' } } } }),
  'no-anti-affinity': lattice({ pod: { affinity: {} }, job: { template: undefined } }),
  'no-extensions-v1beta': [make('extensions/v1beta1', 'Ingress', {})],
  'no-read-only-root-fs': lattice(secured({ readOnlyRootFilesystem: false })),
  'non-existent-service-account': lattice({ pod: { serviceAccountName: 'other' } }),
  'pdb-max-unavailable': lattice({ budget: { maxUnavailable: 0 } }),
  'pdb-min-available': lattice({ budget: { maxUnavailable: undefined, minAvailable: '51%' } }),
  'pdb-unhealthy-pod-eviction-policy': lattice({ budget: { unhealthyPodEvictionPolicy: undefined } }),
  'privilege-escalation-container': lattice(secured({ allowPrivilegeEscalation: undefined })),
  'privileged-container': lattice(secured({ privileged: true })),
  'readiness-port': lattice({ container: { readinessProbe: { grpc: { port: 9090 } } } }),
  'run-as-non-root': lattice({ pod: { securityContext: { runAsUser: 0 } } }),
  'sensitive-host-mounts': lattice(mounting('/etc')),
  'ssh-port': lattice({ container: { ports: [...container.ports, { containerPort: 22 }] } }),
  'startup-port': lattice({ container: { startupProbe: { httpGet: { port: 'admin' } } } }),
  'unsafe-sysctls': lattice({ pod: { securityContext: { runAsNonRoot: true, sysctls: [{ name: 'net.core.somaxconn', value: '1' }] } } }),
  'unset-cpu-requirements': lattice({ container: { resources: { requests: { memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } } } }),
  'unset-memory-requirements': lattice({ container: { resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1' } } } }),
}

tests('the checks of kube-linter', {
  'find nothing in what is sound': () => assert.equal(lint(lattice()), []),
  'are all tried here': () => assert.equal(checkNames, Object.keys(faults).sort()),
  ...Object.fromEntries(
    Object.entries(faults).map(([check, objects]) => [
      `${check} finds its fault alone`,
      () => assert.equal([...new Set(lint(objects).map((finding) => finding.check))], [check]),
    ]),
  ),
})
