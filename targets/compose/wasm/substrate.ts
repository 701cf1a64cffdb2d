import { reportWasm } from '../../wadm/report-wasm.js'
import type { Service } from '../compose-file.js'
import type { Draft } from '../draft.js'
import { substrateDependencies } from '../ordering.js'
import { literal } from '../text.js'
import { addWasmcloud2 } from '../wasmcloud2/add-wasmcloud2.js'
import { hostService } from './host-service.js'
import { addManifests } from './manifests-service.js'
import { nats, natsService } from './nats.js'
import { toolCheck } from './tool-check.js'
import { wasmcloudHosts } from './wasmcloud-hosts.js'

/** The scheduler of wasmCloud 1. */
const wadmService = 'wadm'

/**
 * Adds what Wasm workloads run on, under option `runtime=v2` wasmCloud 2, else wasmCloud 1.9: NATS with JetStream, wadm, hosts by group, and a service that hands the manifests to wadm and ends
 * once they are deployed. Hosts start after wadm, which learns of a host that was there before it only by a later heartbeat.
 */
export function addSubstrate(draft: Draft): void {
  const applications = draft.plan.applications.filter(({ wadm }) => wadm !== undefined)
  if (applications.length === 0) return
  if (draft.context.options['runtime'] === 'v2') {
    addWasmcloud2(draft)
    return
  }
  reportWasm({ ...draft, groupName: hostService }, 'the port is published on 127.0.0.1 of this machine only')
  draft.services.set(natsService, nats(draft))
  draft.services.set(wadmService, wadm(draft))
  const hosts = wasmcloudHosts(draft, applications, { [wadmService]: { condition: 'service_healthy' } })
  addManifests(draft, applications, {
    [wadmService]: { condition: 'service_healthy' },
    ...Object.fromEntries(draft.plan.hostGroups.map((group) => [hostService(group), { condition: 'service_healthy' }])),
    ...substrateDependencies(draft),
  })
  for (const [name, host] of hosts) draft.services.set(name, host)
}

function wadm(draft: Draft): Service {
  const { check, mount, waits } = toolCheck(draft, 8081, '/readyz')
  return {
    image: literal(draft.context.options['wadm-image'] ?? ''),
    environment: { WADM_NATS_SERVER: literal(`${natsService}:4222`), WADM_HTTP_ADMIN: literal('0.0.0.0:8081') },
    volumes: [mount],
    depends_on: { ...waits, [natsService]: { condition: 'service_healthy' } },
    healthcheck: check,
    // it does nothing on SIGTERM where it is the first process
    init: true,
    restart: 'unless-stopped',
  }
}
