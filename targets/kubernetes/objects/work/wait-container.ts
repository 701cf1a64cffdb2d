import type { V1Container } from '@kubernetes/client-node'
import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { hostOf, servicePortOf } from '../address.js'
import type { Wire } from '../kinds.js'
import type { ObjectDraft } from '../object-draft.js'
import { platformContainer } from '../wasm/platform-pod.js'
import { waitTargets } from './wait-targets.js'

/** Gives the init container that ends when all that the workload waits for takes connections; none where it waits for nothing. */
export function waitContainer(draft: ObjectDraft, workload: ContainerWorkload): readonly Wire<V1Container>[] {
  const targets = waitTargets(draft, workload)
  if (targets.length === 0) return []
  const addresses = targets.map(
    ({ to, port }) => `${hostOf(draft, workload, to)}:${servicePortOf(draft, to, port.containerPort) ?? port.port}`,
  )
  const container = platformContainer(
    { cpu: [10, 100], memory: [16, 64], disk: [16, 64] },
    {
      name: freeName(workload),
      image: draft.context.options['tools-image'],
      command: ['sh', '-c', script, 'wait'],
      args: [...new Set(addresses)],
    },
  )
  return [container]
}

/** `nc` of busybox runs `true` where somebody listens, and fails elsewhere; not every build of it has `-z`. */
const script = `for address in "$@"; do
  until nc -w 2 "\${address%:*}" "\${address##*:}" -e true 2> /dev/null; do
    echo "waiting for $address"
    sleep 1
  done
done`

/** Containers of a pod differ in name. */
function freeName({ main, sidecars, initContainers }: ContainerWorkload): string {
  const isTaken = [main, ...sidecars, ...initContainers].some(({ name }) => name === 'wait')
  return isTaken ? 'wait-for-links' : 'wait'
}
