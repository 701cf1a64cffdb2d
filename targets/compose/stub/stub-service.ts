import type { ContainerWorkload, Port, SpinWorkload, Workload } from '../../../src/plan/plan.js'
import { some } from '../../some.js'
import type { Condition, Service } from '../compose-file.js'
import { labelsOf } from '../container/labels.js'
import type { Draft } from '../draft.js'
import { portsOf } from '../ports/port-claims.js'
import { planPorts } from '../ports/ports.js'
import { literal } from '../text.js'

/** The program in the container. */
const program = '/stub.js'

/** Tells whether a stub stands in for a workload: its application is named by the option `stub`, and it is no Wasm workload. */
export function isStubbed({ stubs }: Pick<Draft, 'stubs'>, { kind, application }: Workload): boolean {
  return kind !== 'wasm' && stubs.has(application)
}

/** Adds the stub of a workload; one that runs by the clock has none, because nobody asks it anything. */
export function addStub(draft: Draft, workload: ContainerWorkload | SpinWorkload): void {
  if (!isCron(workload)) draft.services.set(draft.serviceOf(workload.id), stubService(draft, workload))
  // whoever asks for stubs knows that nothing else of it runs
  draft.context.spokenOf(workload)
}

/**
 * Gives the service that stands in for a container workload or a Spin application, under its name and on its ports (`scripts/stub.ts`, image of option `gateway-image`);
 * it needs nothing, and takes neither volumes nor environment. A task has done its work at once.
 */
export function stubService(draft: Draft, workload: ContainerWorkload | SpinWorkload): Service {
  const { context, configs } = draft
  const image = literal(context.options['gateway-image'] ?? '')
  const labels = labelsOf(workload)
  if (isTask(workload)) return { image, entrypoint: ['node', '--eval', ''].map(literal), network_mode: 'none', restart: 'no', labels }
  configs.set('stub.program', { content: literal(context.script('stub')) })
  const ports = planPorts(draft, workload)
  const listed = portsOf(workload).map(wordOf)
  return {
    image,
    entrypoint: ['node', program, workload.id, ...listed].map(literal),
    configs: [{ source: 'stub.program', target: literal(program) }],
    ports: some(ports.published),
    expose: some(ports.expose),
    'x-ports': some(ports.notes),
    healthcheck: {
      test: ['CMD', 'node', program, 'check', ...listed].map(literal),
      interval: '30s',
      timeout: '5s',
      retries: 3,
      start_period: '60s',
      start_interval: '1s',
    },
    cap_drop: [literal('ALL')],
    // for ports below 1024
    cap_add: [literal('NET_BIND_SERVICE')],
    security_opt: ['no-new-privileges:true'].map(literal),
    init: true,
    restart: 'unless-stopped',
    labels,
  }
}

/** Gives what holds of a stub that has begun its work. */
export function stubCondition(workload: ContainerWorkload | SpinWorkload): Condition {
  return isTask(workload) ? 'service_completed_successfully' : 'service_healthy'
}

function isTask(workload: ContainerWorkload | SpinWorkload): boolean {
  return workload.kind === 'container' && workload.work === 'task'
}

function isCron(workload: ContainerWorkload | SpinWorkload): boolean {
  return workload.kind === 'container' && workload.work === 'cron'
}

/** What is spoken on a port of which nothing is said, the first bytes tell. */
function wordOf({ containerPort, protocol, appProtocol }: Port): string {
  return `${containerPort}/${protocol === 'TCP' ? (appProtocol ?? 'any') : protocol.toLowerCase()}`
}
