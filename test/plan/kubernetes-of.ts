import { parseCpu, parseMemory } from '../../src/language/quantities.js'
import type { Container, ContainerWorkload, Env, Port, Probe, Volume } from '../../src/plan/plan.js'

type Json = Record<string, unknown>

/**
 * What KubeVela makes of a component, said from the plan: the fields that both know, in Kubernetes' words.
 * Written for the comparison alone; no target is made from it.
 */
export function kubernetesOf(workload: ContainerWorkload): Json {
  return clean({
    replicas: workload.replicas,
    labels: workload.labels,
    annotations: workload.annotations,
    containers: [workload.main, ...workload.sidecars].map((container) => containerOf(container)),
    // KubeVela says it where the manifest does not
    initContainers: workload.initContainers.map((container) => containerOf({ imagePullPolicy: 'IfNotPresent', ...container })),
    volumes: workload.volumes.filter(({ name }) => isMounted(workload, name)).map(volumeOf),
    hostAliases: workload.hostAliases,
    imagePullSecrets: workload.imagePullSecrets.map((name) => ({ name })),
    serviceAccountName: workload.serviceAccount?.name,
    securityContext: workload.podSecurity,
    strategy: workload.updateStrategy,
    schedule: workload.schedule && {
      schedule: workload.schedule.cron,
      suspend: workload.schedule.suspend,
      concurrencyPolicy: workload.schedule.concurrencyPolicy,
      successfulJobsHistoryLimit: workload.schedule.successfulJobsHistoryLimit,
      failedJobsHistoryLimit: workload.schedule.failedJobsHistoryLimit,
      backoffLimit: workload.task?.backoffLimit,
      restartPolicy: workload.task?.restart,
    },
    exposed: workload.main.ports.filter(({ expose }) => expose).map(servicePortOf),
    exposure: workload.exposure?.type,
    routes: workload.routes.map(({ host, path, port }) => ({ host, path, port })),
    scale: workload.scale && { min: workload.scale.min, max: workload.scale.max, cpu: workload.scale.cpu },
    claims: workload.volumes.flatMap((volume) => (volume.kind === 'claim' && !volume.external ? [claimOf(volume)] : [])),
    configs: workload.volumes.flatMap(({ kind, external, source, data }) =>
      kind === 'config' && !external ? [{ name: source, data }] : [],
    ),
  }) as Json
}

/** The same fields of the objects that KubeVela recorded for a component. */
export function recordedOf(objects: readonly Json[]): Json {
  const workload = objects.find(({ kind }) => ['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob'].includes(String(kind)))!
  const spec = workload['spec'] as Json
  const job = (spec['jobTemplate'] as Json | undefined)?.['spec'] as Json | undefined
  const template = (job ?? spec)['template'] as Json
  const pod = template['spec'] as Json
  const metadata = (template['metadata'] ?? {}) as Json
  const services = objects.filter(({ kind }) => kind === 'Service')
  const exposing = services.filter((service) => ['expose', 'AuxiliaryWorkload'].includes(String(labelsOf(service)['trait.oam.dev/type'])))
  const ingresses = objects.filter(({ kind }) => kind === 'Ingress')
  const scaler = objects.find(({ kind }) => kind === 'HorizontalPodAutoscaler')?.['spec'] as Json | undefined
  const update = (spec['strategy'] ?? spec['updateStrategy']) as Json | undefined
  // the plan has one list of ports; KubeVela's services may name ports that no container declares, and one port twice
  const reached = services.flatMap((service) => (((service['spec'] as Json)['ports'] ?? []) as Json[]).map(recordedServicePort))
  return clean({
    replicas: spec['replicas'] ?? (job ? job['parallelism'] : 1),
    labels: withoutPlatform(metadata['labels'] as Json | undefined),
    annotations: withoutPlatform(metadata['annotations'] as Json | undefined),
    containers: (pod['containers'] as Json[]).map((container, index) => recordedContainer(container, index === 0 ? reached : [])),
    initContainers: ((pod['initContainers'] ?? []) as Json[]).map((container) => recordedContainer(container, [])),
    volumes: ((pod['volumes'] ?? []) as Json[]).map(recordedVolume),
    hostAliases: pod['hostAliases'],
    imagePullSecrets: pod['imagePullSecrets'],
    serviceAccountName: pod['serviceAccountName'],
    securityContext: pod['securityContext'],
    strategy: update,
    schedule: job && {
      schedule: spec['schedule'],
      suspend: spec['suspend'],
      concurrencyPolicy: spec['concurrencyPolicy'],
      successfulJobsHistoryLimit: spec['successfulJobsHistoryLimit'],
      failedJobsHistoryLimit: spec['failedJobsHistoryLimit'],
      backoffLimit: job['backoffLimit'],
      restartPolicy: pod['restartPolicy'],
    },
    exposed: unique(exposing.flatMap((service) => (((service['spec'] as Json)['ports'] ?? []) as Json[]).map(recordedServicePort))),
    exposure: (exposing.at(-1)?.['spec'] as Json | undefined)?.['type'],
    routes: ingresses.flatMap(recordedRoutes),
    scale: scaler && { min: scaler['minReplicas'], max: scaler['maxReplicas'], cpu: scaler['targetCPUUtilizationPercentage'] },
    claims: objects.filter(({ kind }) => kind === 'PersistentVolumeClaim').map(recordedClaim),
    configs: objects.flatMap((object) =>
      object['kind'] === 'ConfigMap' ? [{ name: (object['metadata'] as Json)['name'], data: object['data'] ?? {} }] : [],
    ),
  }) as Json
}

