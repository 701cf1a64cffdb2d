import type { KeyValue } from '../../src/store/key-value/key-value.js'
import { makeClient } from '../../src/store/kube/client.js'
import { connectCluster } from '../../src/store/kube/connection.js'
import { readKubeConfig } from '../../src/store/kube/kube-config.js'
import { kubeKeyValue } from '../../src/store/kube/kube-key-value.js'
import type { KubeEngine } from './kube-engine.js'

/** Opens keys and values of a namespace of the tests' cluster, past the lattice that lies in them. */
export function keysIn(kube: Pick<KubeEngine, 'env'>, namespace: string): KeyValue {
  const { env } = kube
  return kubeKeyValue(makeClient(connectCluster(readKubeConfig({ namespace }, { cwd: '/', env }), { env: { ...env }, timeLimit: 10_000 })))
}
