import type { V1EnvVar, V1PodSpec } from '@kubernetes/client-node'
import type { ApplicationPlan } from '../../../../src/plan/plan.js'
import { referencesOf } from '../../../wadm/order-applications.js'
import type { Wire } from '../kinds.js'
import type { ObjectDraft } from '../object-draft.js'
import { manifestName } from './manifest-names.js'
import type { NatsAddress } from './nats-address.js'
import { platformContainer, platformPod } from './platform-pod.js'

/** Seconds that wadm may take to deploy, and that it may call an application failed without a change: hosts may still be fetching their image. */
const patience = { PATIENCE: '300', HOPELESS: '120' }

/** Gives a pod that speaks with wadm about an application (`targets/wadm/scripts/manifests.sh`). */
export function manifestPod(
  draft: ObjectDraft,
  application: ApplicationPlan,
  address: NatsAddress,
  args: readonly string[],
): Wire<V1PodSpec> {
  const { name } = application
  const env = { NATS_HOST: address.host, NATS_PORT: `${address.port}`, LATTICE: draft.context.options['name'] ?? '', ...patience }
  return platformPod({
    container: platformContainer(
      { cpu: [10, 200], memory: [16, 64], disk: [16, 64] },
      {
        name: 'manifests',
        image: draft.context.options['tools-image'],
        command: ['sh', '/mc/manifests.sh'],
        args,
        env: [...Object.entries(env).map(([key, value]) => ({ name: key, value })), ...after(draft, application)],
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

function after({ applications }: ObjectDraft, application: ApplicationPlan): readonly Wire<V1EnvVar>[] {
  const names = referencesOf(application).filter((name) => applications.get(name)?.wadm !== undefined)
  return names.length === 0 ? [] : [{ name: 'AFTER', value: names.join(' ') }]
}
