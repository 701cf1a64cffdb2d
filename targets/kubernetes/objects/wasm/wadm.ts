import type { ObjectDraft } from '../object-draft.js'
import { addAccount } from './account.js'
import { adminProbes } from './admin-probes.js'
import { natsPort } from './nats-address.js'
import { platformContainer, platformPod } from './platform-pod.js'
import { natsPart, substrateChart, wadmPart } from './substrate-names.js'
import { waitFor } from './wait-for.js'

/** Where wadm says how it is. */
export const wadmAdminPort = 8081

/** Adds wadm, which places Wasm workloads on hosts. It keeps nothing itself: its state is in NATS. Its Service is for hosts, which start after it. */
export function addWadm(draft: ObjectDraft): void {
  const { folder, name, labels } = wadmPart
  addAccount(draft, wadmPart)
  draft.addTo(
    substrateChart,
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, labels },
      spec: { selector: labels, ports: [{ name: 'admin', port: wadmAdminPort, targetPort: 'admin', appProtocol: 'http' }] },
    },
    folder,
  )
  draft.addTo(
    substrateChart,
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, labels },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: platformPod({
            account: name,
            initContainers: [waitFor(draft, natsPart.name, natsPort)],
            container: platformContainer(
              { cpu: [100, 1000], memory: [128, 512], disk: [64, 256] },
              {
                name: 'wadm',
                image: draft.context.options['wadm-image'],
                env: [
                  { name: 'WADM_NATS_SERVER', value: `${natsPart.name}:${natsPort}` },
                  { name: 'WADM_HTTP_ADMIN', value: `0.0.0.0:${wadmAdminPort}` },
                ],
                ports: [{ name: 'admin', containerPort: wadmAdminPort }],
                ...adminProbes('admin'),
              },
            ),
          }),
        },
      },
    },
    folder,
  )
}
