import * as assert from 'uvu/assert'
import { tests } from '../../harness.js'
import { charts } from './charts.js'

const web = `
- name: web
  type: webservice
  properties:
    image: nginx:1.27
    ports:
      - port: 80
`
const three = { shop: web, blog: web, wiki: web }

/** A whole manifest, in a namespace or with a version. */
function manifest(name: string, metadata: string): string {
  return `apiVersion: core.oam.dev/v1beta1\nkind: Application\nmetadata:\n  name: ${name}\n${metadata}spec:\n  components:${web.replaceAll('\n', '\n    ')}`
}

tests('umbrella chart', {
  'is not there for one application'() {
    assert.equal([...new Set(Object.keys(charts({ shop: web }).files).map((path) => path.split('/')[0]))], ['shop'])
  },
  'holds the very files of every chart'() {
    const { files } = charts(three)
    const inside = Object.entries(files).flatMap(([path, text]) => {
      const found = /^lattice\/charts\/(.*)$/.exec(path)?.[1]
      return found === undefined ? [] : [[found, text] as const]
    })
    const outside = Object.entries(files).filter(([path]) => !path.startsWith('lattice/'))
    assert.ok(outside.length > 30)
    assert.equal(inside, outside)
  },
  'can leave out each application'() {
    const { chart, values } = charts(three)
    assert.equal(
      chart('lattice').dependencies,
      ['blog', 'shop', 'wiki'].map((name) => ({ name, version: '0.1.0', repository: `file://../${name}`, condition: `${name}.enabled` })),
    )
    for (const name of ['blog', 'shop', 'wiki']) assert.equal(values('lattice')[name], { enabled: true })
  },
  'has the name of the option, apart from the charts in it'() {
    const names = (option: string, applications: Readonly<Record<string, string>> = three) =>
      Object.keys(charts(applications, { name: option }).files).flatMap((path) => /^([^/]+)\/charts\//.exec(path)?.[1] ?? [])[0]
    assert.is(names('estate'), 'estate')
    assert.match(names('My Estate') ?? '', /^my-estate-/)
    assert.is(names('shop'), 'shop-umbrella')
    assert.is(names('shop', { ...three, 'shop-umbrella': web }), 'shop-umbrella-2')
  },
  'has the version of its charts, or one that tells which are together'() {
    const version = (first: string, second: string) =>
      charts({
        shop: manifest('shop', `  annotations:\n    version: ${first}\n`),
        blog: manifest('blog', `  annotations:\n    version: ${second}\n`),
      }).chart('lattice').version
    assert.is(version('v1.2.0', 'v1.2.0'), '1.2.0')
    assert.match(version('v1.2.0', 'v1.3.0'), /^0\.1\.0\+[0-9a-f]{8}$/)
    assert.is.not(version('v1.2.0', 'v1.3.0'), version('v1.2.0', 'v1.4.0'))
  },
  'asks for the newest Kubernetes that one of its charts needs'() {
    const sidecar = `${web}  traits:\n    - type: sidecar\n      properties:\n        name: log\n        image: fluentd:1\n`
    assert.is(charts({ ...three, shop: sidecar }).chart('lattice').kubeVersion, '>=1.29.0-0')
  },
  'knows the namespace of every application'() {
    const { values } = charts({ shop: manifest('shop', '  namespace: sales\n'), blog: web })
    assert.equal(values('lattice').global.namespaces, { blog: '', shop: 'sales' })
    assert.equal(charts(three, { namespaces: 'application' }).values('lattice').global.namespaces, {
      blog: 'blog',
      shop: 'shop',
      wiki: 'wiki',
    })
    assert.is(values('lattice').createNamespaces, false)
  },
  'makes namespaces that admit what its pods do'() {
    const level = (applications: Readonly<Record<string, string>>) => charts(applications).values('lattice').podSecurityLevel
    assert.is(level(three), 'restricted')
    const root = `${web}  traits:\n    - type: securitycontext\n      properties:\n        runAsUser: 0\n`
    assert.is(level({ ...three, shop: root }), 'baseline')
  },
  'refuses a value that no chart of it has'() {
    const schema = JSON.parse(charts(three).files['lattice/values.schema.json']!)
    assert.is(schema.additionalProperties, false)
    assert.is(schema.properties.global.properties.namespaces.additionalProperties, false)
    assert.is(schema.properties.shop.additionalProperties, true)
  },
})
