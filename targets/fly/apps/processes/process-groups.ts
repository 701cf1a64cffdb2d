import type { Id } from '../../../../src/lattice/lattice.js'
import type { ContainerWorkload, Env, Workload } from '../../../../src/plan/plan.js'
import { hostName } from '../../../service-name.js'
import { holdsContainers } from '../container/holds-containers.js'
import type { FlyDraft } from '../fly-draft.js'
import { reachOf } from '../network/reach.js'

/** Where a workload runs that shares an app with others: the workload whose name the app has, and the group of processes. */
export interface ProcessGroup {
  readonly lead: Id
  readonly group: string
}

type Known = Pick<FlyDraft, 'context' | 'linked' | 'workloads'>

/**
 * Gives, by the option `processes`, which workloads of an application share an app because they have one image (fly.toml, `processes`). An app has one environment, one entry point,
 * one signal and one address, so that what differs there stays apart, and so do a second workload that the proxy serves and what has storage, labels or containers of its own.
 */
export function processGroups(known: Known): ReadonlyMap<Id, ProcessGroup> {
  if (known.context.options['processes'] !== 'shared') return new Map()
  const groups: ContainerWorkload[][] = []
  for (const workload of known.workloads.values()) {
    if (!mayShare(known, workload)) continue
    const found = groups.find((members) => members.every((member) => isAlike(known, member, workload)))
    if (found === undefined) groups.push([workload])
    else found.push(workload)
  }
  return new Map(
    groups.flatMap((members) =>
      members.length < 2
        ? []
        : members.map((member): [Id, ProcessGroup] => [member.id, { lead: members[0]?.id ?? member.id, group: hostName(member.name) }]),
    ),
  )
}

function mayShare(known: Known, workload: Workload): workload is ContainerWorkload {
  if (workload.kind !== 'container' || (workload.work !== 'service' && workload.work !== 'worker')) return false
  const { main, volumes, labels, annotations, updateStrategy } = workload
  // a command without arguments stands in the place of everything that a group could say
  const isOpen = main.command === undefined || (main.args?.length ?? 0) > 0
  const isBare =
    volumes.length === 0 && Object.keys(labels).length === 0 && Object.keys(annotations).length === 0 && updateStrategy === undefined
  return main.image !== undefined && isOpen && isBare && !holdsContainers(known, workload)
}

function isAlike(known: Known, left: ContainerWorkload, right: ContainerWorkload): boolean {
  const isServed = (workload: ContainerWorkload): boolean => reachOf(known, workload).served.length > 0
  return (
    left.application === right.application &&
    left.main.image === right.main.image &&
    isSameList(left.main.command, right.main.command) &&
    left.main.stopSignal === right.main.stopSignal &&
    left.terminationGracePeriod === right.terminationGracePeriod &&
    hostName(left.name) !== hostName(right.name) &&
    !(isServed(left) && isServed(right)) &&
    left.main.env.every((env) => right.main.env.every((other) => env.name !== other.name || isSameEnv(env, other)))
  )
}

function isSameList(left: readonly string[] | undefined, right: readonly string[] | undefined): boolean {
  if (left === undefined || right === undefined) return left === right
  return left.length === right.length && left.every((word, at) => word === right[at])
}

function isSameEnv(left: Env, right: Env): boolean {
  const facts = ({ value, secret, config, field, parts }: Env): readonly unknown[] => [
    value,
    secret?.name,
    secret?.key,
    config?.name,
    config?.key,
    config?.value,
    field,
    ...(parts ?? []).flatMap((part) => ('text' in part ? [part.text] : [part.address, part.to, part.port, part.scheme])),
  ]
  const [one, other] = [facts(left), facts(right)]
  return one.length === other.length && one.every((fact, at) => fact === other[at])
}
