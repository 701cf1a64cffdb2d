import type { EcsDraft } from '../ecs-draft.js'
import type { Say } from './finding.js'

/** No two services answer to the same name and port in the namespace that all share (ECS API, ServiceConnectService). */
export function checkLatticeNames({ units }: Pick<EcsDraft, 'units'>, sayOf: (unit: EcsDraft['units'][number]) => Say): void {
  const discovered = new Map<string, string>()
  const aliases = new Map<string, string>()
  for (const unit of units)
    for (const [at, { portName = '', discoveryName = portName, clientAliases = [] }] of (
      unit.service?.serviceConnectConfiguration?.services ?? []
    ).entries()) {
      const path = ['service', 'serviceConnectConfiguration', 'services', at]
      const other = discovered.get(discoveryName)
      if (other !== undefined && other !== unit.id)
        sayOf(unit)([...path, 'discoveryName'], `\`${unit.id}\` and \`${other}\` are both discovered as \`${discoveryName}\``)
      discovered.set(discoveryName, unit.id)
      for (const [item, { dnsName, port }] of clientAliases.entries()) {
        const name = `${dnsName ?? discoveryName}:${port}`
        const taken = aliases.get(name)
        if (taken !== undefined) sayOf(unit)([...path, 'clientAliases', item], `\`${unit.id}\` and \`${taken}\` both answer at \`${name}\``)
        aliases.set(name, unit.id)
      }
    }
}
