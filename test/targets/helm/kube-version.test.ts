import * as assert from 'uvu/assert'
import { kubeVersion } from '../../../targets/helm/chart/kube-version.js'
import type { KubernetesObject } from '../../../targets/kubernetes/objects/kinds.js'
import { tests } from '../../harness.js'

const metadata = { name: 'web' }
const container = { name: 'web', image: 'nginx:1.27' }

/** Objects that need a version of Kubernetes, by what they need it for. */
const cases: Readonly<Record<string, readonly [string, KubernetesObject]>> = {
  'nothing new': ['1.25', { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [container] } }],
  'a budget that lets unready pods go': [
    '1.27',
    { apiVersion: 'policy/v1', kind: 'PodDisruptionBudget', metadata, spec: { unhealthyPodEvictionPolicy: 'AlwaysAllow' } },
  ],
  'a spread that counts each revision by itself': [
    '1.27',
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata,
      spec: {
        containers: [container],
        topologySpreadConstraints: [
          { maxSkew: 1, topologyKey: 'kubernetes.io/hostname', whenUnsatisfiable: 'ScheduleAnyway', matchLabelKeys: ['pod-template-hash'] },
        ],
      },
    },
  ],
  'a sidecar that starts first, in a task by the clock': [
    '1.29',
    {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata,
      spec: {
        schedule: '0 0 * * *',
        jobTemplate: {
          spec: {
            template: { spec: { containers: [container], initContainers: [{ ...container, name: 'log', restartPolicy: 'Always' }] } },
          },
        },
      },
    },
  ],
  'a pause before the end': [
    '1.30',
    {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata,
      spec: { containers: [{ ...container, lifecycle: { preStop: { sleep: { seconds: 5 } } } }] },
    },
  ],
  'a signal of its own': [
    '1.33',
    { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [{ ...container, lifecycle: { stopSignal: 'SIGUSR1' } }] } },
  ],
}

tests('version of Kubernetes that a chart asks for', {
  ...Object.fromEntries(
    Object.entries(cases).map(([what, [version, object]]) => [
      `is ${version} for ${what}`,
      () => assert.is(kubeVersion([{ chart: 'shop', folder: '', object }]), `>=${version}.0-0`),
    ]),
  ),
  'is the newest of all objects'() {
    const objects = Object.values(cases).map(([, object]) => ({ chart: 'shop', folder: '', object }))
    assert.is(kubeVersion(objects), '>=1.33.0-0')
  },
  'is not that of what a manifest brings, whatever its shape'() {
    const object = cases['a signal of its own']![1]
    assert.is(kubeVersion([{ chart: 'shop', folder: '', object, isGiven: true }]), '>=1.25.0-0')
  },
})
