import type { V1PodSpec } from '@kubernetes/client-node'
import { when } from './container-checks.js'
import { containersOf } from './kube-object.js'

type PodCheck = (pod: V1PodSpec) => readonly string[]

const sensitive = /^\/(|boot|dev|etc|lib|proc|sys|usr)$/
const unsafe = /^(kernel\.(msg|sem|shm)|fs\.mqueue\.|net\.)/

/** Checks of one pod, by their names at kube-linter. */
export const podChecks: Readonly<Record<string, PodCheck>> = {
  'deprecated-service-account-field': (pod) => when(pod.serviceAccount !== undefined, 'has serviceAccount'),
  'docker-sock': (pod) => hostMounts(pod, /docker\.sock$/),
  'host-ipc': (pod) => when(pod.hostIPC === true, 'shares the host’s IPC'),
  'host-network': (pod) => when(pod.hostNetwork === true, 'shares the host’s network'),
  'host-pid': (pod) => when(pod.hostPID === true, 'shares the host’s processes'),
  'run-as-non-root': (pod) =>
    containersOf(pod).flatMap(({ name, securityContext }) => {
      const group = securityContext?.runAsGroup ?? pod.securityContext?.runAsGroup
      const user = securityContext?.runAsUser ?? pod.securityContext?.runAsUser
      const isNonRoot = securityContext?.runAsNonRoot ?? pod.securityContext?.runAsNonRoot
      return [
        ...when(group === 0, `container ${name} runs as group 0`),
        ...when(user === 0 || (user === undefined && isNonRoot !== true), `container ${name} may run as root`),
      ]
    }),
  'sensitive-host-mounts': (pod) => hostMounts(pod, sensitive),
  'unsafe-sysctls': (pod) => (pod.securityContext?.sysctls ?? []).filter(({ name }) => unsafe.test(name)).map(({ name }) => `sets ${name}`),
}

function hostMounts(pod: V1PodSpec, paths: RegExp): readonly string[] {
  return (pod.volumes ?? []).flatMap(({ name, hostPath }) => {
    if (hostPath === undefined || !paths.test(hostPath.path)) return []
    const mounting = containersOf(pod).filter(({ volumeMounts = [] }) => volumeMounts.some((mount) => mount.name === name))
    return mounting.map((container) => `container ${container.name} mounts ${hostPath.path} of the host`)
  })
}
