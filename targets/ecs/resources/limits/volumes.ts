import type { LimitRule } from './finding.js'

/** Every mount is of a volume that the task has, at a place of its own, and a volume is of one kind (ECS API, Volume and MountPoint). */
export const volumesThere: LimitRule = ({ task }, say) => {
  const names = new Set<string>()
  for (const [at, { name = '', ...volume }] of (task.volumes ?? []).entries()) {
    const path = ['task', 'volumes', at]
    if (names.has(name)) say([...path, 'name'], `two volumes of the task are called \`${name}\``)
    names.add(name)
    const kinds = Object.entries(volume).filter(([kind, value]) => kind !== 'configuredAtLaunch' && value !== undefined)
    if (kinds.length > 1) say(path, `volume \`${name}\` is of one kind, and has ${kinds.map(([kind]) => `\`${kind}\``).join(' and ')}`)
    const efs = volume.efsVolumeConfiguration
    const point = efs?.authorizationConfig?.accessPointId
    if (point !== undefined && efs?.rootDirectory !== undefined && efs.rootDirectory !== '/')
      say(
        [...path, 'efsVolumeConfiguration', 'rootDirectory'],
        'an access point says itself where its root is',
        'leave `rootDirectory` out',
      )
    if ((point !== undefined || efs?.authorizationConfig?.iam === 'ENABLED') && efs?.transitEncryption !== 'ENABLED')
      say([...path, 'efsVolumeConfiguration'], 'an access point and IAM authorization ask for `transitEncryption: ENABLED`')
  }
  for (const [at, { name: container, mountPoints = [], volumesFrom = [] }] of (task.containerDefinitions ?? []).entries()) {
    const path = ['task', 'containerDefinitions', at]
    const places = new Set<string>()
    for (const [item, { sourceVolume = '', containerPath = '' }] of mountPoints.entries()) {
      if (!names.has(sourceVolume))
        say([...path, 'mountPoints', item, 'sourceVolume'], `\`${container}\` mounts \`${sourceVolume}\`, which is no volume of the task`)
      if (places.has(containerPath))
        say([...path, 'mountPoints', item, 'containerPath'], `\`${container}\` mounts two volumes at \`${containerPath}\``)
      places.add(containerPath)
    }
    for (const [item, { sourceContainer }] of volumesFrom.entries())
      if (!task.containerDefinitions?.some(({ name }) => name === sourceContainer))
        say(
          [...path, 'volumesFrom', item],
          `\`${container}\` takes the volumes of \`${sourceContainer}\`, which is no container of the task`,
        )
  }
}
