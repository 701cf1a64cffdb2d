import { temporary } from '../harness.js'
import type { Read } from '../targets/kubernetes/rendered.js'
import type { Engine, Finished } from './engine.js'

/**
 * Runs task definitions of ECS as containers of Docker: the containers of a task share a network and its volumes and start as `dependsOn` says;
 * Service Connect and Cloud Map are names in one network. Nothing is restarted or scaled.
 */
export interface EcsOnDocker {
  /** The address of this machine in the network. */
  readonly gateway: string
  /** Starts a task of a service, and waits until its health checks succeed. */
  start(folder: Read): Promise<void>
  /** Runs a task to its end: how its essential container ended. `command` takes the place of its own. */
  runTask(folder: Read, command?: readonly string[], env?: Readonly<Record<string, string>>): Promise<Finished>
  /** Runs a command in the network. */
  ask(...command: readonly string[]): Promise<Finished>
  /** Asks a NATS server in the network; gives every answer of the next second, read as JSON. */
  askNats(host: string, subject: string): Promise<readonly unknown[]>
  /** What a container of a started task has written. */
  logsOf(task: string, container: string): Promise<string>
  docker(...args: readonly string[]): Promise<Finished>
  stop(): Promise<void>
}

/** Makes a network for tasks; `namespace` is the Cloud Map namespace, `secrets` what is behind each `valueFrom`. */
export async function startEcs(engine: Engine, namespace: string, secrets: Readonly<Record<string, string>> = {}): Promise<EcsOnDocker> {
  const folder = temporary()
  const network = `mc-ecs-${process.pid}`
  const docker = (...args: readonly string[]): Promise<Finished> => engine.docker(args, { cwd: folder })
  const must = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await docker(...args)
    if (code !== 0) throw new Error(`docker ${args.join(' ')}\n${stdout}${stderr}`)
    return stdout.trim()
  }
  await must('network', 'create', network)
  const gateway = await must('network', 'inspect', '-f', '{{(index .IPAM.Config 0).Gateway}}', network)
  const started: string[] = []
  const volumes: string[] = []
  let count = 0

  const secretsOf = ({ secrets: list = [] }: Read): Readonly<Record<string, string>> =>
    Object.fromEntries(list.map(({ name, valueFrom }: Read) => [name, secrets[valueFrom] ?? '']))

  const ask = (...command: readonly string[]): Promise<Finished> =>
    docker('run', '--rm', '--pull', 'never', '--network', network, 'busybox:1', ...command)

  /** Starts the containers of a task one after the other, each when what it waits for has happened; gives the last essential one. */
  async function begin(task: Read, names: readonly string[], command?: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const place = `${network}-${task.family}-${count++}`
    await must(
      'run',
      '--detach',
      '--pull',
      'never',
      '--init',
      '--name',
      place,
      '--network',
      network,
      ...names,
      'busybox:1',
      'sleep',
      '3600',
    )
    started.push(place)
    for (const { name } of task.volumes ?? []) volumes.push(await must('volume', 'create', `${place}-${name}`))
    const left: Read[] = [...task.containerDefinitions]
    let last = place
    while (left.length > 0) {
      const at = left.findIndex(({ dependsOn = [] }) =>
        dependsOn.every((need: Read) => !left.some(({ name }) => name === need.containerName)),
      )
      const [definition] = left.splice(at, 1)
      const own = `${place}-${definition.name}`
      for (const { containerName, condition } of definition.dependsOn ?? [])
        if (condition === 'SUCCESS' || condition === 'COMPLETE') {
          const code = await must('wait', `${place}-${containerName}`)
          if (condition === 'SUCCESS' && code !== '0') throw new Error(`${own}: ${containerName} ended with ${code}`)
        }
      const replaced = definition.essential && command !== undefined ? { ...definition, command } : definition
      started.push(own)
      const variables = definition.essential ? env : {}
      await must(
        'run',
        '--detach',
        '--pull',
        'never',
        '--name',
        own,
        '--network',
        `container:${place}`,
        ...settings(place, replaced, { ...secretsOf(replaced), ...variables }),
      )
      if (definition.essential) last = own
    }
    return last
  }

  return {
    gateway,
    docker,
    ask,
    async start({ taskdef, service }) {
      const task = filled(taskdef, namespace)
      const { serviceConnectConfiguration, serviceRegistries } = filled(service, namespace)
      const aliases: string[] = (serviceConnectConfiguration?.services ?? []).flatMap(({ clientAliases }: Read) =>
        clientAliases.map(({ dnsName }: Read) => dnsName),
      )
      const names = [...new Set(aliases), ...(serviceRegistries ? [`tasks.${task.family}.${namespace}`] : [])]
      const main = await begin(
        task,
        names.flatMap((name) => ['--network-alias', name]),
      )
      for (const { essential, healthCheck } of task.containerDefinitions) {
        if (!essential || healthCheck === undefined) continue
        const [kind, ...words] = healthCheck.command
        const check = kind === 'CMD-SHELL' ? ['sh', '-c', ...words] : words
        let said: Finished = { code: 1, stdout: '', stderr: '' }
        for (let tries = 0; tries < 60 && said.code !== 0; tries++) {
          said = await docker('exec', main, ...check)
          if (said.code !== 0) await new Promise((done) => setTimeout(done, 500))
        }
        if (said.code !== 0) throw new Error(`${main} is not healthy: ${said.stdout}${said.stderr}${(await docker('logs', main)).stderr}`)
      }
    },
    async runTask({ taskdef }, command, env) {
      const main = await begin(filled(taskdef, namespace), [], command, env)
      const code = Number(await must('wait', main))
      const { stdout, stderr } = await docker('logs', main)
      return { code, stdout, stderr }
    },
    async askNats(host, subject) {
      const inbox = `_INBOX.test.${count++}`
      const request = `CONNECT {"verbose":false}\\r\\nSUB ${inbox} 1\\r\\nPUB ${subject} ${inbox} 0\\r\\n\\r\\n`
      const { stdout } = await ask('sh', '-c', `{ printf '${request}'; sleep 1; } | nc ${host} 4222`)
      const lines = stdout.split('\r\n')
      return lines.flatMap((line, index): unknown[] => (line.startsWith('MSG ') ? [JSON.parse(lines[index + 1] ?? 'null')] : []))
    },
    async logsOf(task, container) {
      const name = started.find((one) => one.startsWith(`${network}-${task}-`) && one.endsWith(`-${container}`))
      return name === undefined ? '' : (await docker('logs', name)).stdout
    },
    async stop() {
      if (started.length > 0) await docker('rm', '--force', '--volumes', ...started.reverse())
      if (volumes.length > 0) await docker('volume', 'rm', '--force', ...volumes)
      await docker('network', 'rm', network)
    },
  }
}

