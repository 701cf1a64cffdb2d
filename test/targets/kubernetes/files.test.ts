import * as assert from 'uvu/assert'
import { parse } from 'yaml'
import { compile } from '../../../src/compile-fully.js'
import { podSecurityLevel } from '../../../targets/kubernetes/pod-security.js'
import { tests } from '../../harness.js'
import { named, type Read, rendered, tried } from './rendered.js'

const manifest = (metadata: object, ...components: readonly unknown[]): string =>
  JSON.stringify({ apiVersion: 'core.oam.dev/v1beta1', kind: 'Application', metadata, spec: { components } })
const web = (properties: object = {}, ...traits: readonly unknown[]) => ({
  name: 'web',
  type: 'webservice',
  properties: { image: 'x:1', ...properties },
  traits,
})

function filesOf(texts: readonly string[], options: Readonly<Record<string, string>> = {}): Readonly<Record<string, Read>> {
  const sources = texts.map((text, index) => ({ path: `${index}.yaml`, text }))
  const { artifacts, diagnostics } = compile(sources, { targets: ['kubernetes'], settings: { kubernetes: options }, cwd: '/' })
  assert.equal(
    diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message),
    [],
  )
  return Object.fromEntries(artifacts.map(({ path, text }) => [path.slice('kubernetes/'.length), parse(text) as Read]))
}

tests('kubernetes: files', {
  'are gathered by kustomizations, which name every object once': () => {
    const metadata = { name: 'shop', annotations: { description: 'Sells things', 'experimental.wasmcloud.dev/shared': 'true' } }
    const files = filesOf([manifest(metadata, web()), manifest({ name: 'desk' }, web())])
    const { resources, ...top } = files['kustomization.yaml']
    assert.equal(top, { apiVersion: 'kustomize.config.k8s.io/v1beta1', kind: 'Kustomization' })
    const found = resources.flatMap((folder: string) =>
      files[`${folder}/kustomization.yaml`].resources.map((path: string) => `${folder}/${path}`),
    )
    assert.equal(
      [...found].sort(),
      Object.keys(files)
        .filter((path) => !path.endsWith('kustomization.yaml'))
        .sort(),
    )
    assert.ok(found.length >= 6)
    assert.equal(files['shop/kustomization.yaml'].metadata, {
      name: 'shop',
      annotations: { 'manifest-compiler.dev/description': 'Sells things', 'manifest-compiler.dev/shared': 'true' },
    })
    assert.is(files['desk/kustomization.yaml'].metadata, undefined)
  },
  'have folders of safe names, whatever applications are called': () => {
    const folders = filesOf([
      manifest({ name: 'sHop' }, { ...web(), name: 'other' }),
      manifest({ name: 'shop' }, web()),
      manifest({ name: 'flux' }, web()),
    ])['kustomization.yaml'].resources
    assert.is(folders.length, 3)
    for (const folder of folders) assert.match(folder, /^(shop|flux)-[0-9a-f]{8}$/)
  },
  'hold Namespaces of applications that are given one, with the level that their pods keep': () => {
    const relaxed = web({}, { type: 'securitycontext', properties: { runAsUser: 0 } })
    const privileged = web({ volumeMounts: { hostPath: [{ name: 'h', mountPath: '/h', path: '/h' }] } })
    const all = [
      manifest({ name: 'shop' }, web()),
      manifest({ name: 'desk' }, relaxed),
      manifest({ name: 'agent' }, privileged),
      manifest({ name: 'own', namespace: 'prod' }, web()),
      manifest({ name: 'there', namespace: 'there' }, web()),
    ]
    const levels = (options: Readonly<Record<string, string>>) =>
      Object.fromEntries(
        Object.values(filesOf(all, options)).flatMap(({ kind, metadata }) =>
          kind === 'Namespace' ? [[metadata.name, metadata.labels['pod-security.kubernetes.io/enforce']]] : [],
        ),
      )
    assert.equal(levels({ namespaces: 'application' }), { agent: 'privileged', desk: 'baseline', shop: 'restricted' })
    assert.equal(levels({ namespaces: 'application', 'create-namespaces': 'all' }), {
      agent: 'privileged',
      desk: 'baseline',
      prod: 'restricted',
      shop: 'restricted',
      there: 'restricted',
    })
    assert.equal(levels({ namespaces: 'application', 'create-namespaces': 'none' }), {})
    assert.equal(levels({}), {})
    assert.equal(levels({ namespace: 'kube-public', 'create-namespaces': 'all' }), {})
    const [first] = filesOf(all, { namespaces: 'application' })['kustomization.yaml'].resources
    assert.is(first, 'namespaces')
  },
  'refuse a namespace that cannot be': () => {
    const { diagnostics } = tried({ shop: manifest({ name: 'shop' }, web()) }, { namespace: 'My_Space' })
    assert.equal(
      diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code),
      ['target/option'],
    )
  },
  'refuse two objects that are one': () => {
    const claim = { type: 'storage', properties: { pvc: [{ name: 'data', mountPath: '/d', accessModes: ['ReadWriteMany'] }] } }
    const sources = { shop: manifest({ name: 'shop' }, web({}, claim)), desk: manifest({ name: 'desk' }, web({}, claim)) }
    const found = tried(sources).diagnostics.filter(({ code }) => code === 'target/name-collision')
    assert.is(found.length, 1)
    assert.match(found[0]!.message, /PersistentVolumeClaim `data` is there already/)
    assert.ok(found[0]!.span)
    assert.equal(Object.keys(named(rendered(sources, { namespaces: 'application' }), 'PersistentVolumeClaim')), ['data'])
  },
  'know the level of pods': () => {
    const pod = { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } }
    const strict = { name: 'a', securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } }
    const level = (spec: object): string =>
      podSecurityLevel([{ apiVersion: 'batch/v1', kind: 'CronJob', spec: { jobTemplate: { spec: { template: { spec } } } } }])
    assert.is(level({ ...pod, containers: [strict] }), 'restricted')
    assert.is(level({ ...pod, containers: [strict], volumes: [{ name: 'a', emptyDir: {} }] }), 'restricted')
    assert.is(level({ containers: [strict] }), 'baseline')
    assert.is(level({ ...pod, containers: [{ name: 'a' }] }), 'baseline')
    assert.is(level({ ...pod, containers: [strict], volumes: [{ name: 'a', nfs: {} }] }), 'baseline')
    assert.is(level({ ...pod, containers: [strict], initContainers: [{ name: 'b', securityContext: { privileged: true } }] }), 'privileged')
    assert.is(level({ ...pod, hostNetwork: true, containers: [strict] }), 'privileged')
    assert.is(level({ ...pod, containers: [{ ...strict, ports: [{ hostPort: 80 }] }] }), 'privileged')
    const added = { ...strict, securityContext: { ...strict.securityContext, capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } } }
    assert.is(level({ ...pod, containers: [added] }), 'privileged')
    assert.is(podSecurityLevel([{ apiVersion: 'core.spinkube.dev/v1alpha1', kind: 'SpinApp', spec: {} }]), 'baseline')
    assert.is(podSecurityLevel([{ apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', spec: {} }]), 'restricted')
  },
})
