import type { ContainerWorkload, Probe } from '../../../src/plan/plan.js'
import { imageOf } from '../../image-name.js'
import { some, someOf } from '../../some.js'
import type { FlyMachine } from '../fly-machine.js'
import type { FlyToml } from '../fly-toml.js'
import { machineChecks } from './checks/machine-checks.js'
import { probesOfContainers } from './checks/probes-of-containers.js'
import { commandOf } from './container/command.js'
import { containersOf } from './container/containers.js'
import { environmentOf } from './container/environment.js'
import { holdsContainers } from './container/holds-containers.js'
import { restartOf } from './container/restart.js'
import { stopOf } from './container/stop.js'
import { contentNotes } from './content-notes.js'
import type { FlyApp, FlyDraft } from './fly-draft.js'
import { deployOf } from './machine/deploy.js'
import { sizeOf, vmOf } from './machine/machine-size.js'
import { machineText } from './machine/machine-text.js'
import { metadataOf, metricsOf } from './machine/metadata.js'
import { regionsOf } from './machine/regions.js'
import { addressesOf } from './network/addresses.js'
import { certificatesOf } from './network/certificates.js'
import { notesOf } from './network/notes.js'
import { type Reach, reachOf } from './network/reach.js'
import { reportNetwork } from './network/report-network.js'
import { servicesOf } from './network/services.js'
import { machineCount } from './report-scale.js'
import { reportWorkload } from './report-workload.js'
import { addRun } from './run/add-run.js'
import { fileSecrets, filesOf, localFiles, tomlFiles } from './storage/files.js'
import { mountOf } from './storage/storage.js'

/** Adds the app of a container workload. */
export function addContainerWorkload(draft: FlyDraft, workload: ContainerWorkload): void {
  const isContainers = holdsContainers(draft, workload)
  const reach = reachOf(draft, workload)
  reportWorkload(draft, workload, isContainers)
  reportNetwork(draft, workload, reach)
  if (workload.work === 'task' || workload.work === 'cron') addRun(draft, workload, isContainers)
  else draft.apps.push(appOf(draft, workload, reach, isContainers))
}

function appOf(draft: FlyDraft, workload: ContainerWorkload, reach: Reach, isContainers: boolean): FlyApp {
  const { id, application, main } = workload
  const { context } = draft
  const name = draft.nameOf(id)
  const count = machineCount(draft, workload)
  const regions = regionsOf(context)
  const inContainers = isContainers ? probesOfContainers(workload) : new Set<Probe>()
  const checks = machineChecks(draft, workload, reach, inContainers)
  const others = [main.readinessProbe, main.startupProbe].filter((probe) => probe !== undefined && !inContainers.has(probe))
  const content = isContainers ? undefined : plainContent(draft, workload)
  const containers = isContainers ? containersOf(draft, workload, new Set(others)) : undefined
  const stored = mountOf(draft, workload, count)
  const size = sizeOf(draft, workload)
  const secrets = content?.needed ?? containers?.needed ?? []
  const stop = stopOf(draft, workload, main)
  const metadata = metadataOf(draft, workload)
  const machine: FlyMachine = { metadata, ...containers?.machine }
  const isMachine = metadata !== undefined || containers !== undefined
  const metrics = metricsOf(workload)
  const toml: FlyToml = {
    app: name,
    primary_region: context.options['primary-region'] || regions[0],
    kill_signal: stop?.signal,
    kill_timeout: stop?.timeout,
    machine_config: isMachine ? machineText(machine) : undefined,
    container: isContainers ? main.name : undefined,
    build: { image: imageOf(draft, workload, main) },
    experimental: content?.experimental,
    deploy: deployOf(draft, workload),
    env: content?.env ?? containers?.env,
    ...servicesOf(draft, workload, reach, checks.byPort),
    checks: someOf(checks.byName),
    mounts: stored && [stored.mount],
    files: content?.files,
    restart: reach.stop === 'off' ? [{ policy: restartOf(workload).policy === 'always' ? 'always' : 'on-failure' }] : undefined,
    vm: size && [vmOf(size)],
    metrics: metrics && [metrics],
  }
  return {
    ids: [id],
    application,
    folder: draft.folderOf(id),
    name,
    toml,
    machine: isMachine ? machine : undefined,
    files: content?.local ?? [],
    notes: [...notesOf(draft, workload, reach), ...contentNotes(workload, secrets, count)],
    secrets,
    volumes: stored ? [stored.volume] : [],
    addresses: addressesOf(reach),
    certificates: certificatesOf(draft, workload),
    counts: { app: count },
    regions,
    needs: workload.needs.map((need) => need.id),
  }
}

/** What stands in fly.toml itself where a machine is the container. */
function plainContent(draft: FlyDraft, workload: ContainerWorkload) {
  const { main } = workload
  const environment = environmentOf(draft, workload, main, 'machine')
  const files = filesOf(draft, workload, main)
  return {
    experimental: commandOf(main),
    env: someOf(environment.values),
    files: some(tomlFiles(files)),
    local: localFiles(files),
    needed: [...environment.needed, ...fileSecrets(files)],
  }
}
