import { entryAt, listAt, textAt } from '../manifest-entries.js'

/** A level of the Pod Security Standards (Kubernetes, Pod Security Standards), from the strictest. */
export type PodSecurityLevel = 'restricted' | 'baseline' | 'privileged'

/** Gives the strictest level that admits all pods among these objects; of custom resources nobody here knows what pods come of them, which are taken to keep the usual bounds. */
export function podSecurityLevel(objects: readonly object[]): PodSecurityLevel {
  const levels = objects.map(levelOf)
  return levels.includes('privileged') ? 'privileged' : levels.includes('baseline') ? 'baseline' : 'restricted'
}

function levelOf(object: object): PodSecurityLevel {
  const spec = entryAt(object, 'spec')
  const template = entryAt(entryAt(entryAt(spec, 'jobTemplate'), 'spec'), 'template') ?? entryAt(spec, 'template')
  const pod = textAt(object, 'kind') === 'Pod' ? spec : entryAt(template, 'spec')
  const group = textAt(object, 'apiVersion').split('/')[0] ?? ''
  if (group.includes('.') && !/(^|\.)(k8s\.io|keda\.sh|external-secrets\.io)$/.test(group)) return 'baseline'
  if (pod === undefined) return 'restricted'
  const containers = [...listAt(pod, 'initContainers'), ...listAt(pod, 'containers')]
  if (!isBaseline(pod, containers)) return 'privileged'
  return isRestricted(pod, containers) ? 'restricted' : 'baseline'
}

function isBaseline(pod: unknown, containers: readonly unknown[]): boolean {
  const contexts = [entryAt(pod, 'securityContext'), ...containers.map((container) => entryAt(container, 'securityContext'))]
  return (
    entryAt(pod, 'hostNetwork') !== true &&
    entryAt(pod, 'hostPID') !== true &&
    entryAt(pod, 'hostIPC') !== true &&
    listAt(pod, 'volumes').every((volume) => entryAt(volume, 'hostPath') === undefined) &&
    contexts.every((context) => textAt(entryAt(context, 'seccompProfile'), 'type') !== 'Unconfined') &&
    contexts.every((context) => textAt(entryAt(context, 'appArmorProfile'), 'type') !== 'Unconfined') &&
    listAt(entryAt(pod, 'securityContext'), 'sysctls').every((sysctl) => safeSysctls.has(textAt(sysctl, 'name'))) &&
    containers.every((container) => {
      const context = entryAt(container, 'securityContext')
      return (
        entryAt(context, 'privileged') !== true &&
        ['', 'Default'].includes(textAt(context, 'procMount')) &&
        textsAt(entryAt(context, 'capabilities'), 'add').every((name) => usualCapabilities.has(name)) &&
        listAt(container, 'ports').every((port) => [undefined, 0].some((none) => entryAt(port, 'hostPort') === none))
      )
    })
  )
}

function isRestricted(pod: unknown, containers: readonly unknown[]): boolean {
  const shared = entryAt(pod, 'securityContext')
  return (
    listAt(pod, 'volumes').every((volume) => Object.keys(Object(volume)).every((key) => key === 'name' || volumeKinds.has(key))) &&
    entryAt(shared, 'runAsUser') !== 0 &&
    containers.every((container) => {
      const context = entryAt(container, 'securityContext')
      const capabilities = entryAt(context, 'capabilities')
      const profile = entryAt(context, 'seccompProfile') ?? entryAt(shared, 'seccompProfile')
      return (
        entryAt(context, 'allowPrivilegeEscalation') === false &&
        (entryAt(context, 'runAsNonRoot') ?? entryAt(shared, 'runAsNonRoot')) === true &&
        entryAt(context, 'runAsUser') !== 0 &&
        ['RuntimeDefault', 'Localhost'].includes(textAt(profile, 'type')) &&
        textsAt(capabilities, 'drop').includes('ALL') &&
        textsAt(capabilities, 'add').every((name) => name === 'NET_BIND_SERVICE')
      )
    })
  )
}

const volumeKinds: ReadonlySet<string> = new Set([
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
])

/** Kubernetes, Pod Security Standards, baseline, capabilities. */
const usualCapabilities: ReadonlySet<string> = new Set([
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  'NET_BIND_SERVICE',
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
])

/** Kubernetes, Pod Security Standards, baseline, sysctls. */
const safeSysctls: ReadonlySet<string> = new Set([
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
])

function textsAt(holder: unknown, key: string): readonly string[] {
  return listAt(holder, key).map(String)
}
