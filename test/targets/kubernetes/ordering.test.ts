import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { compile } from '../../../src/compile-fully.js'
import { tests } from '../../harness.js'
import { saidOf } from './pod-of.js'
import { named, type Read, type Rendered, rendered, tried } from './rendered.js'

const needy = `
- name: db
  type: statefulset
  properties: {image: "db:1", ports: [{port: 5432, name: pg}]}
- name: migrate
  type: task
  properties: {image: "m:1"}
- name: cache
  type: webservice
  properties: {image: "c:1", ports: [{port: 6379}]}
- name: web
  type: webservice
  dependsOn: [migrate, cache]
  properties: {image: "w:1"}
  traits: [{type: link, properties: {target: {name: db}}}]
`
const waiting = (made: Rendered, name = 'shop-web') => named(made, 'Deployment')[name].spec.template.spec.initContainers
const application = (name: string, components: readonly unknown[]): string =>
  JSON.stringify({
    apiVersion: 'core.oam.dev/v1beta1',
    kind: 'Application',
    metadata: { name, annotations: { 'experimental.wasmcloud.dev/shared': 'true' } },
    spec: { components },
  })
const link = (target: string) => ({ type: 'link', properties: { target: { name: target } } })
const far = (name: string, of: string) => ({ name, type: 'webservice', properties: { application: { name: of, component: name } } })
const near = (name: string, ...targets: readonly string[]) => ({
  name,
  type: 'webservice',
  properties: { image: 'x:1', ports: [{ port: 80 }] },
  traits: targets.map(link),
})

tests('kubernetes: order', {
  'is left to readiness, and what the manifest says of it is said to be lost': () => {
    const made = rendered({ shop: needy })
    assert.is(waiting(made), undefined)
    const said = saidOf(made.diagnostics)
    assert.is(said.length, 2)
    assert.ok(said.every((line) => line.startsWith('target/unsupported kubernetes supports starting after what it needs only in part')))
  },
  'is kept by an init container that waits for ports': () => {
    const made = rendered({ shop: needy }, { wait: 'links', 'tools-image': 'tools:1' })
    const [container] = waiting(made)
    assert.is(container.name, 'wait')
    assert.is(container.image, 'tools:1')
    assert.equal(container.args, ['shop-cache:6379', 'shop-db:5432'])
    assert.equal(container.securityContext, {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ['ALL'] },
    })
    assert.equal(named(made, 'Service')['shop-cache'].spec.ports, [{ name: 'port-6379', port: 6379, targetPort: 'port-6379' }])
    const { egress } = named(made, 'NetworkPolicy')['shop-web'].spec
    assert.ok(
      egress.some(({ ports }: Read) => ports[0].port === 6379),
      'the policy lets it ask',
    )
    assert.equal(saidOf(made.diagnostics), [
      'target/unsupported kubernetes supports starting after what it needs only in part: `shop/migrate` has no port that could be waited for',
    ])
  },
  'in a circle waits for nothing': () => {
    const circle =
      '- name: a\n  type: webservice\n  properties: {image: "x:1", ports: [{port: 80}]}\n  traits: [{type: link, properties: {target: {name: b}}}]\n'
    const made = rendered(
      { shop: circle + circle.replaceAll(/name: [ab]/g, (name) => (name === 'name: a' ? 'name: b' : 'name: a')) },
      { wait: 'links' },
    )
    assert.is(waiting(made, 'shop-a'), undefined)
    assert.is(waiting(made, 'shop-b'), undefined)
  },
  'is told to Argo CD by waves, the first of which needs no word': () => {
    const made = rendered({ shop: needy }, { waves: 'argocd' })
    const waves = Object.fromEntries(
      made.objects.map(({ kind, metadata }) => [
        `${kind} ${metadata.name.replace(/-[0-9a-f]{8}$/, '')}`,
        metadata.annotations?.['argocd.argoproj.io/sync-wave'],
      ]),
    )
    assert.is(waves['StatefulSet shop-db'], undefined)
    assert.is(waves['Job shop-migrate'], undefined)
    assert.is(waves['Deployment shop-web'], '1')
    assert.is(waves['ServiceAccount shop-web'], '1', 'what it needs to be well comes with it')
    assert.equal(saidOf(made.diagnostics), [])
  },
  'is told to Flux by one object for each application': () => {
    const sources = [application('base', [near('store')]), application('shop', [far('store', 'base'), near('web', 'store')])].map(
      (text, index) => ({ path: `${index}.yaml`, text }),
    )
    const settings = { kubernetes: { waves: 'flux', 'flux-source': 'OCIRepository/apps', 'flux-path': './out/kubernetes/' } }
    const { artifacts, diagnostics } = compile(sources, { targets: ['kubernetes'], settings, cwd: '/' })
    assert.equal(
      diagnostics.filter(({ severity }) => severity === 'error'),
      [],
    )
    const flux = Object.fromEntries(
      artifacts.filter(({ path }) => path.startsWith('kubernetes/flux/')).map(({ path, text }) => [path.slice(16), parse(text) as Read]),
    )
    assert.equal(Object.keys(flux).sort(), ['base.yaml', 'shop.yaml'])
    assert.equal(flux['shop.yaml'].metadata, { name: 'shop', namespace: 'flux-system' })
    assert.equal(flux['shop.yaml'].spec, {
      interval: '10m0s',
      timeout: '5m0s',
      path: './out/kubernetes/shop',
      prune: true,
      wait: true,
      sourceRef: { kind: 'OCIRepository', name: 'apps' },
      dependsOn: [{ name: 'base' }],
    })
    assert.is(flux['base.yaml'].spec.dependsOn, undefined)
    const all = artifacts.find(({ path }) => path === 'kubernetes/kustomization.yaml')!
    assert.equal((parse(all.text) as Read).resources, ['base', 'shop'])
    const wrong = tried({ shop: needy }, { waves: 'flux', 'flux-source': 'Git' }).diagnostics.filter(({ severity }) => severity === 'error')
    assert.equal(
      wrong.map(({ code }) => code),
      ['target/option'],
    )
  },
})
