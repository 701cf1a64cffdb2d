import type { NetworkPolicy, Pod } from '../../kubernetes/objects/kinds.js'
import { labelValue, objectName } from '../../kubernetes/objects/names.js'
import { dnsPeer } from '../../kubernetes/objects/network/peer.js'
import { type Needs, platformContainer, platformPod } from '../../kubernetes/objects/wasm/platform-pod.js'
import type { ServiceTest, TestedPort } from './service-tests.js'

/** Seconds until a test that gets no answer has failed; long enough to pull the image. */
const deadline = 120

/** Seconds that one attempt waits. */
const patience = '5'

/** What a container of a test requests and may use. */
const testNeeds: Needs = { cpu: [10, 100], memory: [16, 64], disk: [16, 64] }

/** Gives the Pod of a test, with a container for each port: each tries again until its port answers (Helm, chart tests). */
export function testPod(test: ServiceTest, image: string): Pod {
  const containers = test.ports.map((port) => containerOf(test, port, image))
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: test.name, labels: labelsOf(test), annotations: hook() },
    spec: {
      // a policy that was made a moment ago may not hold everywhere yet
      restartPolicy: 'OnFailure',
      activeDeadlineSeconds: deadline,
      ...platformPod({ container: containerOf(test, test.ports[0], image), more: { containers } }),
    },
  }
}

/**
 * Gives the NetworkPolicies that let a test ask its Service: one for either end. They come before the test's Pod and go with it,
 * so that nothing is open in between.
 */
export function testPolicies(test: ServiceTest): readonly NetworkPolicy[] {
  const ports = test.ports.map(({ targetPort }) => ({ port: targetPort }))
  const [own, target] = [{ matchLabels: labelsOf(test) }, { matchLabels: test.service.spec?.selector }]
  const policy = (name: string, spec: NetworkPolicy['spec']): NetworkPolicy => ({
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, labels: labelsOf(test), annotations: hook('-1') },
    spec,
  })
  return [
    policy(test.name, {
      podSelector: own,
      policyTypes: ['Ingress', 'Egress'],
      egress: [
        { to: [{ podSelector: target }], ports },
        { to: [dnsPeer()], ports: [{ port: 53, protocol: 'UDP' }, { port: 53 }] },
      ],
    }),
    policy(objectName(test.name, 'admission'), {
      podSelector: target,
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: own }], ports }],
    }),
  ]
}

/** Other than those of the pods behind the Service, which would else send requests to the test. */
function labelsOf({ service: { metadata } }: ServiceTest): Readonly<Record<string, string>> {
  const { 'app.kubernetes.io/name': name = metadata.name, 'app.kubernetes.io/part-of': application = metadata.name } = metadata.labels ?? {}
  return { 'app.kubernetes.io/name': labelValue(`${name}-test`), 'app.kubernetes.io/part-of': application }
}

function hook(weight?: string): Readonly<Record<string, string>> {
  return {
    'helm.sh/hook': 'test',
    ...(weight !== undefined && { 'helm.sh/hook-weight': weight }),
    'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
  }
}

function containerOf({ service }: ServiceTest, { name, port, path }: TestedPort, image: string) {
  const host = service.metadata.name
  return platformContainer(testNeeds, {
    name,
    image,
    command:
      path === undefined
        ? // `-z` would be shorter, and is not in every build of busybox
          ['nc', '-w', patience, host, `${port}`, '-e', 'true']
        : ['wget', '-q', '-T', patience, '-O', '/dev/null', `http://${host}:${port}${path}`],
  })
}
