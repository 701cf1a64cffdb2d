import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as assert from 'uvu/assert'
import { checkWadm } from '../../../src/language/wadm/check-wadm.js'
import { root, tests } from '../../harness.js'
import { named, type Read, type Rendered, rendered, tried } from './rendered.js'

const link = (target: string, more = ''): string => `{type: link, properties: {target: {name: ${target}}${more}}}`
const handler = 'namespace: wasi, package: http, interfaces: [incoming-handler]'
const spread = (...zones: string[]): string =>
  `{type: spreadscaler, properties: {instances: ${zones.length}, spread: [${zones.map((zone) => `{name: ${zone}, requirements: {zone: ${zone}}}`)}]}}`
const everywhere = '{type: spreadscaler, properties: {instances: 1}}'

function server(target: string, address = '0.0.0.0:8080', scaler = everywhere): string {
  const config = `source: {config: [{name: "http-${target}", properties: {address: "${address}"}}]}`
  return `- name: http\n  type: capability\n  properties: {image: wasmcloud+builtin://http-server}\n  traits: [${scaler}, ${link(target, `, ${handler}, ${config}`)}]\n`
}
const component = (name: string, traits = everywhere): string =>
  `- name: ${name}\n  type: component\n  properties: {image: "ghcr.io/acme/${name}:1.0.0"}\n  traits: [${traits}]\n`
const container = (name: string, traits = '', ports = ''): string =>
  `- name: ${name}\n  type: webservice\n  properties: {image: "redis:7"${ports}}\n  traits: [${traits}]\n`

const whole = (name: string, components: string, metadata = ''): string =>
  `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata: {name: ${name}${metadata}}\nspec:\n  components:\n${components.trim().replace(/^/gm, '    ')}\n`
const shared = ', annotations: {experimental.wasmcloud.dev/shared: "true"}'

const codes = ({ diagnostics }: Rendered): string[] =>
  diagnostics.map(({ code }) => code).filter((code) => code !== 'target/default-resources')
const mainOf = (object: Read): Read => object.spec.template.spec.containers[0]
const envOf = (object: Read): Record<string, string> => Object.fromEntries(mainOf(object).env.map(({ name, value }: Read) => [name, value]))
const jobOf = (made: Rendered, application: string): Read =>
  made.objects.find(({ kind, metadata }) => kind === 'Job' && metadata.name.startsWith(`${application}-wadm-manifest-`))
const handed = (made: Rendered, application: string): Read =>
  JSON.parse(named(made, 'ConfigMap')[`${application}-wadm-manifest`].data['manifest.json'])
const nats = { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'nats', 'app.kubernetes.io/part-of': 'wasmcloud' } } }

