import type { Id } from '../../../src/lattice/lattice.js'
import type { ApplicationPlan, ContainerWorkload, Env, WadmManifest } from '../../../src/plan/plan.js'
import { withConnections } from '../../../src/plan/wasm/with-connections.js'
import { toJson } from '../../../src/print/to-json.js'
import type { ContainersSetting } from '../../containers/containers-setting.js'
import { linkNotes } from '../../link-notes.js'
import { script } from '../../script.js'
import type { EmitContext } from '../../target.js'
import { eligibleGroups, type Hosted } from '../host-groups.js'
import { referencesOf } from '../order-applications.js'
import { stampManifest } from '../stamp-manifest.js'
import { hostId } from './hosts.js'
import { listenEverywhere } from './listen-everywhere.js'
import { type Nats, natsBindings, natsEnv } from './nats.js'
import { envOf, partId, platformWorkload, resourcesOf } from './platform-workload.js'

/** Gives the id of the task that hands the Wasm part of an application to wadm. */
export function manifestId(application: string): Id {
  return partId('manifest', application)
}

/** Gives the name of an application whose manifest a task hands over; nothing for other workloads. */
export function handedBy(id: Id): string | undefined {
  const beginning = manifestId('')
  return id.startsWith(beginning) ? id.slice(beginning.length) : undefined
}

/** Gives the arguments by which that task takes the application away from wadm, in the place of its own. */
export function undeployArgs(application: string): readonly string[] {
  return ['undeploy', application]
}

/**
 * Gives the task that puts the manifest of an application into wadm, deploys it after what it refers to, and ends when wadm says that it is deployed.
 * Run again it changes nothing.
 */
export function manifestWorkload(
  lattice: Hosted & { readonly applications: ReadonlyMap<string, ApplicationPlan> },
  application: ApplicationPlan,
  manifest: WadmManifest,
  nats: Nats,
  { options }: EmitContext,
  setting: ContainersSetting,
): ContainerWorkload {
  const { name, workloads } = application
  const components = workloads.flatMap((workload) => (workload.kind === 'wasm' ? [workload] : []))
  const references = referencesOf(application).filter((other) => lattice.applications.get(other)?.wadm !== undefined)
  const groups = new Set(components.flatMap((component) => eligibleGroups(lattice, component)))
  const hosts = nats === 'own' ? [...groups].map(hostId) : []
  const needed = components.flatMap(({ needs }) => needs.map(({ id }) => id)).filter((id) => lattice.workloads.get(id)?.kind !== 'wasm')
  const stamped = once(() => {
    const [source] = components
    const textOf = ({ value, parts }: Env): string => (parts && source ? setting.textOf(source, parts) : (value ?? ''))
    return stampManifest(listenEverywhere(withConnections(manifest, workloads, textOf), setting.everywhere))
  })
  return platformWorkload({
    id: manifestId(name),
    application: name,
    name: 'wadm-manifest',
    work: 'task',
    main: {
      name: 'wadm-manifest',
      image: options['tools-image'] ?? '',
      command: ['sh', '/mc/manifests.sh'],
      get args() {
        return ['deploy', name, JSON.stringify({ version: stamped().version })]
      },
      env: [
        ...natsEnv(nats, 'NATS_HOST', 'NATS_PORT'),
        // hosts may still be fetching images, and wadm call an application failed until they have
        ...envOf({ LATTICE: setting.lattice, PATIENCE: '300', HOPELESS: '120', AFTER: references.join(' ') }),
      ],
      ports: [],
      resources: resourcesOf(100, 64, 128),
      mounts: [{ volume: 'manifest', path: '/mc', readOnly: true }],
    },
    needs: [...new Set([...hosts, ...references.map(manifestId), ...needed])],
    bindings: natsBindings(nats),
    volumes: [
      {
        name: 'manifest',
        kind: 'config',
        source: `${name}-wadm-manifest`,
        external: false,
        get data() {
          return { [`${name}.json`]: toJson(stamped().manifest), 'manifests.sh': script('wadm/manifests.sh') }
        },
      },
    ],
    more: { annotations: linkNotes(components, true), task: { restart: 'Never', backoffLimit: 0 } },
  })
}

/** Gives a function that makes its value when it is first asked. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}
