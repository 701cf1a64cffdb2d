import type { Container, ContainerWorkload } from '../../../../src/plan/plan.js'
import { entryAt } from '../../../manifest-entries.js'
import { reportHttpsProbes } from '../../../tools/report-https-probes.js'
import type { EcsDraft } from '../ecs-draft.js'
import { launchTypeOf } from '../launch-type.js'
import { isPlainCheck, isReplaced } from './health-check.js'
import { reportSecurity } from './security.js'

/** Reports what a container asks for and ECS has no place for, or does in another way. */
export function reportContainer(draft: EcsDraft, workload: ContainerWorkload, container: Container): void {
  const { context } = draft
  const { stopSignal, imagePullPolicy } = container
  if (stopSignal !== undefined) context.unsupported('stop-signal', container, 'stopSignal')
  if (imagePullPolicy === 'Always') noEffect(draft, container, 'imagePullPolicy', 'ECS pulls the image for each task anyway')
  else if (imagePullPolicy !== undefined)
    context.unsupported(
      'image-pull-policy',
      container,
      'imagePullPolicy',
      launchTypeOf(draft) === 'FARGATE'
        ? 'Fargate pulls the image for each task'
        : 'the agent of the machine decides for all images (ECS_IMAGE_PULL_BEHAVIOR)',
    )
  reportLifecycle(draft, container)
  reportSecurity(draft, workload, container)
  reportProbes(draft, workload, container)
}

/** ECS runs nothing around the start and stop of a container. */
function reportLifecycle({ context }: EcsDraft, { lifecycle }: Container): void {
  if (lifecycle === undefined) return
  for (const when of ['postStart', 'preStop'] as const) {
    const handler = lifecycle[when]
    if (typeof handler !== 'object' || handler === null) continue
    const feature = entryAt(handler, 'exec') === undefined ? 'lifecycle-request' : 'lifecycle'
    const advice =
      when === 'preStop' ? 'handle SIGTERM in the program, which has `stopTimeout` to end' : 'do it in the entry point of the image'
    context.unsupported(feature, lifecycle, when, `\`${when}\` is left out; ${advice}`)
  }
}

function reportProbes(draft: EcsDraft, workload: ContainerWorkload, container: Container): void {
  const { livenessProbe, readinessProbe, startupProbe } = container
  reportHttpsProbes(draft.context, container)
  if (!isReplaced(workload) || container !== workload.main) return
  for (const probe of [livenessProbe, startupProbe, readinessProbe])
    if (probe?.terminationGracePeriod !== undefined)
      noEffect(draft, probe, 'terminationGracePeriod', 'ECS replaces the whole task, and each of its containers has `stopTimeout` to end')
  reportReadiness(draft, workload, container)
}

function reportReadiness({ context }: EcsDraft, workload: ContainerWorkload, container: Container): void {
  const { readinessProbe, livenessProbe, name, ports } = container
  if (readinessProbe === undefined) return
  if (isPlainCheck(container, { isReplaced: true })) {
    const message = 'ECS waits 300 s for the first success, so that `initialDelaySeconds` changes nothing'
    if (readinessProbe.initialDelay > 0)
      context.fault({ code: 'target/no-effect', severity: 'info', message }, readinessProbe, 'initialDelay')
    if (livenessProbe === undefined)
      context.fault(
        {
          code: 'target/unready-is-replaced',
          severity: 'info',
          message: `ECS replaces a task when \`${name}\` fails its readiness probe ${readinessProbe.failureThreshold} times: it has one health check`,
          help: 'with a liveness probe too, readiness counts until its first success only',
        },
        container,
        'readinessProbe',
      )
    return
  }
  // the load balancer of a route asks for itself
  if (ports.length === 0 || workload.routes.length > 0) return
  context.fault(
    {
      code: 'target/ready-once',
      severity: 'info',
      message: `\`${name}\` counts as ready from its first success on: ECS would replace a task that is unready for a while, not lead requests past it`,
      help: 'the load balancer of a route asks all the time',
    },
    container,
    'readinessProbe',
  )
}

function noEffect({ context }: EcsDraft, object: object, key: string, message: string): void {
  context.fault({ code: 'target/no-effect', severity: 'info', message }, object, key)
}