tests('kubernetes: wasmCloud', {
  'NATS, wadm and a host for each set of requirements find each other': () => {
    const made = rendered({ app: server('hello') + component('hello', spread('eu', 'us')) })
    assert.equal(Object.keys({ ...named(made, 'Deployment'), ...named(made, 'StatefulSet') }).sort(), [
      'wasmcloud-host-default',
      'wasmcloud-host-eu',
      'wasmcloud-host-us',
      'wasmcloud-nats',
      'wasmcloud-wadm',
    ])
    const deployments = named(made, 'Deployment')
    assert.is(envOf(deployments['wasmcloud-wadm'])['WADM_NATS_SERVER'], 'wasmcloud-nats:4222')
    const eu = envOf(deployments['wasmcloud-host-eu'])
    assert.equal(
      [eu['WASMCLOUD_NATS_HOST'], eu['WASMCLOUD_NATS_PORT'], eu['WASMCLOUD_LATTICE'], eu['WASMCLOUD_LABEL_zone']],
      ['wasmcloud-nats', '4222', 'lattice', 'eu'],
    )
    assert.is(eu['WASMCLOUD_ALLOW_FILE_LOAD'], undefined)
    assert.is(envOf(deployments['wasmcloud-host-default'])['WASMCLOUD_LABEL_zone'], undefined)
    const waits = (name: string): string[] => deployments[name].spec.template.spec.initContainers[0].command.slice(3)
    assert.equal(waits('wasmcloud-wadm'), ['wasmcloud-nats', '4222'])
    assert.equal(waits('wasmcloud-host-eu'), ['wasmcloud-wadm', '8081'])
    const services = named(made, 'Service')
    assert.is(services['wasmcloud-wadm'].spec.ports[0].port, 8081)
    assert.is(named(made, 'StatefulSet')['wasmcloud-nats'].spec.serviceName, 'wasmcloud-nats-headless')
    assert.is(services['wasmcloud-nats-headless'].spec.clusterIP, 'None')
  },
  'the configuration of NATS is one that the server reads': () => {
    const config = named(rendered({ app: component('hello') }), 'ConfigMap')['wasmcloud-nats'].data['nats.conf']
    assert.equal(JSON.parse(config), { port: 4222, http_port: 8222, jetstream: { store_dir: '/data' } })
  },
  'a provider has as many hosts as copies, which keep apart and do not go at once': () => {
    const three =
      '- name: http\n  type: capability\n  properties: {image: "ghcr.io/acme/http:1.0.0"}\n  traits: [{type: spreadscaler, properties: {instances: 3}}]\n'
    const made = rendered({ app: three })
    const { spec } = named(made, 'Deployment')['wasmcloud-host-default']
    assert.is(spec.replicas, 3)
    assert.ok(spec.template.spec.affinity.podAntiAffinity)
    assert.equal(named(made, 'PodDisruptionBudget')['wasmcloud-host-default'].spec, {
      maxUnavailable: 1,
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
      selector: spec.selector,
    })
    const one = rendered({ app: component('hello') })
    assert.equal(named(one, 'PodDisruptionBudget'), {})
    assert.is(named(one, 'Deployment')['wasmcloud-host-default'].spec.template.spec.affinity, undefined)
  },
  'hosts of daemonscalers are on every node where the option says so': () => {
    const app = component('hello', '{type: daemonscaler, properties: {instances: 1, spread: [{name: eu, requirements: {zone: eu}}]}}')
    assert.equal(Object.keys(named(rendered({ app: app + component('other') }, { 'daemon-hosts': 'daemonset' }), 'DaemonSet')), [
      'wasmcloud-host-eu',
    ])
    assert.equal(named(rendered({ app }), 'DaemonSet'), {})
  },
  'images, registries, storage and backends are options': () => {
    const made = rendered(
      { app: component('hello') },
      {
        name: 'ours',
        'wasmcloud-image': 'r.example/host:2',
        'wadm-image': 'r.example/wadm:2',
        'nats-image': 'r.example/nats:3',
        'nats-storage': '20Gi',
        'tools-image': 'r.example/busybox:1',
        'oci-insecure': 'r.example:5000',
        'secrets-topic': 'wasmcloud.secrets',
      },
    )
    const host = named(made, 'Deployment')['wasmcloud-host-default']
    const server = named(made, 'StatefulSet')['wasmcloud-nats']
    assert.equal(
      [host, named(made, 'Deployment')['wasmcloud-wadm'], server, jobOf(made, 'app')].map((object) => mainOf(object).image),
      ['r.example/host:2', 'r.example/wadm:2', 'r.example/nats:3', 'r.example/busybox:1'],
    )
    const { WASMCLOUD_OCI_ALLOWED_INSECURE, WASMCLOUD_SECRETS_TOPIC, WASMCLOUD_LATTICE } = envOf(host)
    assert.equal(
      [WASMCLOUD_OCI_ALLOWED_INSECURE, WASMCLOUD_SECRETS_TOPIC, WASMCLOUD_LATTICE],
      ['r.example:5000', 'wasmcloud.secrets', 'ours'],
    )
    assert.is(envOf(jobOf(made, 'app'))['LATTICE'], 'ours')
    assert.is(server.spec.volumeClaimTemplates[0].spec.resources.requests.storage, '20Gi')
    const { egress } = named(made, 'NetworkPolicy')['wasmcloud-host-default'].spec
    assert.equal(egress[0], { ports: [{ port: 443 }, { port: 5000 }] })
  },
  'a label that no variable can carry is an argument of the host': () => {
    const app = component(
      'hello',
      '{type: spreadscaler, properties: {instances: 1, spread: [{name: a, requirements: {topology.kubernetes.io/zone: eu, plain: "yes"}}]}}',
    )
    const [host] = Object.values(named(rendered({ app }), 'Deployment')).filter(({ metadata }) => metadata.name.includes('-host-'))
    assert.equal(mainOf(host).args, ['--label', 'topology.kubernetes.io/zone=eu'])
    assert.is(envOf(host)['WASMCLOUD_LABEL_plain'], 'yes')
  },
  'hosts take the tag `latest` only where an image has it': () => {
    const of = (app: string) => envOf(named(rendered({ app }), 'Deployment')['wasmcloud-host-default'])['WASMCLOUD_OCI_ALLOW_LATEST']
    assert.is(of(component('x')), undefined)
    assert.is(of(component('x').replace(':1.0.0', '')), 'true')
  },
  'a Job hands the manifest over, and its name tells its content': () => {
    const app = server('hello') + component('hello')
    const made = rendered({ app })
    const job = jobOf(made, 'app')
    const { args, volumeMounts } = mainOf(job)
    const { metadata } = handed(made, 'app')
    assert.equal(args, ['deploy', 'app', JSON.stringify({ version: metadata.annotations.version })])
    assert.match(JSON.stringify(metadata), '"manifest-compiler.dev/content":"')
    assert.is(volumeMounts[0].mountPath, '/mc')
    assert.equal(checkWadm(JSON.stringify(handed(made, 'app'))).failures, [])
    assert.is(job.metadata.name, jobOf(rendered({ app }), 'app').metadata.name)
    assert.is.not(job.metadata.name, jobOf(rendered({ app: app.replace('1.0.0', '1.0.1') }), 'app').metadata.name)
    assert.is.not(job.metadata.name, jobOf(rendered({ app }, { 'tools-image': 'busybox:2' }), 'app').metadata.name)
    assert.equal(made.objects.filter(({ kind }) => kind === 'Job').length, 1, 'what is for the end is in charts only')
  },
  'its script is read by a POSIX shell': () => {
    const script = named(rendered({ app: component('hello') }), 'ConfigMap')['app-wadm-manifest'].data['manifests.sh']
    assert.is(script, readFileSync(join(root, 'targets/wadm/scripts/manifests.sh'), 'utf8'))
    const { status, stderr } = spawnSync('sh', ['-n'], { input: script, encoding: 'utf8' })
    assert.is(status, 0, stderr)
  },
  'what others refer to is deployed first': () => {
    const reference = server('hello', '0.0.0.0:8081', '')
      .replace('{image: wasmcloud+builtin://http-server}', '{application: {name: edge, component: http}}')
      .replace('[, ', '[')
    const http = `- name: http\n  type: capability\n  properties: {image: wasmcloud+builtin://http-server}\n  traits: [${everywhere}]\n`
    const made = rendered({ edge: whole('edge', http, shared), app: reference + component('hello') })
    assert.is(envOf(jobOf(made, 'app'))['AFTER'], 'edge')
    assert.is(envOf(jobOf(made, 'edge'))['AFTER'], undefined)
  },
  'a container reaches a component by a Service at the hosts where its HTTP server runs': () => {
    const made = rendered({
      app: server('hello', undefined, spread('eu')) + component('hello', spread('eu', 'us')) + container('web', link('hello')),
    })
    const { selector, ports } = named(made, 'Service')['app-hello'].spec
    assert.equal(selector, { 'app.kubernetes.io/name': 'host-eu', 'app.kubernetes.io/part-of': 'wasmcloud' })
    assert.equal(ports, [{ name: 'http-8080', port: 8080, targetPort: 'http-8080', appProtocol: 'http' }])
    const hostPorts = (zone: string) => mainOf(named(made, 'Deployment')[`wasmcloud-host-${zone}`]).ports.map(({ name }: Read) => name)
    assert.equal([hostPorts('eu'), hostPorts('us')], [['admin', 'http-8080'], ['admin']])
    assert.is(envOf(named(made, 'Deployment')['app-web'])['CONNECTION_HELLO_URL'], 'http://app-hello:8080')
    const policy = (name: string) => named(made, 'NetworkPolicy')[name].spec
    const web = { podSelector: { matchLabels: { 'app.kubernetes.io/name': 'web', 'app.kubernetes.io/part-of': 'app' } } }
    const gateway = { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } } }
    assert.equal(policy('wasmcloud-host-eu').ingress, [{ from: [gateway, web], ports: [{ port: 8080 }] }])
    assert.is(policy('wasmcloud-host-us').ingress, undefined, 'the server is not there')
    assert.equal(policy('app-web').egress[0], { to: [{ podSelector: { matchLabels: selector } }], ports: [{ port: 8080 }] })
  },
  'the port of the host gives way to that of a server': () => {
    const host = named(rendered({ app: server('hello', '0.0.0.0:8900') + component('hello') }), 'Deployment')['wasmcloud-host-default']
    assert.equal(mainOf(host).ports, [
      { name: 'admin', containerPort: 8901 },
      { name: 'http-8900', containerPort: 8900 },
    ])
    assert.is(envOf(host)['WASMCLOUD_HTTP_ADMIN'], '0.0.0.0:8901')
  },
  'a server on some groups of several is found by a label of its own': () => {
    const three = `${component('third', spread('asia'))}${component('hello', spread('eu', 'us'))}`
    const made = rendered({ app: server('hello', undefined, spread('eu', 'us')) + three })
    const label = 'serves.manifest-compiler.dev/app-hello'
    assert.equal(named(made, 'Service')['app-hello'].spec.selector, { [label]: 'true' })
    const labels = (zone: string) => named(made, 'Deployment')[`wasmcloud-host-${zone}`].spec.template.metadata.labels[label]
    assert.equal([labels('eu'), labels('us'), labels('asia')], ['true', 'true', undefined])
    const { matchLabels } = named(made, 'Deployment')['wasmcloud-host-eu'].spec.selector
    assert.is(matchLabels[label], undefined, 'a selector cannot change later')
  },
  'a component has the addresses of containers in its configuration, and its hosts may go there': () => {
    const redis = link('cache', ', name: store, source: {config: [{name: c, properties: {url: "${target.url}/1", price: "{{ $5 }}"}}]}')
    const made = rendered({
      app: component('hello', `${everywhere}, ${redis}`) + container('cache', '', ', ports: [{port: 6379, name: redis}]'),
    })
    assert.equal(handed(made, 'app').spec.components[0].properties.config, [
      {
        name: 'hello-store',
        properties: {
          CONNECTION_STORE_HOST: 'app-cache',
          CONNECTION_STORE_PORT: '6379',
          CONNECTION_STORE_URL: 'redis://app-cache:6379',
          url: 'redis://app-cache:6379/1',
          price: '{{ $5 }}',
        },
      },
    ])
    assert.equal(named(made, 'ConfigMap')['app-wadm-manifest'].metadata.annotations['manifest-compiler.dev/links'], '{"hello store":["c"]}')
    const { ingress } = named(made, 'NetworkPolicy')['app-cache'].spec
    const host = { matchLabels: { 'app.kubernetes.io/name': 'host-default', 'app.kubernetes.io/part-of': 'wasmcloud' } }
    assert.equal(ingress, [{ from: [{ podSelector: host }], ports: [{ port: 6379 }] }])
  },
  'NATS is there for wadm, hosts and Jobs alone': () => {
    const made = rendered({ app: component('hello') + container('cache', '', ', ports: [{port: 6379, expose: true}]') })
    const policies = named(made, 'NetworkPolicy')
    const { ingress } = policies['wasmcloud-nats'].spec
    const peers = ingress[0].from.map(({ podSelector }: Read) => podSelector.matchLabels['app.kubernetes.io/name'])
    assert.equal([ingress.length, peers.sort(), ingress[0].ports], [1, ['host-default', 'wadm', 'wadm-manifest'], [{ port: 4222 }]])
    assert.equal(policies['app-wadm-manifest'].spec.egress[0], { to: [nats], ports: [{ port: 4222 }] })
    assert.ok(!JSON.stringify(policies['app-cache'].spec).includes('wasmcloud'))
  },
  'in namespaces of their own they find each other by name of the namespace': () => {
    const app =
      server('hello') +
      component('hello', `${everywhere}, ${link('cache')}`) +
      container('web', link('hello')) +
      container('cache', '', ', port: 6379')
    const made = rendered({ app }, { namespaces: 'application' })
    assert.equal(named(made, 'Service')['app-hello'].metadata.namespace, 'wasmcloud', 'where the hosts are')
    assert.is(envOf(named(made, 'Deployment')['app-web'])['CONNECTION_HELLO_URL'], 'http://app-hello.wasmcloud.svc:8080')
    assert.is(envOf(jobOf(made, 'app'))['NATS_HOST'], 'wasmcloud-nats.wasmcloud.svc')
    assert.is(handed(made, 'app').spec.components[1].properties.config[0].properties.CONNECTION_CACHE_HOST, 'app-cache.app.svc')
  },
  'what Wasm runs on is where the applications are, or where all know it': () => {
    const at = (...namespaces: string[]) => {
      const apps = Object.fromEntries(
        namespaces.map((namespace, index) => [`a${index}`, whole(`a${index}`, component('x'), namespace && `, namespace: ${namespace}`)]),
      )
      return named(rendered(apps), 'StatefulSet')['wasmcloud-nats'].metadata.namespace
    }
    assert.equal(
      [at(''), at('', ''), at('one', 'one'), at('one', 'two'), at('one', '')],
      [undefined, undefined, 'one', 'wasmcloud', 'wasmcloud'],
    )
  },
  'on a lattice that runs already, Jobs alone are written, and what leads to hosts is said': () => {
    const app = server('hello') + component('hello') + container('web', link('hello'))
    const options = { substrate: 'none', 'nats-url': 'nats://nats.hosts.svc:4333' }
    const made = rendered({ app }, options)
    assert.equal(Object.keys(named(made, 'Deployment')), ['app-web'])
    assert.equal(Object.keys(named(made, 'StatefulSet')), [])
    const { NATS_HOST, NATS_PORT } = envOf(jobOf(made, 'app'))
    assert.equal([NATS_HOST, NATS_PORT], ['nats.hosts.svc', '4333'])
    assert.equal(named(made, 'NetworkPolicy')['app-wadm-manifest'].spec.egress[0], { ports: [{ port: 4333 }] })
    assert.equal(codes(made), ['target/unknown-hosts'])
    for (const url of ['', 'nats://user:word@nats:4222', 'two words'])
      assert.ok(codes(tried({ app: component('hello') }, { substrate: 'none', 'nats-url': url })).includes('target/no-nats-url'), url)
  },
  'files of this machine are refused, and so is an application of the name': () => {
    const file = component('hello').replace('ghcr.io/acme/hello:1.0.0', 'file://./hello.wasm')
    assert.equal(codes(tried({ app: file })), ['target/file-image'])
    assert.equal(codes(tried({ wasmcloud: component('hello') })), ['target/name-collision'])
    assert.equal(codes(rendered({ wasmcloud: container('cache', '', ', ports: [{port: 6379, expose: true}]') })), [])
  },
  'what cannot meet is said': () => {
    assert.equal(codes(rendered({ app: server('hello', undefined, spread('eu')) + component('hello', spread('us')) })), ['target/apart'])
    assert.equal(codes(rendered({ app: server('hello', '127.0.0.1:8080') + component('hello') })), ['target/unreachable-address'])
  },
  'without Wasm workloads there is none of it': () => {
    const made = rendered({ app: container('cache', '', ', ports: [{port: 6379, expose: true}]') })
    assert.ok(!JSON.stringify(made.objects).includes('wasmcloud'))
  },
  'every pod passes the Pod Security level `restricted`, and may write only where it must': () => {
    const made = rendered({ app: server('hello') + component('hello') })
    const pods = made.objects.flatMap(({ spec }) => (spec?.template ? [spec.template.spec] : []))
    assert.is(pods.length, 4)
    for (const pod of pods) {
      assert.equal(
        [pod.automountServiceAccountToken, pod.securityContext.runAsNonRoot, pod.securityContext.seccompProfile.type],
        [false, true, 'RuntimeDefault'],
      )
      for (const { securityContext, resources } of [...(pod.initContainers ?? []), ...pod.containers]) {
        assert.equal(securityContext, { allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: { drop: ['ALL'] } })
        assert.equal(
          [Object.keys(resources.requests), Object.keys(resources.limits)],
          [
            ['cpu', 'memory', 'ephemeral-storage'],
            ['cpu', 'memory', 'ephemeral-storage'],
          ],
        )
      }
    }
  },
})
