import type { SpinWorkload } from '../../../src/plan/plan.js'
import { some, someOf } from '../../some.js'
import { commandArgs, isRun } from '../../spin/command-args.js'
import { reportHttpsProbes } from '../../tools/report-https-probes.js'
import type { MountedFile, Service } from '../compose-file.js'
import { environmentOf, linkNotes } from '../container/environment.js'
import { healthOf } from '../container/health.js'
import { labelsOf } from '../container/labels.js'
import { deployOf, resourcesOf } from '../container/resources.js'
import type { Draft } from '../draft.js'
import { dependenciesOf } from '../ordering.js'
import { copiesOf } from '../ports/port-claims.js'
import { planPorts } from '../ports/ports.js'
import { reportShared } from '../report-unsupported.js'
import { literal } from '../text.js'
import { useTools } from '../tools.js'
import { needSecret } from '../variables.js'
import { runtimeConfigOf } from './spin-runtime-config.js'
import { pluginBuildOf, reportTriggers, triggerNotes } from './spin-triggers.js'

/**
 * Adds the service of a Spin application: the Spin CLI in a container, as SpinKube's `spintainer` executor runs it. Variables become `SPIN_VARIABLE_<NAME>`.
 * The HTTP trigger learns its address by a variable, because triggers of other types refuse the option.
 */
export function addSpin(draft: Draft, workload: SpinWorkload): void {
  report(draft, workload)
  const service = draft.serviceOf(workload.id)
  const { resources, shares } = resourcesOf(draft.context, workload.resources)
  const variables = workload.variables.map((variable) => ({ ...variable, name: `SPIN_VARIABLE_${variable.name.toUpperCase()}` }))
  const environment = environmentOf(draft, workload, variables, false)
  const ports = planPorts(draft, workload)
  const health = healthOf(workload)
  const tools = health && useTools(draft, ...health.tools)
  const file = runtimeConfigOf(draft, workload)
  const login = registryLogin(draft, workload)
  const build = pluginBuildOf(draft, workload)
  const components = workload.components.flatMap((id) => ['--component-id', id])
  const definition: Service = {
    image: literal(build === undefined ? (draft.context.options['spin-image'] ?? '') : service),
    build,
    pull_policy: build && 'never',
    command: ['up', '--from', workload.image, ...components, ...(file?.args ?? []), ...commandArgs(workload)].map(literal),
    environment: someOf({
      ...(workload.triggers.some(({ type }) => type === 'http') && { SPIN_HTTP_LISTEN_ADDR: literal(`0.0.0.0:${spinPort}`) }),
      ...login?.environment,
      ...environment.values,
    }),
    'x-links': linkNotes(workload),
    'x-triggers': triggerNotes(workload),
    secrets: some(distinct([...environment.guards, ...(file?.secrets ?? []), ...(login?.secrets ?? [])])),
    configs: some(file?.configs),
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
  draft.services.set(service, definition)
}

/** Where the HTTP trigger listens (SpinKube). */
const spinPort = 80

/** Where the Spin CLI looks for credentials of registries: a folder with the `config.json` of `docker login`. */
const loginFolder = '/registry-login'

/** The engine pulls the image of the Spin CLI, and the CLI then the application: with the credentials of the first secret for pulling (Kubernetes, type `dockerconfigjson`). */
function registryLogin(
  draft: Draft,
  { imagePullSecrets }: SpinWorkload,
): { readonly environment: Service['environment']; readonly secrets: readonly MountedFile[] } | undefined {
  const [name, ...rest] = imagePullSecrets
  if (name === undefined) return undefined
  for (const index of rest.keys())
    draft.context.unsupported('image-pull-secret', imagePullSecrets, index + 1, 'the Spin CLI reads the credentials of the first only')
  const source = needSecret(draft, name, '.dockerconfigjson', [imagePullSecrets, 0], { kind: 'file', name: `${loginFolder}/config.json` })
  return {
    environment: { DOCKER_CONFIG: literal(loginFolder) },
    secrets: [{ source, target: literal(`${loginFolder}/config.json`) }],
  }
}

/** A secret that is needed twice guards once. */
function distinct(files: readonly MountedFile[]): readonly MountedFile[] {
  return [...new Map(files.map((file) => [`${file.source} ${file.target ?? ''}`, file])).values()]
}

function report(draft: Draft, workload: SpinWorkload): void {
  reportShared(draft, workload)
  reportTriggers(draft, workload)
  reportHttpsProbes(draft.context, workload)
}
