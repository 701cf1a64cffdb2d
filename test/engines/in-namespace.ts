import type { KubeEngine } from './kube-engine.js'

let count = 0

/** The label by which Pod Security admission enforces the profile `restricted` on a namespace, and warns by it. */
export const restricted = ['pod-security.kubernetes.io/enforce=restricted', 'pod-security.kubernetes.io/warn=restricted']

/** Makes a namespace that nobody else has, with these labels, for as long as `use` takes; its objects go with it. */
export async function inNamespace<T>(kube: KubeEngine, labels: readonly string[], use: (namespace: string) => Promise<T>): Promise<T> {
  const namespace = `test-${process.pid}-${count++}`
  await kube.must('kubectl', ['create', 'namespace', namespace])
  if (labels.length > 0) await kube.must('kubectl', ['label', 'namespace', namespace, ...labels])
  // Pods of a namespace that is too new are refused until its service account is there.
  await kube.must('kubectl', ['wait', '--for=create', 'serviceaccount/default', '-n', namespace, '--timeout=30s'])
  try {
    return await use(namespace)
  } finally {
    await kube.must('kubectl', ['delete', 'namespace', namespace, '--wait=false'])
  }
}
