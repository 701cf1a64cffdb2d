import { nameOf } from '../kube/objects-of.js'
import type { KubeObject } from '../kube-linter/kube-object.js'
import { defineKinds } from './define-kinds.js'
import type { Finished } from './engine.js'
import type { KubeEngine } from './kube-engine.js'

const strict = ['apply', '--server-side', '--dry-run=server', '--validate=strict']
const namespaces = new Map<string, Promise<Finished>>()

/**
 * Asks the API server whether it would take these objects, with all its checks and without storing them; unknown fields and warnings are objections.
 * They are a kustomization (`-k <folder>`) or a stream (`-f -`). Gives what it objects to, or else ''.
 */
export async function objections(
  kube: KubeEngine,
  from: { folder: string } | { input: string },
  objects: readonly KubeObject[],
): Promise<string> {
  const wrong = await ensureSurroundings(kube, objects)
  if (wrong !== '') return wrong
  const [args, input] = 'folder' in from ? [['-k', from.folder], ''] : [['-f', '-'], from.input]
  const { code, stdout, stderr } = await kube.run('kubectl', [...strict, ...args], { input })
  if (code !== 0 || stderr !== '') return stderr || `exit status ${code}`
  const taken = stdout.trim().split('\n').length
  return taken === objects.length ? '' : `${taken} objects were taken of ${objects.map(nameOf).join(', ')}`
}

/** Makes the namespaces that objects name and the kinds that they have from a user, once each; gives what the server objects to, or ''. */
export async function ensureSurroundings(kube: KubeEngine, objects: readonly KubeObject[]): Promise<string> {
  await defineKinds(kube, objects)
  for (const name of new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []))) {
    const input = JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
    if (!namespaces.has(name)) namespaces.set(name, kube.run('kubectl', ['apply', '--server-side', '-f', '-'], { input }))
    const applied = await namespaces.get(name)
    if (applied?.code !== 0) return applied?.stderr ?? ''
  }
  return ''
}
