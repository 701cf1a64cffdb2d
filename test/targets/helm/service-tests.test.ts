import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { tests } from '../../harness.js'
import { charts } from './charts.js'

/** A file of a chart without what Helm computes, read back. */
// biome-ignore lint/suspicious/noExplicitAny: a template read back as YAML
function plain(text: string | undefined): any {
  return parse((text ?? '').replace(/^ *\{\{-.*\n/gm, '').replace(/: \{\{.*\}\}$/gm, ': x'))
}

/** The commands of a test's containers, by name. */
function commands(files: Readonly<Record<string, string>>, service: string): Readonly<Record<string, string>> {
  const pod = plain(files[`shop/templates/tests/${service}/pod.yaml`])
  return Object.fromEntries(pod.spec.containers.map(({ name, command }: { name: string; command: string[] }) => [name, command.join(' ')]))
}

const store = `
- name: store
  type: webservice
  properties:
    image: redis:7
    ports:
      - port: 6379
        expose: true
`

tests('tests of a chart', {
  'connect to every TCP port of a Service'() {
    const { files } = charts({ shop: `${store}      - port: 9121\n        expose: true\n` })
    assert.equal(commands(files, 'shop-store'), {
      'port-6379': 'nc -w 5 shop-store 6379 -e true',
      'port-9121': 'nc -w 5 shop-store 9121 -e true',
    })
  },
  'ask by HTTP where the readiness probe says that it answers'() {
    const { files } = charts({
      shop: `
- name: web
  type: webservice
  properties:
    image: nginx:1.27
    ports:
      - name: http
        port: 80
        containerPort: 8080
        expose: true
      - name: admin
        port: 9000
        expose: true
    readinessProbe:
      httpGet:
        path: /ready?full=1
        port: 8080
`,
    })
    assert.equal(commands(files, 'shop-web'), {
      'port-80': 'wget -q -T 5 -O /dev/null http://shop-web:80/ready?full=1',
      'port-9000': 'nc -w 5 shop-web 9000 -e true',
    })
  },
  'ask nothing by HTTPS or with headers, which busybox knows less of'() {
    for (const more of ['scheme: HTTPS', 'httpHeaders: [{name: x-tenant, value: a}]']) {
      const { files } = charts({
        shop: `${store}    readinessProbe:\n      httpGet:\n        path: /\n        port: 6379\n        ${more}\n`,
      })
      assert.equal(commands(files, 'shop-store'), { 'port-6379': 'nc -w 5 shop-store 6379 -e true' }, more)
    }
  },
  'leave out what is no TCP, and say so'() {
    const { files } = charts({ shop: `${store}      - port: 53\n        protocol: UDP\n        expose: true\n` })
    assert.equal(Object.keys(commands(files, 'shop-store')), ['port-6379'])
    assert.match(files['shop/README.md']!, '`shop-store:53/UDP`')
    const { files: only } = charts({ shop: store.replace('- port: 6379', '- port: 53\n        protocol: UDP') })
    assert.equal(
      Object.keys(only).filter((path) => path.includes('/tests/')),
      [],
    )
    assert.not.match(only['shop/templates/NOTES.txt']!, 'helm test')
    assert.not.match(only['shop/values.yaml']!, /^tests:/m)
  },
  'have policies of their own that let them ask that Service and nothing else'() {
    const { files } = charts({ shop: store })
    const [own, admission] = ['network-policy', 'network-policy-admission'].map((name) =>
      plain(files[`shop/templates/tests/shop-store/${name}.yaml`]),
    )
    const [pods, service] = [{ 'app.kubernetes.io/name': 'store-test' }, { 'app.kubernetes.io/name': 'store' }].map((name) => ({
      matchLabels: { ...name, 'app.kubernetes.io/part-of': 'shop' },
    }))
    assert.equal(own.spec.podSelector, pods)
    assert.equal(own.spec.policyTypes, ['Ingress', 'Egress'])
    assert.equal(own.spec.ingress, undefined)
    assert.equal(own.spec.egress[0], { to: [{ podSelector: service }], ports: [{ port: 6379 }] })
    assert.is(own.spec.egress.length, 2)
    assert.equal(admission.spec, {
      podSelector: service,
      policyTypes: ['Ingress'],
      ingress: [{ from: [{ podSelector: pods }], ports: [{ port: 6379 }] }],
    })
    for (const { metadata } of [own, admission]) assert.is(metadata.annotations['helm.sh/hook-weight'], '-1')
  },
  'ask what the operator of SpinKube offers as well'() {
    const { files } = charts({ shop: '- name: page\n  type: spin\n  properties:\n    image: ghcr.io/shop/page:1\n' })
    assert.equal(commands(files, 'shop-page'), { 'port-80': 'nc -w 5 shop-page 80 -e true' })
    assert.match(
      files['shop/templates/_notes.tpl']!,
      'dict "metadata" (dict "name" "shop-page") "spec" (dict "ports" (list (dict "port" 80)))',
    )
  },
  'have no policies where the chart has none'() {
    const { files } = charts({ shop: store }, { 'network-policy': 'none' })
    assert.equal(
      Object.keys(files).filter((path) => path.includes('/tests/')),
      ['shop/templates/tests/shop-store/pod.yaml'],
    )
  },
  'run while `helm test` does, and leave nothing of a success'() {
    const { files } = charts({ shop: store })
    for (const [path, text] of Object.entries(files).filter(([path]) => path.includes('/tests/')))
      assert.equal(
        { ...plain(text).metadata.annotations, 'helm.sh/hook-weight': '' },
        {
          'helm.sh/hook': 'test',
          'helm.sh/hook-weight': '',
          'helm.sh/hook-delete-policy': 'before-hook-creation,hook-succeeded',
        },
        path,
      )
  },
  'are never behind the Service that they ask'() {
    const { files } = charts({ shop: store })
    const labels = plain(files['shop/templates/tests/shop-store/pod.yaml']).metadata.labels
    const { selector } = plain(files['shop/templates/store/service.yaml']).spec
    assert.ok(Object.entries(selector).some(([key, value]) => labels[key] !== value))
  },
  'use the image of the option, which is a value'() {
    const { values } = charts({ shop: store }, { 'tools-image': 'registry.example:5000/tools/busybox:1.37' })
    assert.is(values('shop').tests.image.repository, 'registry.example:5000/tools/busybox')
    assert.is(values('shop').tests.image.tag, '1.37')
  },
})
