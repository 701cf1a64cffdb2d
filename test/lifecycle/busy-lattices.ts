import * as fc from 'fast-check'

/** Names that meet in identifiers and network names, and such that are nearly others. */
const names = ['shop', 'my-app', 'my_app', 'My-App', 'platform', 'platfrom', 'shop-web', 'blog', 'mail', 'stock', 'till'] as const
const parts = ['web', 'db', 'web-db', 'http', 'api'] as const
const few = { maxLength: 2 }

const pairs = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(item, few)
const maybe = <T>(item: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(item, { nil: undefined, freq: 2 })

const config = fc.record({
  name: fc.constantFrom('limits', 'LIMITS', 'common'),
  properties: maybe(fc.constantFrom({ size: '1' }, { size: '2' })),
})
const secret = fc.record({
  name: fc.constantFrom('password', 'token'),
  properties: fc.constantFrom({ policy: 'vault', key: 'a' }, { policy: 'vault', key: 'b' }),
})
const link = fc.record({
  type: fc.constant('link'),
  properties: fc
    .record({
      name: fc.constantFrom('default', 'web', 'other'),
      target: fc.record({ name: fc.constantFrom(...parts), port: maybe(fc.constantFrom(8080, 8000)) }),
      isBlob: fc.boolean(),
      source_config: pairs(fc.constantFrom({ name: 'server', properties: { address: '0.0.0.0:8080' } }, { name: 'none' })),
    })
    .map(({ isBlob, source_config, ...rest }) => ({
      ...rest,
      namespace: 'wasi',
      package: isBlob ? 'blobstore' : 'http',
      interfaces: [isBlob ? 'blobstore' : 'incoming-handler'],
      source: { config: source_config },
    })),
})
const gateway = fc
  .constantFrom('shop.example.com', 'Shop.example.com', 'other.example.com')
  .chain((domain) => fc.constantFrom('/', '/blog').map((path) => ({ type: 'gateway', properties: { domain, http: { [path]: 8080 } } })))
const hostPort = fc.record({
  containerPort: fc.constant(8080),
  hostPort: fc.constantFrom(8080, 8081),
  hostIP: maybe(fc.constantFrom('127.0.0.1', '10.0.0.1')),
})
const stored = fc
  .constantFrom('1', '2')
  .map((a) => ({ type: 'storage', properties: { configMap: [{ name: 'common', mountPath: '/c', data: { a } }] } }))
const containerTrait = fc.oneof(
  gateway,
  stored,
  link,
  hostPort.map((port) => ({ type: 'container-ports', properties: { ports: [port] } })),
)

const wasm = fc
  .constantFrom('component', 'capability')
  .chain((type) =>
    fc
      .record({ id: maybe(fc.constantFrom('web', 'my_app-http')), config: pairs(config), secrets: pairs(secret), traits: pairs(link) })
      .map(({ id, config, secrets, traits }) => ({ type, properties: { image: 'ghcr.io/acme/a:1', id, config, secrets }, traits })),
  )
const container = fc
  .record({
    ports: fc.constantFrom([], [8080], [8080, 9090]),
    nodePort: maybe(fc.constantFrom(30080, 30081)),
    traits: pairs(containerTrait),
  })
  .map(({ ports, nodePort, traits }) => ({
    type: 'webservice',
    properties: {
      image: 'ghcr.io/acme/a:1',
      exposeType: 'NodePort',
      ports: ports.map((port, index) => ({ port, expose: true, ...(index === 0 && { nodePort }) })),
    },
    traits,
  }))
const objects = fc.constant({
  type: 'k8s-objects',
  properties: { objects: [{ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' } }] },
})
const reference = fc
  .record({
    type: fc.constantFrom('component', 'capability', 'webservice'),
    name: fc.oneof(fc.constant('platform'), fc.constantFrom(...names, 'gone', 'shopp')),
    component: fc.oneof(fc.constant('http'), fc.constantFrom(...parts, 'gone')),
    id: maybe(fc.constant('web')),
    traits: pairs(link),
  })
  .map(({ type, name, component, id, traits }) => ({
    type,
    properties: { application: { name, component }, ...(type !== 'webservice' && { id }) },
    traits,
  }))

const component = (name: string) =>
  fc
    .oneof(
      { arbitrary: wasm, weight: 3 },
      { arbitrary: container, weight: 3 },
      { arbitrary: reference, weight: 5 },
      { arbitrary: objects, weight: 1 },
    )
    .map((body) => ({ name, ...body }))

const application = (name: string) =>
  fc
    .record({
      isShared: fc.integer({ min: 0, max: 3 }).map((number) => number > 0),
      components: fc.subarray([...parts], { minLength: 1, maxLength: 3 }).chain((chosen) => fc.tuple(...chosen.map(component))),
    })
    .map(({ isShared, components }) => ({
      name,
      text: JSON.stringify({
        apiVersion: 'core.oam.dev/v1beta1',
        kind: 'Application',
        metadata: { name, ...(isShared && { annotations: { 'experimental.wasmcloud.dev/shared': 'true' } }) },
        spec: {
          components,
          policies: [{ name: 'vault', type: 'policy.secret.wasmcloud.dev/v1alpha1', properties: { backend: 'vault' } }],
        },
      }),
    }))

/** Applications that get in each other's way in every manner that a rule knows, as JSON, which is YAML too. */
export const busyLattices = fc.subarray([...names], { minLength: 2 }).chain((chosen) => fc.tuple(...chosen.map(application)))
