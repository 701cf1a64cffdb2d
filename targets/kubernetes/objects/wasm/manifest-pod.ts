import type { V1PodSpec } from '@kubernetes/client-node'
import type { ApplicationPlan } from '../../../../src/plan/plan.js'
import type { Wire } from '../kinds.js'
import type { ObjectDraft } from '../object-draft.js'
import { manifestName } from './manifest-names.js'
import type { NatsAddress } from './nats-address.js'
import { platformContainer, platformPod } from './platform-pod.js'

/** Gives a pod that speaks with wadm about an application (`targets/wadm/scripts/manifests.sh`). */
export function manifestPod(
  draft: ObjectDraft,
  application: ApplicationPlan,
  address: NatsAddress,
  args: readonly string[],
  more: Readonly<Record<string, string>>,
): Wire<V1PodSpec> {
  const { name } = application
  const env = { NATS_HOST: address.host, NATS_PORT: `${address.port}`, LATTICE: draft.context.options['name'] ?? '', ...more }
  return platformPod({
    container: platformContainer(
      { cpu: [10, 200], memory: [16, 64], disk: [16, 64] },
      {
        name: 'manifests',
        image: draft.context.options['tools-image'],
        command: ['sh', '/mc/manifests.sh'],
        args,
        env: Object.entries(env).map(([key, value]) => ({ name: key, value })),
        // the words of wadm stand in the status of a pod that failed
        terminationMessagePolicy: 'FallbackToLogsOnError',
        volumeMounts: [
          { name: 'manifest', mountPath: '/mc', readOnly: true },
          { name: 'tmp', mountPath: '/tmp' },
        ],
      },
    ),
    volumes: [
      {
        name: 'manifest',
        configMap: {
          name: manifestName(name),
          // the script finds a manifest by the name of its application, which need not be a key of a ConfigMap
          items: [
            { key: 'manifest.json', path: `${name}.json` },
            { key: 'manifests.sh', path: 'manifests.sh' },
          ],
        },
      },
      { name: 'tmp', emptyDir: { sizeLimit: '16Mi' } },
    ],
    more: { restartPolicy: 'Never' },
  })
}
