import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { compile } from '../../../src/compile-fully.js'
import { compose } from '../../../targets/compose/index.js'
import { conformance, exampleNames, golden, root, skip, tests } from '../../harness.js'
import { attempt, emit } from './emit.js'

const web = `
- name: web
  type: webservice
  properties:
    image: nginx:1
`

tests('compose: names', {
  'services are host names': () => assert.equal(Object.keys(emit({ My_Shop: web }).file['services']), ['my-shop-web']),
  'long names and names in other scripts stay apart': () => {
    const names = ['ü', 'ä', 'x'.repeat(70), `${'x'.repeat(69)}y`].map(
      (name) => Object.keys(emit({ shop: web.replace('web', name) }).file['services'])[0]!,
    )
    assert.is(new Set(names).size, 4)
    for (const name of names) assert.match(name, /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/)
  },
  'two containers that would be one service are an error at the second': () => {
    const sidecar = (name: string): string => `    - type: sidecar\n      properties: {name: ${name}, image: busybox:1}\n`
    const { diagnostics } = attempt({ shop: `${web}  traits:\n${sidecar('log_agent')}${sidecar('log-agent')}` })
    assert.ok(
      diagnostics.some(
        ({ code, span }) => code === 'target/name-collision' && span?.source.text.slice(span.start, span.end) === 'log-agent',
      ),
    )
  },
  'the project is the only application, or the lattice, or as asked': () => {
    assert.is(emit({ shop: web }).file['name'], 'shop')
    assert.is(emit({ shop: web, other: web }).file['name'], 'lattice')
    assert.is(emit({ shop: web }, { name: 'My Lattice' }).file['name'], 'my-lattice')
  },
  'an unrelated application changes nothing of the others': () => {
    const alone = emit({ shop: web, cart: web }).file['services']
    const more = emit({ shop: web, cart: web, zoo: web.replace('nginx', 'redis') }).file['services']
    for (const [name, service] of Object.entries(alone)) assert.equal(more[name], service)
  },
})

tests('compose: values', {
  'a dollar is doubled wherever Compose interpolates': () => {
    const { file, files } = emit({
      shop: `
- name: web
  type: webservice
  properties:
    image: nginx:1
    cmd: ['$A', '\${B}']
    args: ['$$']
    workingDir: /$C
    env:
      - name: PRICE
        value: $5 {{ x }}
    labels:
      price: $6
  traits:
    - type: storage
      properties:
        configMap:
          - name: settings
            mountPath: /etc/shop
            data:
              shop.conf: price=$7
`,
    })
    const { entrypoint, command, working_dir, environment, labels } = file['services']['shop-web']
    assert.equal([entrypoint, command, working_dir], [['$$A', '$${B}'], ['$$$$'], '/$$C'])
    assert.is(environment.PRICE, '$$5 {{ x }}')
    assert.is(labels.price, '$$6')
    assert.match(files['compose.yaml']!, 'content: price=$$7')
  },
  'a secret is a variable, and guards the start': () => {
    const { file, files } = emit({ shop: withEnv('secretKeyRef') })
    const service = file['services']['shop-web']
    assert.is(service.environment.TOKEN, '${API_TOKEN}')
    assert.equal(service.secrets, [{ source: 'api.token' }])
    assert.equal(file['secrets'], { 'api.token': { environment: 'API_TOKEN' } })
    assert.match(files['.env.example']!, '# secret api, key token\nAPI_TOKEN=\n')
  },
  'a service with a read-only root file system has no guard': () => {
    const { file } = emit({
      shop: `${withEnv('secretKeyRef')}  traits:\n    - type: securitycontext\n      properties: {readOnlyRootFilesystem: true}\n`,
    })
    assert.equal([file['services']['shop-web'].secrets, file['secrets']], [undefined, undefined])
  },
  'configuration that no manifest carries is a variable': () => {
    const { file, files } = emit({ shop: withEnv('configMapKeyRef') })
    assert.is(file['services']['shop-web'].environment.TOKEN, '${API_TOKEN}')
    assert.match(files['.env.example']!, '# configuration api, key token')
  },
  'configuration without content is a file, because Compose would mount the folder of the project': () => {
    const data = '{empty.conf: "", full.conf: x}'
    const storage = `${web}  traits:\n    - type: storage\n      properties: {configMap: [{name: c, mountPath: /c, data: ${data}}]}\n`
    const { file, files } = emit({ shop: storage })
    assert.equal(Object.values(file['configs']), [{ file: './configs/shop-web/configmap-c/empty.conf' }, { content: 'x' }])
    assert.is(files['configs/shop-web/configmap-c/empty.conf'], '')
  },
  'a secret and configuration that would be one variable are an error': () => {
    const { diagnostics } = attempt({ shop: withEnv('secretKeyRef'), cart: withEnv('configMapKeyRef') })
    assert.ok(diagnostics.some(({ code }) => code === 'target/name-collision'))
  },
})

