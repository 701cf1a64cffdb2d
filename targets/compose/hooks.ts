import type { Container } from '../../src/plan/plan.js'
import type { EmitContext } from '../target.js'
import type { Hook, Service } from './compose-file.js'
import { literal } from './text.js'

/** Gives the commands after the start and before the stop (Compose spec, services.post_start and pre_stop); Compose runs no other handlers. */
export function hooksOf(context: EmitContext, { lifecycle }: Container): Pick<Service, 'post_start' | 'pre_stop'> {
  if (lifecycle === undefined) return {}
  return { post_start: hookOf(context, lifecycle['postStart']), pre_stop: hookOf(context, lifecycle['preStop']) }
}

function hookOf({ unsupported }: EmitContext, handler: unknown): readonly Hook[] | undefined {
  if (typeof handler !== 'object' || handler === null) return undefined
  for (const key of ['httpGet', 'tcpSocket']) if (key in handler) unsupported('lifecycle-request', handler, key)
  if (!('exec' in handler) || typeof handler.exec !== 'object' || handler.exec === null || !('command' in handler.exec)) return undefined
  const { command } = handler.exec
  return Array.isArray(command) ? [{ command: command.map((word) => literal(String(word))) }] : undefined
}
