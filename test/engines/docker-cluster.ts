import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { temporary } from '../harness.js'
import type { Read } from '../targets/kubernetes/rendered.js'
import type { Engine, Finished } from './engine.js'

/**
 * Runs pods of Kubernetes as containers of Docker, with the rights that their objects give them and no more, in a network where Services are names.
 * One container of a pod and its init containers; ConfigMaps and scratch volumes; nothing is restarted, probed or scaled.
 */
export interface DockerCluster {
  /** The address of this machine in the network. */
  readonly gateway: string
  /** Starts what these objects run, but for Jobs; gives the names of the containers. */
  start(objects: readonly Read[]): Promise<readonly string[]>
  /** Runs a Job to its end. `env` comes on top of its own. */
  runJob(objects: readonly Read[], job: Read, env?: Readonly<Record<string, string>>): Promise<Finished>
  /** Runs a command in the network. */
  ask(...command: readonly string[]): Promise<Finished>
  /** Asks a NATS server in the network; gives every answer of the next second, read as JSON. */
  askNats(host: string, subject: string): Promise<readonly unknown[]>
  docker(...args: readonly string[]): Promise<Finished>
  stop(): Promise<void>
}

/** Makes a network for pods. */
export async function startCluster(engine: Engine): Promise<DockerCluster> {
  const folder = temporary()
  const network = `mc-kube-${process.pid}`
  const docker = (...args: readonly string[]): Promise<Finished> => engine.docker(args, { cwd: folder })
  const must = async (...args: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await docker(...args)
    if (code !== 0) throw new Error(`docker ${args.join(' ')}\n${stdout}${stderr}`)
    return stdout.trim()
  }
  await must('network', 'create', network)
  const gateway = await must('network', 'inspect', '-f', '{{(index .IPAM.Config 0).Gateway}}', network)
  const started: string[] = []
  let count = 0

  const run = (objects: readonly Read[], pod: Read, container: Read, more: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    docker('run', '--pull', 'never', '--network', network, ...more, ...settings(folder, objects, pod, container, env))

  const ask = (...command: readonly string[]): Promise<Finished> =>
    docker('run', '--rm', '--pull', 'never', '--network', network, 'busybox:1', ...command)

  return {
    gateway,
    docker,
    async start(objects) {
      const names: string[] = []
      const work = objects.filter(({ kind }) => ['Deployment', 'StatefulSet', 'DaemonSet'].includes(kind))
      // side by side, as on a cluster: init containers wait for others
      await Promise.all(
        work.map(async ({ metadata, spec }) => {
          const { metadata: own, spec: pod } = spec.template
          for (const container of pod.initContainers ?? []) {
            const { code, stderr } = await run(objects, pod, container, ['--rm'])
            if (code !== 0) throw new Error(`${metadata.name} ${container.name}: ${stderr}`)
          }
          const aliases = objects.filter(({ kind, spec: { selector } = {} as Read }) => kind === 'Service' && selects(selector, own.labels))
          for (let copy = 0; copy < (spec.replicas ?? 1); copy++) {
            const name = `${network}-${metadata.name}-${copy}`
            started.push(name)
            const flags = aliases.flatMap((service) => ['--network-alias', service.metadata.name])
            const { code, stderr } = await run(objects, pod, pod.containers[0], ['--detach', '--name', name, ...flags])
            if (code !== 0) throw new Error(`${metadata.name}: ${stderr}`)
            names.push(name)
          }
        }),
      )
      return names
    },
    runJob: (objects, { spec }, env) => run(objects, spec.template.spec, spec.template.spec.containers[0], ['--rm'], env),
    ask,
    async askNats(host, subject) {
      const inbox = `_INBOX.test.${count++}`
      const request = `CONNECT {"verbose":false}\\r\\nSUB ${inbox} 1\\r\\nPUB ${subject} ${inbox} 0\\r\\n\\r\\n`
      const { stdout } = await ask('sh', '-c', `{ printf '${request}'; sleep 1; } | nc ${host} 4222`)
      const lines = stdout.split('\r\n')
      return lines.flatMap((line, index): unknown[] => (line.startsWith('MSG ') ? [JSON.parse(lines[index + 1] ?? 'null')] : []))
    },
    async stop() {
      if (started.length > 0) await docker('rm', '--force', '--volumes', ...started)
      await docker('network', 'rm', network)
    },
  }
}

function selects(selector: Read, labels: Read): boolean {
  return selector !== undefined && Object.entries(selector).every(([key, value]) => labels[key] === value)
}

/** Gives the arguments of `docker run` for a container of a pod. */
function settings(folder: string, objects: readonly Read[], pod: Read, container: Read, env: Readonly<Record<string, string>>): string[] {
  const { runAsUser, runAsGroup } = pod.securityContext
  const { readOnlyRootFilesystem, allowPrivilegeEscalation, capabilities } = container.securityContext
  const variables = { ...Object.fromEntries((container.env ?? []).map(({ name, value }: Read) => [name, value])), ...env }
  const [command, ...rest] = [...(container.command ?? []), ...(container.args ?? [])]
  return [
    ...['--user', `${runAsUser}:${runAsGroup}`],
    ...(readOnlyRootFilesystem ? ['--read-only'] : []),
    ...(allowPrivilegeEscalation ? [] : ['--security-opt', 'no-new-privileges']),
    ...capabilities.drop.flatMap((name: string) => ['--cap-drop', name]),
    ...['--memory', container.resources.limits.memory.replace(/i$/, '').toLowerCase()],
    ...Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ...(container.volumeMounts ?? []).flatMap((mount: Read) => mountOf(folder, objects, pod, mount, runAsUser)),
    ...(container.command === undefined ? [] : ['--entrypoint', command]),
    container.image,
    ...(container.command === undefined ? (container.args ?? []) : rest),
  ]
}

function mountOf(folder: string, objects: readonly Read[], pod: Read, { name, mountPath }: Read, user: number): string[] {
  const { configMap } = (pod.volumes ?? []).find((volume: Read) => volume.name === name) ?? {}
  if (configMap === undefined) return ['--tmpfs', `${mountPath}:uid=${user},gid=${user},mode=0770,exec`]
  const { data } = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === configMap.name)
  const files: [string, string][] = configMap.items?.map(({ key, path }: Read) => [path, data[key]]) ?? Object.entries(data)
  const source = join(folder, configMap.name)
  for (const [path, text] of files) {
    mkdirSync(dirname(join(source, path)), { recursive: true })
    writeFileSync(join(source, path), text)
  }
  return ['--volume', `${source}:${mountPath}:ro`]
}
