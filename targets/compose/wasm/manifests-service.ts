import type { ApplicationPlan, Env, Workload } from '../../../src/plan/plan.js'
import { withConnections } from '../../../src/plan/wasm/with-connections.js'
import { toJson } from '../../../src/print/to-json.js'
import { script } from '../../script.js'
import { someOf } from '../../some.js'
import { orderApplications } from '../../wadm/order-applications.js'
import { stampManifest } from '../../wadm/stamp-manifest.js'
import type { Dependency } from '../compose-file.js'
import { linkNotes, plainText } from '../container/environment.js'
import type { Draft } from '../draft.js'
import { entryName } from '../names.js'
import { literal } from '../text.js'
import { withHostedFiles } from './hosted-file.js'
import { natsService } from './nats.js'

/** The service that hands the manifests to wadm and ends when wadm has deployed them. */
export const manifestsService = 'manifests'
const program = 'manifests.deploy'

/**
 * Adds the service that puts every manifest into wadm, deploys it and waits until wadm says that it is deployed, those that others need first.
 * Started again it changes nothing, and replaces a version whose content has changed. A manifest without a version has one made from its content.
 */
export function addManifests(draft: Draft, applications: readonly ApplicationPlan[], waits: Readonly<Record<string, Dependency>>): void {
  const { context, configs, services } = draft
  configs.set(program, { content: literal(script('wadm/manifests.sh')) })
  const textOf = ({ value, parts }: Env): string => (parts === undefined ? (value ?? '') : plainText(draft, parts))
  const handed = orderApplications(applications).flatMap(({ name, wadm, workloads }) =>
    wadm === undefined ? [] : [{ name, ...stampManifest(withHostedFiles(context, name, withConnections(wadm, workloads, textOf))) }],
  )
  const mounted = handed.map(({ name, manifest }) => {
    const source = entryName(manifestsService, name)
    configs.set(source, { content: literal(toJson(manifest)) })
    return { source, target: literal(`/mc/${name}.json`) }
  })
  services.set(manifestsService, {
    image: literal(context.options['tools-image'] ?? ''),
    entrypoint: [literal('sh'), literal('/mc/manifests.sh')],
    command: ['deploy-all', ...handed.flatMap(({ name, version }) => [name, JSON.stringify({ version })])].map(literal),
    environment: { NATS_HOST: literal(natsService), LATTICE: literal(draft.project) },
    'x-links': someOf(Object.fromEntries(applications.flatMap(({ workloads }) => workloads.flatMap(notesOf)))),
    configs: [{ source: program, target: literal('/mc/manifests.sh') }, ...mounted],
    depends_on: waits,
    init: true,
    restart: 'no',
  })
}

/** Links of Wasm workloads to containers have no other place for the names of their configuration. */
function notesOf(workload: Workload) {
  if (workload.kind !== 'wasm') return []
  return Object.entries(linkNotes(workload) ?? {}).map(([name, note]) => [`${workload.id} ${name}`, note] as const)
}
