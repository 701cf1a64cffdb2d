import type { ContainerWorkload, Port } from '../../../../src/plan/plan.js'
import type { FlyDraft } from '../fly-draft.js'
import { addressOf } from './address.js'
import { isContested } from './certificates.js'
import type { Reach } from './reach.js'

/** Gives, a line for each port, where an app is reached: fly.toml says it of what the proxy serves alone. */
export function notesOf(draft: FlyDraft, workload: ContainerWorkload, reach: Reach): readonly string[] {
  const name = draft.nameOf(workload.id)
  const lines = reach.ports.map((port) => {
    const served = reach.served.find((one) => one.port === port)
    const inside = addressOf(draft, workload, port.containerPort)
    const places = [
      ...(served?.isPublic ? [publicPlace(draft, name, workload, port)] : []),
      `${inside.host}:${inside.port}`,
      ...(port.expose && !served?.isPublic && port.protocol === 'TCP'
        ? [`from your machine, \`fly proxy ${port.containerPort} -a ${name}\``]
        : []),
    ]
    return `Port ${wordsOf(port)}: ${places.join('; ')}`
  })
  return lines
}

function wordsOf({ name, containerPort, protocol, appProtocol }: Port): string {
  const words = [name === `port-${containerPort}` ? undefined : name, protocol === 'TCP' ? undefined : protocol, appProtocol]
  const shown = words.filter((word) => word !== undefined)
  return `${containerPort}${shown.length === 0 ? '' : ` (${shown.join(', ')})`}`
}

function publicPlace(draft: FlyDraft, name: string, { routes }: ContainerWorkload, { containerPort, port }: Port): string {
  const hosts = routes.flatMap((route) =>
    route.port === containerPort && route.host !== undefined && !isContested(draft, route.host) ? [route.host] : [],
  )
  const routed = routes.some((route) => route.port === containerPort)
  const own = routed || port === 80 ? `https://${name}.fly.dev` : `${name}.fly.dev:${port}`
  return [...new Set(hosts.map((host) => `https://${host}`)), own].join(', ')
}
