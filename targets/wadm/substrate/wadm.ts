import type { ContainerWorkload } from '../../../src/plan/plan.js'
import type { ContainersSetting } from '../../containers/containers-setting.js'
import { natsBindings, natsId, natsServer } from './nats.js'
import { envOf, type Options, partId, platformWorkload, probesOf, resourcesOf } from './platform-workload.js'

export const wadmId = partId('wadm')
const adminPort = 8081

/** Gives wadm, which places Wasm workloads on hosts (wadm 0.21). It keeps nothing itself: its state is in NATS, and it ends at once where no NATS answers. */
export function wadmWorkload(options: Options, setting: ContainersSetting): ContainerWorkload {
  return platformWorkload({
    id: wadmId,
    name: 'wadm',
    work: 'worker',
    main: {
      name: 'wadm',
      image: options['wadm-image'] ?? '',
      env: [natsServer('WADM_NATS_SERVER'), ...envOf({ WADM_HTTP_ADMIN: `${setting.everywhere}:${adminPort}` })],
      ports: [],
      resources: resourcesOf(250, 256, 512),
      ...probesOf(adminPort, '/readyz', setting),
      mounts: [],
    },
    needs: [natsId],
    bindings: natsBindings('own'),
  })
}
