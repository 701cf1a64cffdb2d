import type { LimitRule } from './finding.js'

/** The containers of a task share its network: each port is one container's, and each name one port's (ECS API, PortMapping). */
export const portsDistinct: LimitRule = ({ task }, say) => {
  const names = new Set<string>()
  const taken = new Set<string>()
  const isShared = task.networkMode === 'awsvpc' || task.networkMode === 'host'
  for (const [at, { name: container, portMappings = [] }] of (task.containerDefinitions ?? []).entries())
    for (const [item, port] of portMappings.entries()) {
      const path = ['task', 'containerDefinitions', at, 'portMappings', item]
      const { name, containerPort, hostPort, protocol = 'tcp', containerPortRange, appProtocol } = port
      if (name !== undefined && names.has(name)) say([...path, 'name'], `two ports of the task are called \`${name}\``)
      if (name !== undefined) names.add(name)
      const key = `${isShared ? '' : container}/${containerPort ?? containerPortRange}/${protocol}`
      if (taken.has(key))
        say([...path, 'containerPort'], `port ${containerPort ?? containerPortRange}/${protocol} is another's of the same task`)
      taken.add(key)
      if (containerPort === undefined && containerPortRange === undefined)
        say(path, 'a port mapping has a `containerPort` or a `containerPortRange`')
      if (containerPort !== undefined && containerPortRange !== undefined)
        say([...path, 'containerPortRange'], 'a port mapping has a `containerPort` or a `containerPortRange`, not both')
      if (isShared && hostPort !== undefined && hostPort !== containerPort)
        say(
          [...path, 'hostPort'],
          `in the network mode \`${task.networkMode}\` the port of the host is that of the container, ${containerPort}; it is ${hostPort}`,
          'leave `hostPort` out',
        )
      if (task.networkMode === 'none') say(path, 'a task with the network mode `none` has no ports')
      if (protocol === 'udp' && appProtocol !== undefined)
        say([...path, 'appProtocol'], `Service Connect carries TCP alone, so that a UDP port speaks no ${appProtocol}`)
    }
}
