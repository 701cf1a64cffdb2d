import type { HostGroup } from '../../../../src/plan/plan.js'
import { dnsLabel } from '../names.js'
import type { ObjectDraft } from '../object-draft.js'

/** Where hosts listen for HTTP (chart runtime-operator 2.7, `runtime.hostGroups[].http.port`). */
export const hostPort = 9191

/** Tells whether Wasm workloads run on wasmCloud 2 (option `runtime`). */
export function isRuntimeTwo({ context }: Pick<ObjectDraft, 'context'>): boolean {
  return context.options['runtime'] === 'v2'
}

/** Gives the name of a group of hosts: its only label. The operator's chart puts `hostgroup-` before it, so that 53 characters are left. */
export function groupName({ name }: HostGroup): string {
  return dnsLabel(name, 53)
}

/** By this label pods of hosts say their group (chart runtime-operator 2.7). */
export const hostGroupLabel = 'wasmcloud.com/hostgroup'

/** Gives the labels of the pods of a group of hosts (chart runtime-operator 2.7). */
export function hostPodLabels(group: HostGroup): Readonly<Record<string, string>> {
  return { 'wasmcloud.com/name': 'hostgroup', [hostGroupLabel]: groupName(group) }
}