tests('compose: ports', {
  'an exposed port is published on 127.0.0.1 under its number': () => {
    const [port] = emit({ shop: withPort('expose: true') }).file['services']['shop-web'].ports
    assert.equal([port.target, port.published, port.host_ip], [80, '80', '127.0.0.1'])
  },
  'others are seen inside only': () => {
    const service = emit({ shop: withPort('protocol: UDP') }).file['services']['shop-web']
    assert.equal([service.ports, service.expose], [undefined, ['80/udp']])
  },
  'the option publish adds ports, and names what does not exist': () => {
    const shop =
      '- name: db\n  type: webservice\n  properties: {image: "redis:7", ports: [{port: 6379, name: redis}, {port: 9000}]}\n- name: web\n  type: webservice\n  properties: {image: "nginx:1", ports: [{port: 80}]}\n  traits: [{type: scaler, properties: {replicas: 2}}]'
    const ports = (publish: string) =>
      Object.values<{ ports?: { published?: string; target: number; host_ip: string }[] }>(
        emit({ shop }, { publish }).file['services'],
      ).map((service) => (service.ports ?? []).map(({ published, target, host_ip }) => `${host_ip} ${published ?? 'any'} ${target}`))
    assert.equal(ports('shop/db:redis=7000, shop/web'), [['127.0.0.1 7000 6379'], ['127.0.0.1 any 80']])
    assert.equal(ports('shop/db'), [['127.0.0.1 6379 6379', '127.0.0.1 9000 9000'], []])
    const wrong = ['shop/dv', 'shop/db:http', 'shop/db=1', 'shop/web:80=1', 'shop/db:redis=70000', '=1']
    assert.equal(
      wrong.map((publish) => attempt({ shop }, { publish }).diagnostics.map(({ code, message, help }) => `${code} ${message}; ${help}`)),
      [
        'cannot publish `shop/dv`: there is no component `shop/dv`; there is `shop/db` or `shop/web`',
        'cannot publish `shop/db:http`: `shop/db` has no port `http`; it has `redis` or `9000`',
        'cannot publish `shop/db=1`: `shop/db` has several ports; name one of `redis` or `9000`',
        'cannot publish `shop/web:80=1`: its 2 copies cannot share port 1; leave the number out, and each has a free one',
        'cannot publish `shop/db:redis=70000`: 70000 is no port of this machine; undefined',
        'cannot publish `=1`: it has not the form `app/component:port=hostPort`; `:port` and `=hostPort` may be left out',
      ].map((text) => [`target/publish ${text}`]),
    )
  },
  'copies have any free port': () => {
    const copies = `${withPort('expose: true')}  traits:\n    - type: scaler\n      properties: {replicas: 2}\n`
    assert.is(emit({ shop: copies }).file['services']['shop-web'].ports[0].published, undefined)
  },
  'a number that several claim is nobody’s, and it is said': () => {
    const { file, diagnostics } = emit({ shop: withPort('expose: true'), cart: withPort('expose: true') })
    assert.equal(
      Object.values(file['services']).map((service) => (service as { ports: { published?: string }[] }).ports[0]?.published),
      [undefined, undefined],
    )
    assert.is(diagnostics.filter(({ code, severity }) => code === 'target/port-taken' && severity === 'info').length, 2)
  },
})

