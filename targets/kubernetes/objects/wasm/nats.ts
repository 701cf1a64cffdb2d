import { sha256 } from '../../../../src/print/sha256.js'
import { toJson } from '../../../../src/print/to-json.js'
import type { ObjectDraft } from '../object-draft.js'
import { addAccount } from './account.js'
import { natsPort } from './nats-address.js'
import { platformContainer, platformPod } from './platform-pod.js'
import { natsPart, substrateChart } from './substrate-names.js'

const monitorPort = 8222

/**
 * Adds NATS with JetStream: one server, because wadm keeps one copy of each stream and bucket whatever the number of servers (wadm 0.21, nats.rs).
 * What it stores is in a volume, so that a pod that is replaced goes on with it.
 */
export function addNats(draft: ObjectDraft): void {
  const { folder, name, labels } = natsPart
  const { options } = draft.context
  const config = toJson({ port: natsPort, http_port: monitorPort, jetstream: { store_dir: '/data' } })
  const ports = [{ name: 'nats', port: natsPort, targetPort: 'nats' }]
  addAccount(draft, natsPart)
  draft.addTo(substrateChart, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, labels }, data: { 'nats.conf': config } }, folder)
  draft.addTo(substrateChart, { apiVersion: 'v1', kind: 'Service', metadata: { name, labels }, spec: { selector: labels, ports } }, folder)
  draft.addTo(
    substrateChart,
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: headless, labels },
      spec: { clusterIP: 'None', publishNotReadyAddresses: true, selector: labels, ports },
    },
    folder,
  )
  draft.addTo(
    substrateChart,
    {
      apiVersion: 'apps/v1',
      kind: 'StatefulSet',
      metadata: { name, labels },
      spec: {
        replicas: 1,
        serviceName: headless,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels, annotations: { 'checksum/config': sha256(config) } },
          spec: platformPod({
            account: name,
            container: platformContainer(
              { cpu: [100, 1000], memory: [128, 512], disk: [64, 256] },
              {
                name: 'nats',
                image: options['nats-image'],
                args: ['--config', '/etc/nats-config/nats.conf'],
                ports: [
                  { name: 'nats', containerPort: natsPort },
                  { name: 'monitor', containerPort: monitorPort },
                ],
                // what JetStream has stored is read before the server is ready
                startupProbe: { httpGet: { path: '/healthz', port: 'monitor' }, periodSeconds: 2, failureThreshold: 150 },
                livenessProbe: { httpGet: { path: '/healthz?js-enabled-only=true', port: 'monitor' } },
                readinessProbe: { httpGet: { path: '/healthz?js-server-only=true', port: 'monitor' } },
                volumeMounts: [
                  { name: 'config', mountPath: '/etc/nats-config', readOnly: true },
                  { name: 'data', mountPath: '/data' },
                ],
              },
            ),
            volumes: [{ name: 'config', configMap: { name } }],
          }),
        },
        volumeClaimTemplates: [
          {
            metadata: { name: 'data', labels },
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: options['nats-storage'] ?? '' } } },
          },
        ],
      },
    },
    folder,
  )
}

/** Gives the server its name in DNS. */
const headless = `${natsPart.name}-headless`