function containerOf(container: Container): Json {
  const { resources, security } = container
  return {
    name: container.name,
    image: container.image,
    imagePullPolicy: container.imagePullPolicy,
    command: container.command,
    args: container.args,
    env: container.env.map(envOf),
    ports: container.ports.map(({ containerPort, protocol, hostPort }: Port) => ({ containerPort, protocol, hostPort })),
    resources: { cpu: resources.cpu, memory: resources.memory },
    mounts: container.mounts.map(({ volume, path, subPath }) => ({ name: volume, mountPath: path, subPath })),
    livenessProbe: container.livenessProbe && probeOf(container.livenessProbe),
    readinessProbe: container.readinessProbe && probeOf(container.readinessProbe),
    startupProbe: container.startupProbe && probeOf(container.startupProbe),
    lifecycle: container.lifecycle,
    security: security && {
      ...security,
      addCapabilities: undefined,
      dropCapabilities: undefined,
      add: security.addCapabilities,
      drop: security.dropCapabilities,
    },
  }
}

function recordedContainer(container: Json, reached: readonly Json[]): Json {
  const { requests = {}, limits = {} } = (container['resources'] ?? {}) as Record<string, Record<string, string>>
  const security = container['securityContext'] as Json | undefined
  const capabilities = (security?.['capabilities'] ?? {}) as Json
  return {
    name: container['name'],
    image: container['image'],
    imagePullPolicy: container['imagePullPolicy'],
    command: container['command'],
    args: container['args'],
    // of two variables with one name the later counts on Kubernetes
    env: [...new Map(((container['env'] ?? []) as Json[]).map((entry) => [entry['name'], recordedEnv(entry)])).values()],
    ports: unique([
      ...((container['ports'] ?? []) as Json[]).map(({ containerPort, protocol = 'TCP', hostPort }) => ({
        containerPort,
        protocol,
        hostPort,
      })),
      ...reached.map(({ targetPort, protocol }) => ({ containerPort: targetPort, protocol })),
    ]),
    resources: {
      cpu: { request: amount(requests['cpu'], parseCpu), limit: amount(limits['cpu'], parseCpu) },
      memory: { request: amount(requests['memory'], parseMemory), limit: amount(limits['memory'], parseMemory) },
    },
    mounts: ((container['volumeMounts'] ?? []) as Json[]).map(({ name, mountPath, subPath }) => ({ name, mountPath, subPath })),
    livenessProbe: recordedProbe(container['livenessProbe']),
    readinessProbe: recordedProbe(container['readinessProbe']),
    startupProbe: recordedProbe(container['startupProbe']),
    lifecycle: container['lifecycle'],
    security: security && { ...security, capabilities: undefined, add: capabilities['add'], drop: capabilities['drop'] },
  }
}

function envOf({ name, value, secret, config, field, parts }: Env): Json {
  if (parts !== undefined) throw new Error('KubeVela knows no links')
  return { name, value, secret, config: config && { name: config.name, key: config.key }, field }
}

function recordedEnv({ name, value, valueFrom = {} }: Json): Json {
  const { secretKeyRef, configMapKeyRef, fieldRef } = valueFrom as Record<string, Json>
  return {
    name,
    value: value ?? (Object.keys(valueFrom as Json).length === 0 ? '' : undefined),
    secret: secretKeyRef,
    config: configMapKeyRef,
    field: fieldRef?.['fieldPath'],
  }
}