tests('compose: order', {
  'healthy where there is a health check, ended where it is a task, else started': () => {
    const { file } = emit({
      shop: `
- name: web
  type: webservice
  dependsOn: [cache, queue, migrate]
  properties:
    image: nginx:1
- name: cache
  type: webservice
  properties:
    image: redis:7
    readinessProbe: {exec: {command: [redis-cli, ping]}}
- name: queue
  type: webservice
  properties:
    image: nats:2
- name: migrate
  type: task
  properties:
    image: busybox:1
`,
    })
    assert.equal(file['services']['shop-web'].depends_on, {
      'shop-cache': { condition: 'service_healthy' },
      'shop-migrate': { condition: 'service_completed_successfully' },
      'shop-queue': { condition: 'service_started' },
    })
    assert.equal([file['services']['shop-migrate'].restart, file['services']['shop-web'].restart], ['on-failure:6', 'unless-stopped'])
  },
  'what needs each other does not wait, and it is said': () => {
    const both = `${linked('web', 'api')}${linked('api', 'web')}`
    const { file, diagnostics } = emit({ shop: both })
    assert.is(file['services']['shop-web'].depends_on, undefined)
    assert.ok(diagnostics.some(({ code }) => code === 'target/circle'))
  },
  'init containers run one after the other before the main one, sidecars in its network': () => {
    const { services } = emit({
      shop: `${web}  traits:
    - type: init-container
      properties: {name: one, image: busybox:1, mountName: work, appMountPath: /work, initMountPath: /work}
    - type: init-container
      properties: {name: two, image: busybox:1, mountName: more, appMountPath: /more, initMountPath: /more}
    - type: sidecar
      properties: {name: agent, image: busybox:1}
`,
    }).file as { services: Record<string, { depends_on?: object; network_mode?: string; volumes?: { source: string }[] }> }
    assert.equal(Object.keys(services), ['shop-web.one', 'shop-web.two', 'shop-web', 'tools', 'shop-web.agent'])
    assert.equal(Object.keys(services['shop-web.two']!.depends_on!), ['shop-web.one'])
    assert.equal(Object.keys(services['shop-web']!.depends_on!), ['shop-web.one', 'shop-web.two'])
    assert.is(services['shop-web.agent']!.network_mode, 'service:shop-web')
    assert.is(services['shop-web']!.volumes![0]!.source, services['shop-web.one']!.volumes![0]!.source)
  },
})

tests('compose: patches', {
  'a patch is merged, and null takes away': () => {
    const { file } = emit({ shop: patched('{kind: service, patch: {shm_size: 64m, init: null, labels: {"app.oam.dev/name": "${X}"}}}') })
    const service = file['services']['shop-web']
    assert.equal([service.shm_size, 'init' in service, service.labels['app.oam.dev/name']], ['64m', false, '${X}'])
  },
  'a patch of the project, of a network and of a volume by name': () => {
    const traits = patched('{kind: project, patch: {x-note: 1}}, {kind: network, name: default, patch: {internal: true}}')
    const { file } = emit({ shop: traits })
    assert.equal([file['x-note'], file['networks']], [1, { default: { internal: true } }])
  },
  'one that matches nothing is an error at its name': () => {
    const { diagnostics, files } = attempt({ shop: patched('{kind: service, name: wab, patch: {init: false}}') })
    const [error] = diagnostics.filter(({ severity }) => severity === 'error')
    assert.is(error?.code, 'target/patch-matches-nothing')
    assert.is(error?.span?.source.text.slice(error.span.start, error.span.end), 'wab')
    assert.equal(files, {})
  },
  'one that names a field that Compose does not have is an error': () => {
    for (const patch of ['{shm_sze: 64m}', '{init: [1]}', '{depends_on: {nobody: {condition: service_started}}}']) {
      const { diagnostics } = attempt({ shop: patched(`{kind: service, patch: ${patch}}`) })
      assert.ok(
        diagnostics.some(({ code }) => code === 'target/patch-refused'),
        patch,
      )
    }
  },
  'a patch for another target is not ours': () => {
    const { diagnostics } = emit({
      shop: `${web}  traits:\n    - type: runtime\n      properties: {kubernetes: [{kind: Deployment, patch: {spec: {paused: true}}}]}\n`,
    })
    assert.equal(diagnostics, [])
  },
})

