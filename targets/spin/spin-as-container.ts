import type { Container, ContainerWorkload, Env, Mount, SpinWorkload, Volume } from '../../src/plan/plan.js'
import { amended } from '../containers/amended.js'
import type { ContainersSetting } from '../containers/containers-setting.js'
import type { EmitContext } from '../target.js'
import { commandArgs, isRun, reportCommands } from './command-args.js'
import { reportTriggerFields } from './report-trigger-fields.js'
import { runtimeConfigFile } from './runtime-config-file.js'
import { pluginInstalls } from './trigger-plugins.js'

/** Where the HTTP trigger listens (SpinKube). */
const port = 80

/** Where the Spin CLI looks for credentials of registries: a folder with the `config.json` of `docker login`. */
const loginFolder = '/registry-login'

/** Where the Spin CLI keeps plugins (`SPIN_DATA_DIR`). */
const pluginFolder = '/spin-data'

/**
 * Gives a Spin application as a container: the Spin CLI, as SpinKube's `spintainer` executor runs it. Variables become `SPIN_VARIABLE_<NAME>`.
 * The HTTP trigger learns its address by a variable, because triggers of other types refuse the option.
 */
export function spinAsContainer(context: EmitContext, workload: SpinWorkload, setting: ContainersSetting): ContainerWorkload {
  reportCommands(context, workload)
  reportTriggerFields(context, workload)
  const image = context.options['spin-image'] ?? ''
  const file = runtimeConfigFile(context, workload, (parts) => setting.textOf(made, parts))
  const login = loginOf(context, workload)
  const plugins = context.options['spin-plugins'] === 'image' ? [] : pluginInstalls(workload)
  const data: Volume = { name: 'spin-data', kind: 'empty', external: false }
  const dataMount: Mount = { volume: data.name, path: pluginFolder, readOnly: false }
  const dataEnv: Env = { name: 'SPIN_DATA_DIR', value: pluginFolder }
  const isInstalling = plugins.length > 0
  const components = workload.components.flatMap((id) => ['--component-id', id])
  const { livenessProbe, readinessProbe } = workload
  const main: Container = {
    name: workload.name,
    image,
    args: ['up', '--from', workload.image, ...components, ...(file?.args ?? []), ...commandArgs(workload)],
    env: [
      ...(workload.triggers.some(({ type }) => type === 'http')
        ? [{ name: 'SPIN_HTTP_LISTEN_ADDR', value: `${setting.everywhere}:${port}` }]
        : []),
      ...(isInstalling ? [dataEnv] : []),
      ...(login ? [{ name: 'DOCKER_CONFIG', value: loginFolder }] : []),
      ...workload.variables.map((variable) => amended(context, variable, { name: `SPIN_VARIABLE_${variable.name.toUpperCase()}` })),
    ],
    ports: workload.ports,
    resources: workload.resources,
    ...(livenessProbe && { livenessProbe }),
    ...(readinessProbe && { readinessProbe }),
    mounts: [...(file ? [file.mount] : []), ...(login ? [login.mount] : []), ...(isInstalling ? [dataMount] : [])],
  }
  context.standsFor(main, workload)
  const installers = plugins.map(
    ({ type, args }): Container => ({
      name: `install-${type}`,
      image,
      args,
      env: [dataEnv],
      ports: [],
      resources: { cpu: { request: 100 }, memory: { request: 128 } },
      mounts: [dataMount],
    }),
  )
  const made: ContainerWorkload = amended(context, workload, {
    kind: 'container' as const,
    work: isRun(workload) ? ('task' as const) : workload.ports.length > 0 ? ('service' as const) : ('worker' as const),
    main,
    sidecars: [],
    initContainers: [...installers, ...(file?.writer ? [file.writer] : [])],
    volumes: [...(file ? [file.volume] : []), ...(login ? [login.volume] : []), ...(isInstalling ? [data] : [])],
    hostAliases: [],
    imagePullSecrets: [],
    ...(isRun(workload) && { task: { restart: 'Never' as const } }),
  })
  return made
}

/** The platform pulls the image of the Spin CLI, and the CLI then the application: with the credentials of the first secret for pulling (Kubernetes, type `dockerconfigjson`). */
function loginOf(
  { unsupported, standsFor }: EmitContext,
  { imagePullSecrets }: SpinWorkload,
): { readonly volume: Volume; readonly mount: Mount } | undefined {
  const [source, ...rest] = imagePullSecrets
  if (source === undefined) return undefined
  for (const index of rest.keys())
    unsupported('image-pull-secret', imagePullSecrets, index + 1, 'the Spin CLI reads the credentials of the first only')
  const name = 'registry-login'
  const items = [{ key: '.dockerconfigjson', path: 'config.json' }]
  const volume: Volume = { name, kind: 'secret', source, external: true, items }
  standsFor(volume, imagePullSecrets, { source: '0' })
  return { volume, mount: { volume: name, path: loginFolder, readOnly: true } }
}
