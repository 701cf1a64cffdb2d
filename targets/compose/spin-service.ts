import type { SpinWorkload } from '../../src/plan/plan.js'
import type { Service } from './compose-file.js'
import type { Draft } from './draft.js'
import { environmentOf, linkNotes } from './environment.js'
import { healthOf, reportProbes } from './health.js'
import { labelsOf } from './labels.js'
import { dependenciesOf } from './ordering.js'
import { copiesOf } from './port-claims.js'
import { planPorts } from './ports.js'
import { reportShared } from './report-unsupported.js'
import { deployOf, resourcesOf } from './resources.js'
import { some, someOf } from './some.js'
import { literal } from './text.js'
import { useTools } from './tools.js'

/** Adds the service of a Spin application: the Spin CLI in a container, as SpinKube's `spintainer` executor runs it. Variables become `SPIN_VARIABLE_<NAME>`. */
export function addSpin(draft: Draft, workload: SpinWorkload): void {
  report(draft, workload)
  const { resources, shares } = resourcesOf(draft.context, workload.resources)
  const variables = workload.variables.map((variable) => ({ ...variable, name: `SPIN_VARIABLE_${variable.name.toUpperCase()}` }))
  const environment = environmentOf(draft, workload, variables, false)
  const ports = planPorts(draft, workload)
  const health = healthOf(workload)
  const tools = health && useTools(draft, ...health.tools)
  const components = workload.components.flatMap((id) => ['--component-id', id])
  const service: Service = {
    image: literal(draft.context.options['spin-image'] ?? ''),
    command: ['up', '--listen', '0.0.0.0:80', '--from', workload.image, ...components].map(literal),
    environment: someOf(environment.values),
    'x-links': linkNotes(workload),
    secrets: some(environment.guards),
    volumes: tools && [tools.mount],
    ports: some(ports.published),
    expose: some(ports.expose),
    'x-ports': some(ports.notes),
    depends_on: someOf({ ...dependenciesOf(draft, workload), ...tools?.waits }),
    healthcheck: health?.check,
    deploy: deployOf(copiesOf(workload), resources),
    cpu_shares: shares,
    init: true,
    restart: isRun(workload) ? 'no' : 'unless-stopped',
    labels: labelsOf(workload),
  }
  draft.services.set(draft.serviceOf(workload.id), service)
}

/** What only a command starts ends with it. */
function isRun({ triggers }: SpinWorkload): boolean {
  return triggers.length > 0 && triggers.every((trigger) => trigger['type'] === 'command')
}

function report(draft: Draft, workload: SpinWorkload): void {
  const { unsupported } = draft.context
  reportShared(draft, workload)
  reportProbes(draft.context, workload)
  if (workload.runtimeConfig) unsupported('spin-runtime-config', workload, 'runtimeConfig')
  for (const trigger of workload.triggers) if (trigger['type'] !== 'http') unsupported('spin-trigger', trigger)
}