tests('compose: check', {
  'finds what Compose would refuse': () => {
    const problems = (content: object): readonly string[] => compose.check({ path: 'compose.yaml', text: '', content })
    const a = { image: 'x' }
    assert.equal(problems({ services: { a } }), [])
    assert.match(problems({ services: { a: { ...a, imagee: 'y' } } })[0]!, 'no field is named imagee')
    assert.match(problems({ services: { a: { ...a, healthcheck: { interval: '5 s' } } } })[0]!, 'interval')
    assert.match(problems({ services: { a: { ...a, depends_on: { b: { condition: 'service_started' } } } } })[0]!, 'no service b')
    assert.match(problems({ services: { a: { ...a, depends_on: { b: { condition: 'service_healthy' } } }, b: a } })[0]!, 'no health check')
    assert.match(problems({ services: { a: { ...a, secrets: [{ source: 's' }] } } })[0]!, 'no secret s')
    const circle = {
      a: { ...a, depends_on: { b: { condition: 'service_started' } } },
      b: { ...a, depends_on: { a: { condition: 'service_started' } } },
    }
    assert.match(problems({ services: circle })[0]!, 'circle: a -> b -> a')
  },
  'reads the text where there is nothing else': () => {
    assert.match(compose.check({ path: 'compose.yaml', text: 'services: {a: {imagee: x}}\n' })[0]!, 'imagee')
    assert.equal(compose.check({ path: '.env.example', text: 'x' }), [])
  },
})

const examples = exampleNames()

tests(
  'compose: goldens',
  Object.fromEntries(examples.map((name) => [name, () => golden(join(name, 'compose'), withoutPrograms(render(name)))])),
)

const specification = conformance(join('schemas', 'compose-spec.json'))
if (specification === undefined) skip('compose: specification', 'its schema does not lie beside the repository', true)
else {
  const { $schema: _, ...schema } = JSON.parse(readFileSync(specification, 'utf8'))
  const validate = new Ajv({ strict: false, allErrors: true, validateFormats: false }).compile(schema)
  tests('compose: specification', {
    'takes every example': () => {
      for (const name of examples)
        for (const [path, text] of Object.entries(render(name)).filter(([path]) => path.endsWith('.yaml')))
          assert.ok(validate(parse(text)), `${name}/${path}: ${JSON.stringify(validate.errors)}`)
    },
  })
}

function render(example: string): Record<string, string> {
  const files = readdirSync(join(root, 'examples', example))
    .filter((file) => /\.ya?ml$/.test(file))
    .map((file) => join(root, 'examples', example, file))
  const sources = files.map((file) => ({ path: file.slice(root.length + 1), text: readFileSync(file, 'utf8') }))
  const { artifacts } = compile(sources, { targets: ['compose'], cwd: '/work', out: 'out' })
  assert.ok(artifacts.length > 0, `${example} compiles`)
  return Object.fromEntries(artifacts.map(({ path, text }) => [path.replace('compose/', ''), text]))
}

/** Programs have tests of their own, and would bury what a reader of a golden looks for. */
function withoutPrograms(files: Readonly<Record<string, string>>): Record<string, string> {
  const program = /(\n {2}gateway\.program:\n {4}content: \|\n)(?: {6}.*\n| *\n)+/g
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, text.replace(program, '$1      (targets/compose/scripts/gateway.ts)\n')]),
  )
}

function withEnv(reference: string): string {
  return `${web}    env:\n      - name: TOKEN\n        valueFrom:\n          ${reference}: {name: api, key: token}\n`
}

function withPort(field: string): string {
  return `${web}    ports:\n      - port: 80\n        ${field}\n`
}

function linked(from: string, to: string): string {
  return `
- name: ${from}
  type: webservice
  properties:
    image: nginx:1
    ports: [{port: 80}]
  traits:
    - type: link
      properties: {name: ${to}, target: {name: ${to}}}
`
}

function patched(patches: string): string {
  return `${web}  traits:\n    - type: runtime\n      properties: {compose: [${patches}]}\n`
}