/** Gives a request as `deploy.sh` fills it in; whatever else an account knows, Docker does not ask for. */
function filled(request: Read, namespace: string): Read {
  return JSON.parse(JSON.stringify(request).replaceAll('${NAMESPACE}', namespace))
}

/** Gives the arguments of `docker run` for a container of a task. */
function settings(place: string, container: Read, more: Readonly<Record<string, string>>): string[] {
  const { image, entryPoint, command = [], environment = [], mountPoints = [], user, readonlyRootFilesystem, linuxParameters } = container
  const variables = { ...Object.fromEntries(environment.map(({ name, value }: Read) => [name, value])), ...more }
  const [program, ...rest] = entryPoint ?? []
  return [
    ...(user === undefined ? [] : ['--user', user]),
    ...(readonlyRootFilesystem ? ['--read-only'] : []),
    ...(linuxParameters?.initProcessEnabled ? ['--init'] : []),
    ...(linuxParameters?.tmpfs ?? []).flatMap(({ containerPath, size }: Read) => ['--tmpfs', `${containerPath}:size=${size}m`]),
    ...(linuxParameters?.capabilities?.drop ?? []).map((name: string) => `--cap-drop=${name}`),
    ...Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...mountPoints.flatMap(({ sourceVolume, containerPath, readOnly }: Read) => [
      '--volume',
      `${place}-${sourceVolume}:${containerPath}${readOnly ? ':ro' : ''}`,
    ]),
    ...(program === undefined ? [] : ['--entrypoint', program]),
    image,
    ...rest,
    ...command,
  ]
}
