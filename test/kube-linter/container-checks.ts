import type { V1Container, V1Probe } from '@kubernetes/client-node'

type ContainerCheck = (container: V1Container) => readonly string[]

/** Checks of one container, by their names at kube-linter. */
export const containerChecks: Readonly<Record<string, ContainerCheck>> = {
  'drop-net-raw-capability': ({ securityContext }) => {
    const { add = [], drop = [] } = securityContext?.capabilities ?? {}
    return [
      ...when(!drop.some((capability) => /^(all|NET_RAW)$/i.test(capability)), 'does not drop NET_RAW'),
      ...when(add.includes('NET_RAW'), 'adds NET_RAW'),
    ]
  },
  'duplicate-env-var': ({ env = [] }) => {
    const names = env.map(({ name }) => name)
    return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `has ${name} twice`)
  },
  'env-var-secret': ({ env = [] }) =>
    env.filter(({ name, value }) => /secret/i.test(name) && (value ?? '') !== '').map(({ name }) => `has the value of ${name}`),
  'latest-tag': ({ image = '' }) => when(/:latest$|^[^:]*$|\/[^:]+$/.test(image), `runs ${image}`),
  'liveness-port': (container) => probePort(container, container.livenessProbe),
  'readiness-port': (container) => probePort(container, container.readinessProbe),
  'startup-port': (container) => probePort(container, container.startupProbe),
  'no-read-only-root-fs': ({ securityContext }) => when(securityContext?.readOnlyRootFilesystem !== true, 'may write to its root'),
  'privilege-escalation-container': ({ securityContext }) => [
    // kube-linter lets an unset field pass, which Kubernetes takes for true
    ...when(securityContext?.allowPrivilegeEscalation !== false, 'may escalate'),
    ...when(securityContext?.capabilities?.add?.includes('SYS_ADMIN') === true, 'adds SYS_ADMIN'),
  ],
  'privileged-container': ({ securityContext }) => when(securityContext?.privileged === true, 'is privileged'),
  'ssh-port': ({ ports = [] }) =>
    when(
      ports.some(({ containerPort, protocol = 'TCP' }) => containerPort === 22 && protocol === 'TCP'),
      'has port 22',
    ),
  // kube-linter's own default asks for a request of processors and a limit of memory; older versions ask for all four
  'unset-cpu-requirements': ({ resources }) => [
    ...unset('cpu', 'requests', resources?.requests),
    ...unset('cpu', 'limits', resources?.limits),
  ],
  'unset-memory-requirements': ({ resources }) => [
    ...unset('memory', 'requests', resources?.requests),
    ...unset('memory', 'limits', resources?.limits),
  ],
}

/** Gives the sentence where something is the case. */
export function when(isSo: boolean, says: string): readonly string[] {
  return isSo ? [says] : []
}

function unset(what: string, where: string, amounts: Readonly<Record<string, string>> | undefined): readonly string[] {
  return when(amounts?.[what] === undefined, `${where} no ${what}`)
}

/** A probe has to ask a port that the container names. */
function probePort({ ports = [] }: V1Container, probe: V1Probe | undefined): readonly string[] {
  const port = probe?.httpGet?.port ?? probe?.tcpSocket?.port ?? probe?.grpc?.port
  if (port === undefined) return []
  const isNamed = ports.some(({ containerPort, name, protocol = 'TCP' }) => protocol === 'TCP' && (containerPort === port || name === port))
  return when(!isNamed, `does not expose port ${port} of its probe`)
}
