import type { LimitRule } from './finding.js'

/** A service scales between bounds that are in order, to a goal that can be reached, by policies with names of their own (Application Auto Scaling API). */
export const scalingLegal: LimitRule = ({ scaling }, say) => {
  if (scaling === undefined) return
  const { MinCapacity: least, MaxCapacity: most } = scaling.target
  if (least !== undefined && most !== undefined && least > most)
    say(['scaling', 'target', 'MinCapacity'], `the least number of tasks, ${least}, is above the greatest, ${most}`)
  const names = new Set<string>()
  for (const [at, { PolicyName: name = '', TargetTrackingScalingPolicyConfiguration: goal }] of scaling.policies.entries()) {
    const path = ['scaling', 'policies', at]
    if (names.has(name)) say([...path, 'PolicyName'], `two policies are called \`${name}\``)
    names.add(name)
    const value = goal?.TargetValue
    const metric = goal?.PredefinedMetricSpecification?.PredefinedMetricType
    const isPercent = metric === 'ECSServiceAverageCPUUtilization' || metric === 'ECSServiceAverageMemoryUtilization'
    if (value !== undefined && (value <= 0 || (isPercent && value > 100)))
      say(
        [...path, 'TargetTrackingScalingPolicyConfiguration', 'TargetValue'],
        `the goal of \`${name}\` is ${value}: it is ${isPercent ? 'a percentage above 0, 100 at most' : 'above 0'}`,
      )
  }
}
