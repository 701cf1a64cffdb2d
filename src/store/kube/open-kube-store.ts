import { openKeyValueStore } from '../key-value/open-key-value-store.js'
import type { Store } from '../store.js'
import type { Surroundings } from '../surroundings.js'
import { makeClient } from './client.js'
import { connectCluster } from './connection.js'
import { readKubeConfig } from './kube-config.js'
import { kubeKeyValue } from './kube-key-value.js'
import { parseKubeUrl } from './parse-kube-url.js'
import { openPlatform } from './platform/open-platform.js'

/** Opens the lattice that a namespace of a cluster keeps, as ConfigMaps beside what runs there. Nothing is asked of the cluster yet. */
export async function openKubeStore(rest: string, surroundings: Surroundings): Promise<Store> {
  const client = makeClient(connectCluster(readKubeConfig(parseKubeUrl(rest), surroundings), surroundings))
  const { now, timeLimit } = surroundings
  return {
    ...openKeyValueStore(kubeKeyValue(client), surroundings),
    platform: openPlatform(client, { now, deadline: now().getTime() + timeLimit }),
  }
}
