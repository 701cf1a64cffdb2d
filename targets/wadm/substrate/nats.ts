import type { Binding, ContainerWorkload, Env, Port } from '../../../src/plan/plan.js'
import type { ContainersSetting } from '../../containers/containers-setting.js'
import { type Options, partId, platformWorkload, probesOf, resourcesOf } from './platform-workload.js'

export const natsId = partId('nats')

/** Where NATS listens for clients. */
const port: Port = { name: 'nats', containerPort: 4222, port: 4222, protocol: 'TCP', appProtocol: 'tcp', expose: false }
const monitorPort = 8222

/**
 * Gives NATS with JetStream: one server, because wadm keeps one copy of each stream and bucket whatever the number of servers (wadm 0.21, nats.rs).
 * What it stores is in a volume (option `nats-storage`), which two servers must not have at once.
 */
export function natsWorkload(options: Options, setting: ContainersSetting): ContainerWorkload {
  const isInVolume = isKept(options)
  const address = setting.everywhere === '[::]' ? ['--addr', '::'] : []
  return platformWorkload({
    id: natsId,
    name: 'nats',
    work: 'service',
    main: {
      name: 'nats',
      image: options['nats-image'] ?? '',
      args: ['--jetstream', '--store_dir', '/data', '--http_port', `${monitorPort}`, ...address],
      env: [],
      ports: [port],
      resources: resourcesOf(250, 256, 512),
      ...probesOf(monitorPort, '/healthz?js-server-only=true', setting),
      mounts: isInVolume ? [{ volume: 'data', path: '/data', readOnly: false }] : [],
    },
    needs: [],
    ...(isInVolume && {
      volumes: [{ name: 'data', kind: 'claim', source: 'wasmcloud-nats', external: false, size: 1024, accessModes: ['ReadWriteOnce'] }],
      more: { updateStrategy: { type: 'Recreate' } },
    }),
  })
}

/** Tells whether what NATS stores outlives its container. */
export function isKept(options: Options): boolean {
  return options['nats-storage'] !== 'ephemeral'
}

/** A NATS server: one of ours, or one that runs somewhere already. */
export type Nats = 'own' | { readonly host: string; readonly port: number }

/** Gives the NATS server that the options name; nothing where they leave it open. */
export function natsOf(options: Options): Nats | undefined {
  if (options['substrate'] !== 'none') return 'own'
  const [, host, number] = /^(?:nats:\/\/)?([^:/@\s]+)(?::(\d{1,5}))?\/?$/.exec(options['nats-url'] ?? '') ?? []
  return host === undefined ? undefined : { host, port: number === undefined ? port.port : Number(number) }
}

/** Gives the link by which a workload reaches NATS; none to one of others. */
export function natsBindings(nats: Nats): readonly Binding[] {
  return nats === 'own' ? [{ name: 'nats', to: natsId, port, config: [], scheme: 'nats' }] : []
}

/** Gives environment with the address of NATS. */
export function natsEnv(nats: Nats, hostName: string, portName: string): readonly Env[] {
  if (nats !== 'own')
    return [
      { name: hostName, value: nats.host },
      { name: portName, value: `${nats.port}` },
    ]
  const at = { to: natsId, port: port.containerPort, scheme: 'nats' }
  return [
    { name: hostName, parts: [{ address: 'host', ...at }] },
    { name: portName, parts: [{ address: 'port', ...at }] },
  ]
}

/** Gives the address of NATS of ours as one value. */
export function natsServer(name: string): Env {
  const at = { to: natsId, port: port.containerPort, scheme: 'nats' }
  return { name, parts: [{ address: 'host', ...at }, { text: ':' }, { address: 'port', ...at }] }
}
