import * as assert from 'uvu/assert'
import { compile } from '../../src/compile-fully.js'
import { skip, tests } from '../harness.js'
import { web } from '../targets/kubernetes/pod-of.js'
import { inNamespace, restricted } from './in-namespace.js'
import { type KubeEngine, startKube } from './kube-engine.js'

/** What a manifest can relax, by the code of the warning; the level `restricted` refuses all but the last ones. */
const refused: Readonly<Record<string, readonly [properties: string, traits?: string]>> = {
  'runs-as-root': ['', '{type: securitycontext, properties: {runAsUser: 0, runAsNonRoot: false}}'],
  'privilege-escalation': ['', '{type: securitycontext, properties: {allowPrivilegeEscalation: true}}'],
  privileged: ['', '{type: securitycontext, properties: {privileged: true, allowPrivilegeEscalation: true}}'],
  'added-capabilities': ['', '{type: securitycontext, properties: {addCapabilities: [CHOWN]}}'],
  unconfined: ['', '{type: podsecuritycontext, properties: {seccompProfile: {type: Unconfined}}}'],
  'host-path': ['volumeMounts: {hostPath: [{name: logs, mountPath: /logs, path: /var/log}]}'],
  'host-port': ['', '{type: container-ports, properties: {ports: [{containerPort: 80, hostPort: 8080}]}}'],
}
const admitted: typeof refused = {
  'writable-root': ['', '{type: securitycontext, properties: {readOnlyRootFilesystem: false}}'],
  'added-capabilities': ['', '{type: securitycontext, properties: {addCapabilities: [NET_BIND_SERVICE]}}'],
}

/** Much of what a pod can have and relaxes nothing. */
const everything: readonly [properties: string, traits: string] = [
  `ports: [{port: 80, containerPort: 8080, name: http, expose: true}, {port: 81, containerPort: 8080}, {port: 53, protocol: UDP}],
   env: [{name: A, valueFrom: {secretKeyRef: {name: db, key: a}}}, {name: B, valueFrom: {fieldRef: {fieldPath: "metadata.labels['x']"}}}, {name: "a b", value: c}],
   livenessProbe: {httpGet: {path: /live, port: 8080, httpHeaders: [{name: A, value: b}]}, terminationGracePeriodSeconds: 5},
   readinessProbe: {grpc: {port: 8080, service: a}, successThreshold: 2}, startupProbe: {tcpSocket: {port: 8080}},
   stopSignal: SIGINT, terminationGracePeriodSeconds: 5, imagePullSecrets: [registry], hostAliases: [{ip: 10.0.0.1, hostnames: [a]}],
   cpu: "0.25", memory: 100M, gpu: 1,
   volumeMounts: {emptyDir: [{name: tmp, mountPath: /tmp, sizeLimit: 1500k}, {name: fast, mountPath: /fast, medium: Memory}], secret: [{name: s, mountPath: /s, secretName: files, defaultMode: 256, items: [{key: k, path: p, mode: 256}]}]}`.replace(
    /\n */g,
    ' ',
  ),
  `{type: sidecar, properties: {name: agent, image: "agent:1", livenessProbe: {exec: {command: [a]}}}},
   {type: init-container, properties: {name: prepare, image: "busybox:1", appMountPath: /a, initMountPath: /a}},
   {type: lifecycle, properties: {postStart: {httpGet: {port: 8080}}, preStop: {exec: {command: [sleep, "1"]}}}},
   {type: storage, properties: {configMap: [{name: settings, mountPath: /etc/shop, data: {"a.conf": b}}], pvc: [{name: data, mountPath: /data}, {name: disk, mountPath: /dev/disk, volumeMode: Block, accessModes: [ReadWriteOnce]}]}}`.replace(
    /\n */g,
    ' ',
  ),
]

const kube = startKube()
if (typeof kube === 'string') skip('Pods on Kubernetes', kube)
else
  tests('Pods on Kubernetes', {
    'with much of what there is are taken as they are, and may run under the level restricted': async () => {
      const { stderr, stored } = await apply(kube, ...everything)
      assert.is(stderr, '')
      // the server drops the signal as long as the feature is off, as the warning says
      assert.equal([stored.containers[0].lifecycle.stopSignal, stored.os], [undefined, { name: 'linux' }])
      assert.equal(stored.initContainers[1].restartPolicy, 'Always')
      assert.equal(stored.containers[0].resources.requests.memory, '100M')
    },
    ...Object.fromEntries(
      [...Object.entries(refused), ...Object.entries(admitted)].map(([code, [properties, traits]], index) => [
        `that relax ${code} (${index}) are judged by the level restricted as the warning says`,
        async () => {
          const { stderr, codes } = await apply(kube, properties, traits ?? '')
          assert.equal(codes, [`target/${code}`])
          assert.is(/violate PodSecurity "restricted/.test(stderr), index < Object.keys(refused).length, stderr)
        },
      ]),
    ),
  })

/** Applies `shop/web` with an ExternalSecret for each secret; gives what the server warned of, and the pod as it keeps it. */
async function apply(engine: KubeEngine, properties: string, traits: string) {
  const text = `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: shop}\nspec:\n  components:\n${web(properties, traits).replace(/^/gm, '    ')}`
  return inNamespace(engine, restricted, async (namespace) => {
    const settings = { kubernetes: { namespace, 'external-secrets': 'ClusterSecretStore/vault' } }
    const { artifacts, diagnostics } = compile([{ path: 'shop.yaml', text }], { targets: ['kubernetes'], settings, cwd: '/' })
    assert.equal(
      diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
      [],
    )
    const input = artifacts
      .filter(({ path }) => !/kustomization|namespaces/.test(path) && path.endsWith('.yaml'))
      .map((file) => file.text)
      .join('---\n')
    const applied = await engine.run('kubectl', ['apply', '--server-side', '--validate=strict', '-f', '-'], { input })
    assert.is(applied.code, 0, applied.stderr)
    const deployment = JSON.parse(await engine.must('kubectl', ['get', 'deployment/shop-web', '-n', namespace, '-o', 'json']))
    const codes = diagnostics.flatMap(({ code, severity }) =>
      severity === 'warning' && code.startsWith('target/') && code !== 'target/unsupported' ? [code] : [],
    )
    return { stderr: applied.stderr, codes, stored: deployment.spec.template.spec }
  })
}
