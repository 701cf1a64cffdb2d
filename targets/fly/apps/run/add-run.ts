import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { imageOf } from '../../../image-name.js'
import { some, someOf } from '../../../some.js'
import type { FlyMachine } from '../../fly-machine.js'
import { commandOf } from '../container/command.js'
import { containersOf } from '../container/containers.js'
import { environmentOf } from '../container/environment.js'
import { restartOf } from '../container/restart.js'
import { stopOf } from '../container/stop.js'
import { contentNotes } from '../content-notes.js'
import type { FlyApp, FlyDraft } from '../fly-draft.js'
import { guestOf, sizeOf, vmOf } from '../machine/machine-size.js'
import { metadataOf } from '../machine/metadata.js'
import { regionsOf } from '../machine/regions.js'
import { fileSecrets, filesOf, machineFiles } from '../storage/files.js'
import { mountOf } from '../storage/storage.js'
import { scheduleOf } from './schedule.js'

/** Adds the app of a task, which runs once in its place of the order, or by the clock: `fly machine run` takes the whole configuration of its machine, of which fly.toml says only whose it is. */
export function addRun(draft: FlyDraft, workload: ContainerWorkload, isContainers: boolean): void {
  const { id, application, main } = workload
  const { context } = draft
  const name = draft.nameOf(id)
  const image = imageOf(draft, workload, main)
  const regions = regionsOf(context)
  const count = workload.replicas ?? 1
  const schedule = scheduleOf(draft, workload)
  reportLimits(draft, workload)
  const size = sizeOf(draft, workload)
  const stored = mountOf(draft, workload, count)
  const content = isContainers ? containersOf(draft, workload, new Set()) : plainMachine(draft, workload)
  const machine: FlyMachine = {
    image: isContainers ? undefined : image,
    guest: size && guestOf(size),
    ...content.machine,
    env: content.env,
    mounts: stored && [{ name: stored.mount.source, path: stored.mount.destination }],
    restart: restartOf(workload),
    stop_config: stopOf(draft, workload, main),
    schedule,
    metadata: metadataOf(draft, workload),
  }
  const app: FlyApp = {
    ids: [id],
    application,
    folder: draft.folderOf(id),
    name,
    toml: {
      app: name,
      primary_region: context.options['primary-region'] || regions[0],
      build: { image: image },
      vm: size && [vmOf(size)],
    },
    machine,
    files: [],
    notes: [
      schedule === undefined ? 'Runs to its end; machine.json is its machine.' : `Runs ${schedule}; machine.json is its machine.`,
      ...contentNotes(workload, content.needed, count),
    ],
    secrets: content.needed,
    volumes: stored ? [stored.volume] : [],
    addresses: [],
    certificates: [],
    counts: { app: count },
    regions,
    runs: schedule === undefined ? { kind: 'once', deadline: secondsOf(workload.task?.activeDeadline) } : { kind: 'schedule', schedule },
    needs: workload.needs.map((need) => need.id),
  }
  draft.apps.push(app)
}

/** The plan has milliseconds. */
function secondsOf(deadline: number | undefined): number | undefined {
  return deadline === undefined ? undefined : Math.ceil(deadline / 1000)
}

function plainMachine(draft: FlyDraft, workload: ContainerWorkload) {
  const { main } = workload
  const environment = environmentOf(draft, workload, main, 'machine')
  const files = filesOf(draft, workload, main)
  const machine = { init: commandOf(main), files: some(machineFiles(files)) }
  return { machine, env: someOf(environment.values), needed: [...environment.needed, ...fileSecrets(files)] }
}

function reportLimits({ context }: FlyDraft, { task, work }: ContainerWorkload): void {
  if (task === undefined) return
  if (task.backoffLimit) {
    const message = 'each further try of a task starts the same machine on Fly.io, so `restart` changes nothing'
    context.fault({ code: 'target/no-effect', severity: 'info', message }, task, 'restart')
  }
  if (task.activeDeadline !== undefined) {
    const effect =
      work === 'cron' ? 'nobody ends what runs by the clock' : '`deploy.sh` ends what takes too long, as long as it waits for it'
    context.unsupported('task-limits', task, 'activeDeadline', effect)
  }
  if (task.ttlAfterFinished !== undefined)
    context.unsupported(
      'task-limits',
      task,
      'ttlAfterFinished',
      'the machine of a task goes as soon as it has succeeded, and stays where it failed',
    )
}
