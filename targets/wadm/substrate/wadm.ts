import type { Id } from '../../../src/lattice/lattice.js'
import type { Container, ContainerWorkload, Env } from '../../../src/plan/plan.js'
import type { ContainersSetting } from '../../containers/containers-setting.js'
import { isKept, natsBindings, natsId, natsServer, natsWorkload } from './nats.js'
import { envOf, type Options, partId, platformWorkload, probesOf, resourcesOf } from './platform-workload.js'

const wadmId = partId('wadm')
const adminPort = 8081

/** Gives the id of the workload that wadm runs in. */
export function schedulerId(options: Options): Id {
  return isKept(options) ? wadmId : natsId
}

/**
 * Gives NATS and wadm, which places Wasm workloads on hosts (wadm 0.21). wadm keeps nothing itself and makes what it needs in NATS when it starts: where NATS keeps
 * nothing either, both are one workload, so that they are always of one age.
 */
export function schedulerWorkloads(options: Options, setting: ContainersSetting): readonly ContainerWorkload[] {
  const nats = natsWorkload(options, setting)
  if (!isKept(options)) {
    const beside = wadmContainer(options, setting, { name: 'WADM_NATS_SERVER', value: '127.0.0.1:4222' })
    return [{ ...nats, sidecars: [beside] }]
  }
  const wadm = platformWorkload({
    id: wadmId,
    name: 'wadm',
    work: 'worker',
    main: wadmContainer(options, setting, natsServer('WADM_NATS_SERVER')),
    needs: [natsId],
    bindings: natsBindings('own'),
  })
  return [nats, wadm]
}

function wadmContainer(options: Options, { everywhere }: ContainersSetting, server: Env): Container {
  return {
    name: 'wadm',
    image: options['wadm-image'] ?? '',
    env: [server, ...envOf({ WADM_HTTP_ADMIN: `${everywhere}:${adminPort}` })],
    ports: [],
    resources: resourcesOf(250, 256, 512),
    ...probesOf(adminPort, '/readyz'),
    mounts: [],
  }
}
