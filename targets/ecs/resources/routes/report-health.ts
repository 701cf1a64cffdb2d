import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import { secondsOf } from '../../../seconds.js'
import type { EcsDraft, TargetGroup } from '../ecs-draft.js'
import { askedPort } from './health-check.js'

/** Refuses what no load balancer can see the health of, and says what becomes of the times and numbers of a readiness probe that a load balancer cannot have (ELBv2 API, CreateTargetGroup). */
export function reportHealth({ context }: EcsDraft, workload: ContainerWorkload, groups: readonly TargetGroup[]): void {
  const { readinessProbe: probe } = workload.main
  for (const { port } of groups)
    if (askedPort(workload, port).protocol === 'UDP')
      context.fault(
        {
          code: 'target/route-refused',
          severity: 'error',
          message: `nothing tells a Network Load Balancer that port ${port.containerPort} answers: it asks by TCP, and all ports of \`${workload.id}\` are of UDP`,
          help: 'let the container take connections at another port, and name that in `ports`',
        },
        port,
        'protocol',
      )
  const [group] = groups
  if (group === undefined || probe === undefined) return
  const { interval, timeout, healthyThreshold, unhealthyThreshold } = group.healthCheck
  const facts = [
    ['period', secondsOf(probe.period), interval, 'asks every', ' s'],
    ['timeout', secondsOf(probe.timeout), timeout, 'waits for an answer for', ' s'],
    ['successThreshold', probe.successThreshold, healthyThreshold, 'takes a task for ready after', ' answers'],
    ['failureThreshold', probe.failureThreshold, unhealthyThreshold, 'gives a task up after', ' failures'],
  ] as const
  for (const [key, asked, made, what, unit] of facts)
    if (asked !== undefined && made !== undefined && asked !== made)
      context.fault(
        { code: 'target/rounded', severity: 'info', message: `the load balancer ${what} ${made}${unit}, not ${asked}` },
        probe,
        key,
      )
}
