import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { FlyDraft } from '../fly-draft.js'

/** Gives the hosts of routes, for which Fly.io gets certificates; their names have to lead to the app. A host of several apps is nobody's. */
export function certificatesOf(draft: FlyDraft, { routes }: ContainerWorkload): readonly string[] {
  const hosts = routes.flatMap(({ host }) => (host === undefined || isContested(draft, host) ? [] : [host]))
  return [...new Set(hosts)]
}

/** Tells whether routes of several apps have a host. */
export function isContested({ workloads }: FlyDraft, host: string): boolean {
  const owners = [...workloads.values()].filter(
    (workload) => workload.kind === 'container' && workload.routes.some((route) => route.host === host),
  )
  return owners.length > 1
}