function probeOf({ exec, http, tcp, grpc, ...timings }: Probe): Json {
  return {
    exec,
    httpGet: http && { path: http.path, port: http.port, host: http.host, scheme: http.scheme, httpHeaders: http.headers },
    tcpSocket: tcp,
    grpc,
    initialDelaySeconds: timings.initialDelay / 1000,
    periodSeconds: timings.period / 1000,
    timeoutSeconds: timings.timeout / 1000,
    successThreshold: timings.successThreshold,
    failureThreshold: timings.failureThreshold,
  }
}

function recordedProbe(probe: unknown): Json | undefined {
  if (probe === undefined) return undefined
  const { httpGet, ...rest } = probe as Json
  return { ...rest, httpGet: httpGet && { scheme: 'HTTP', ...(httpGet as Json) } }
}

function volumeOf({ name, kind, source, items, defaultMode, medium, hostPath, hostPathType }: Volume): Json {
  return { name, kind, source, items, defaultMode, medium, hostPath, hostPathType }
}

function recordedVolume(volume: Json): Json {
  const { name, persistentVolumeClaim, configMap, secret, emptyDir, hostPath } = volume as Record<string, Json>
  if (persistentVolumeClaim) return { name, kind: 'claim', source: persistentVolumeClaim['claimName'] }
  if (configMap)
    return { name, kind: 'config', source: configMap['name'], items: configMap['items'], defaultMode: configMap['defaultMode'] }
  if (secret) return { name, kind: 'secret', source: secret['secretName'], items: secret['items'], defaultMode: secret['defaultMode'] }
  if (emptyDir) return { name, kind: 'empty', medium: emptyDir['medium'] }
  return { name, kind: 'host', hostPath: hostPath?.['path'], hostPathType: hostPath?.['type'] }
}

function servicePortOf({ containerPort, port, protocol, nodePort }: Port): Json {
  return { port, targetPort: containerPort, protocol, nodePort }
}

function recordedServicePort({ port, targetPort, protocol = 'TCP', nodePort }: Json): Json {
  return { port, targetPort, protocol, nodePort }
}

function recordedRoutes(ingress: Json): Json[] {
  const rules = (ingress['spec'] as Json)['rules'] as Json[]
  return rules.flatMap(({ host, http }) =>
    ((http as Json)['paths'] as Json[]).map(({ path, backend }) => {
      const { servicePort, service } = backend as Json
      const number = ((service as Json | undefined)?.['port'] as Json | undefined)?.['number']
      return { host, path, port: servicePort ?? number }
    }),
  )
}

function claimOf({ source, accessModes, volumeMode, storageClass, size }: Volume): Json {
  return { name: source, accessModes, volumeMode, storageClass, size }
}

function recordedClaim(claim: Json): Json {
  const { accessModes, volumeMode, storageClassName, resources } = claim['spec'] as Json
  const storage = ((resources as Json)['requests'] as Record<string, string>)['storage']
  return {
    name: (claim['metadata'] as Json)['name'],
    accessModes,
    volumeMode,
    storageClass: storageClassName,
    size: amount(storage, parseMemory),
  }
}

function isMounted({ main, sidecars, initContainers }: ContainerWorkload, name: string): boolean {
  return [main, ...sidecars, ...initContainers].some(({ mounts }) => mounts.some(({ volume }) => volume === name))
}

function amount(text: string | undefined, parse: (text: string) => number | undefined): number | undefined {
  return text === undefined ? undefined : parse(text)
}

function labelsOf(object: Json): Json {
  return ((object['metadata'] as Json)['labels'] ?? {}) as Json
}

function withoutPlatform(texts: Json = {}): Json {
  return Object.fromEntries(Object.entries(texts).filter(([key]) => !key.startsWith('app.oam.dev/')))
}

function unique(list: readonly Json[]): unknown[] {
  return [...new Map(list.map((entry) => [JSON.stringify(clean(entry)), entry])).values()]
}

/** Takes out what says nothing, so that an absent list is an empty one. */
function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clean)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
    .map(([key, child]) => [key, clean(child)] as const)
    .filter(([, child]) => !isNothing(child))
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

function isNothing(value: unknown): boolean {
  return value === undefined || value === '' || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)
}
