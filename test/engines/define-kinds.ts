import { conformance } from '../harness.js'
import type { KubeObject } from '../kube-linter/kube-object.js'
import type { KubeEngine } from './kube-engine.js'

const defined = new Map<string, Promise<unknown>>()

/** Tells whether objects are of kinds whose definitions lie beside the repository, and do not lie there: then nobody can judge them. */
export function areUnknown(objects: readonly KubeObject[]): boolean {
  return (
    conformance('crds') === undefined && objects.some(({ apiVersion }) => /^(core\.spinkube|runtime\.wasmcloud)\.dev\//.test(apiVersion))
  )
}

/** Defines the kinds of the groups `*.example.com`, which stand for those that a user has, once each; they may have fields of every name. */
export async function defineKinds(kube: KubeEngine, objects: readonly KubeObject[]): Promise<void> {
  for (const { apiVersion, kind } of objects) {
    const [group = '', version = ''] = apiVersion.split('/')
    if (!group.endsWith('.example.com')) continue
    const name = `${kind.toLowerCase()}s.${group}`
    if (!defined.has(name)) defined.set(name, define(kube, name, group, version, kind))
    await defined.get(name)
  }
}

async function define(kube: KubeEngine, name: string, group: string, version: string, kind: string): Promise<void> {
  const schema = { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } }
  const names = { kind, plural: name.slice(0, name.indexOf('.')) }
  const spec = { group, names, scope: 'Namespaced', versions: [{ name: version, served: true, storage: true, schema }] }
  const definition = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: { name }, spec }
  await kube.must('kubectl', ['apply', '--server-side', '-f', '-'], { input: JSON.stringify(definition) })
  await kube.must('kubectl', ['wait', `crd/${name}`, '--for=condition=Established', '--timeout=30s'])
}
