import type { LimitRule } from './finding.js'

/** A service says of its containers and ports what its task has, and of its updates what can come about (ECS API, CreateService). */
export const serviceAgrees: LimitRule = ({ task, service }, say) => {
  if (service === undefined) return
  const containers = task.containerDefinitions ?? []
  const ports = containers.flatMap(({ portMappings = [] }) => portMappings)
  for (const [at, { containerName, containerPort }] of (service.loadBalancers ?? []).entries()) {
    const container = containers.find(({ name }) => name === containerName)
    const path = ['service', 'loadBalancers', at]
    if (container === undefined)
      say([...path, 'containerName'], `a load balancer reaches \`${containerName}\`, which is no container of the task`)
    else if (!container.portMappings?.some((port) => port.containerPort === containerPort))
      say([...path, 'containerPort'], `a load balancer reaches port ${containerPort} of \`${containerName}\`, which has no such port`)
  }
  const connect = service.serviceConnectConfiguration
  const discovered = new Set<string>()
  for (const [at, { portName = '', discoveryName = portName }] of (connect?.services ?? []).entries()) {
    const path = ['service', 'serviceConnectConfiguration', 'services', at]
    const port = ports.find(({ name }) => name === portName)
    if (port === undefined) say([...path, 'portName'], `Service Connect names the port \`${portName}\`, which the task has not`)
    else if (port.protocol === 'udp') say([...path, 'portName'], `Service Connect carries no UDP, and \`${portName}\` is a UDP port`)
    if (discovered.has(discoveryName)) say([...path, 'discoveryName'], `two endpoints are called \`${discoveryName}\``)
    discovered.add(discoveryName)
  }
  if (connect?.enabled === true && task.networkMode !== 'awsvpc' && task.networkMode !== 'bridge')
    say(
      ['service', 'serviceConnectConfiguration'],
      `Service Connect works in the network modes \`awsvpc\` and \`bridge\`, not in \`${task.networkMode}\``,
    )
  const hasNetwork = service.networkConfiguration !== undefined
  if (hasNetwork !== (task.networkMode === 'awsvpc'))
    say(
      ['service', 'networkConfiguration'],
      `a task with the network mode \`${task.networkMode}\` ${hasNetwork ? 'takes no' : 'asks for a'} \`networkConfiguration\``,
    )
  if (service.launchType !== undefined && service.capacityProviderStrategy !== undefined)
    say(['service', 'launchType'], 'a service has a launch type or a strategy of capacity providers, not both')
  if (service.launchType !== undefined && task.requiresCompatibilities?.includes(service.launchType) === false)
    say(
      ['service', 'launchType'],
      `the task is made for ${task.requiresCompatibilities.join(', ')}, and the service runs it on ${service.launchType}`,
    )
  if (service.schedulingStrategy === 'DAEMON' && service.desiredCount !== undefined)
    say(['service', 'desiredCount'], 'a daemon has one copy on each machine, and no number of copies')
  const { minimumHealthyPercent: least = 100, maximumPercent: most = 200 } = service.deploymentConfiguration ?? {}
  if (service.schedulingStrategy !== 'DAEMON' && least === 100 && most === 100)
    say(['service', 'deploymentConfiguration', 'maximumPercent'], 'with both percentages at 100 no update could ever begin')
}
