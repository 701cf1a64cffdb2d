import type { V1Container } from '@kubernetes/client-node'
import type { Wire } from '../kinds.js'
import type { ObjectDraft } from '../object-draft.js'
import { platformContainer } from './platform-pod.js'

/** Gives an init container that ends when a Service has a ready pod that listens. */
export function waitFor(draft: ObjectDraft, host: string, port: number): Wire<V1Container> {
  return platformContainer(
    { cpu: [10, 100], memory: [16, 64], disk: [16, 64] },
    {
      name: 'wait',
      image: draft.context.options['tools-image'],
      command: ['sh', '-c', 'until nc -w 2 "$0" "$1" -e true; do sleep 1; done', host, `${port}`],
    },
  )
}
