import type { V1Lifecycle, V1LifecycleHandler } from '@kubernetes/client-node'
import type { Container } from '../../../../src/plan/plan.js'
import { entryAt, listAt, textAt } from '../../../manifest-entries.js'
import { some } from '../../../some.js'
import type { Wire } from '../kinds.js'
import type { ObjectDraft } from '../object-draft.js'
import { portReference } from './ports.js'

/** Gives what runs after the start and before the stop of a container, and the signal that ends it (Kubernetes API, core/v1 Lifecycle). */
export function lifecycleOf(draft: ObjectDraft, container: Container): Wire<V1Lifecycle> | undefined {
  const { lifecycle, stopSignal } = container
  const fields = {
    postStart: handlerOf(draft, container, lifecycle?.['postStart']),
    preStop: handlerOf(draft, container, lifecycle?.['preStop']),
    stopSignal,
  }
  if (stopSignal !== undefined) draft.context.unsupported('stop-signal', container, 'stopSignal')
  return Object.values(fields).every((field) => field === undefined) ? undefined : fields
}

function handlerOf(draft: ObjectDraft, container: Container, handler: unknown): Wire<V1LifecycleHandler> | undefined {
  const exec = entryAt(handler, 'exec')
  if (exec !== undefined) return { exec: { command: listAt(exec, 'command').map(String) } }
  const http = entryAt(handler, 'httpGet')
  if (typeof http === 'object' && http !== null) {
    const port = portOf(draft, container, http)
    if (port === undefined) return undefined
    const scheme = textAt(http, 'scheme')
    return {
      httpGet: {
        path: textAt(http, 'path') || '/',
        port,
        host: textAt(http, 'host') || undefined,
        scheme: scheme === 'HTTP' ? undefined : scheme || undefined,
        httpHeaders: some(listAt(http, 'httpHeaders').map((header) => ({ name: textAt(header, 'name'), value: textAt(header, 'value') }))),
      },
    }
  }
  const tcp = entryAt(handler, 'tcpSocket')
  if (typeof tcp === 'object' && tcp !== null)
    draft.context.fault(
      {
        code: 'target/no-tcp-hook',
        severity: 'warning',
        message: `Kubernetes opens no connection around the start and stop of \`${container.name}\`: the hook would fail every time, so it is left out`,
        help: 'use `exec` or `httpGet`',
      },
      tcp,
    )
  return undefined
}

/** A port is a number or the name of a port of this container. */
function portOf({ context }: ObjectDraft, { ports }: Container, request: object): number | string | undefined {
  const said = entryAt(request, 'port')
  const number = typeof said === 'number' ? said : ports.find(({ name }) => name === said)?.containerPort
  if (number !== undefined) return portReference(ports, number)
  context.fault(
    {
      code: 'target/unknown-port',
      severity: 'error',
      message: `the container has no port with the name \`${String(said)}\``,
      help: 'use the name of a port that the container declares, or a number',
    },
    request,
    'port',
  )
  return undefined
}
