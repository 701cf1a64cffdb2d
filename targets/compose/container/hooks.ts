import type { Container, ContainerWorkload } from '../../../src/plan/plan.js'
import { entryAt, listAt, textAt } from '../../manifest-entries.js'
import type { EmitContext } from '../../target.js'
import { type Action, actionWords } from '../../tools/probe-words.js'
import type { Hook, Service } from '../compose-file.js'
import { literal } from '../text.js'
import { busybox, type ToolScript, toolPath } from '../tools.js'

/** Commands around the life of a container, and the scripts that they run there. */
export interface Hooks {
  readonly fields: Pick<Service, 'post_start' | 'pre_stop'>
  readonly tools: readonly ToolScript[]
}

/** Seconds for which a request after the start is tried again. Kubernetes restarts the container until it succeeds. */
const patience = 30

/** Kubernetes, PodSpec `terminationGracePeriodSeconds`, in milliseconds. */
const defaultGrace = 30_000

/** Gives the commands after the start and before the stop (Compose spec, services.post_start and pre_stop); requests are made by `tools/scripts/probe.sh`. */
export function hooksOf(context: EmitContext, { terminationGracePeriod }: ContainerWorkload, { lifecycle, ports }: Container): Hooks {
  const grace = Math.ceil((terminationGracePeriod ?? defaultGrace) / 1000)
  const start = hookOf(context, lifecycle?.['postStart'], ports, ['start', `${patience}`])
  const stop = hookOf(context, lifecycle?.['preStop'], ports, ['stop', `${grace}`])
  return {
    fields: { post_start: start && [start.hook], pre_stop: stop && [stop.hook] },
    tools: start?.isRequest || stop?.isRequest ? ['probe'] : [],
  }
}

function hookOf(
  context: EmitContext,
  handler: unknown,
  ports: Container['ports'],
  when: readonly string[],
): { readonly hook: Hook; readonly isRequest: boolean } | undefined {
  const exec = entryAt(handler, 'exec')
  if (exec !== undefined) return { hook: { command: listAt(exec, 'command').map((word) => literal(String(word))) }, isRequest: false }
  const action = requestOf(context, handler, ports)
  return action && { hook: { command: busybox('sh', toolPath('probe'), ...when, ...actionWords(action)) }, isRequest: true }
}

function requestOf({ fault }: EmitContext, handler: unknown, ports: Container['ports']): Action | undefined {
  const http = entryAt(handler, 'httpGet')
  const request = http ?? entryAt(handler, 'tcpSocket')
  if (typeof request !== 'object' || request === null) return undefined
  const said = entryAt(request, 'port')
  const port = typeof said === 'number' ? said : ports.find(({ name }) => name === said)?.containerPort
  if (port === undefined) {
    fault(
      {
        code: 'target/unknown-port',
        severity: 'error',
        message: `the container has no port with the name \`${said}\``,
        help: 'use the name of a port that the container declares, or a number',
      },
      request,
      'port',
    )
    return undefined
  }
  const host = textAt(request, 'host')
  if (http === undefined) return { tcp: { port, host } }
  const headers = listAt(http, 'httpHeaders').map((header) => ({ name: textAt(header, 'name'), value: textAt(header, 'value') }))
  return { http: { port, host, path: textAt(http, 'path') || '/', scheme: textAt(http, 'scheme') || 'HTTP', headers } }
}
