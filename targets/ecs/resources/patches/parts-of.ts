import type { ContainerWorkload } from '../../../../src/plan/plan.js'
import type { EcsDraft, Unit } from '../ecs-draft.js'
import type { FieldPath } from '../limits/finding.js'
import { containerNames } from '../task/container-names.js'

/** A part of a unit that a patch can change. */
export interface UnitPart {
  /** Name of the structure in the AWS API. */
  readonly kind: string
  readonly names: readonly string[]
  /** The field that names it, which no patch changes. */
  readonly nameField: string
  /** It is the first of its kind, and meant where no name is said. */
  readonly isMain: boolean
  readonly at: FieldPath
  readonly value: object
  /** Gives the unit with the part replaced. */
  readonly put: (value: object) => Unit
}

/** Gives what a patch can change of a unit: each request, each container and each policy. */
export function partsOf(draft: EcsDraft, unit: Unit): readonly UnitPart[] {
  const { task, scaling, name } = unit
  const whole = <K extends 'task' | 'service' | 'run' | 'schedule'>(key: K, kind: string, nameField: string): readonly UnitPart[] => {
    const value = unit[key]
    return value === undefined
      ? []
      : [{ kind, names: [name], nameField, isMain: true, at: [key], value, put: (changed) => ({ ...unit, [key]: changed }) }]
  }
  const workload = draft.workloads.get(unit.id)
  const planNames = workload?.kind === 'container' ? namesInPlan(workload) : new Map<string, string>()
  const containers = task.containerDefinitions ?? []
  return [
    ...whole('task', 'TaskDefinition', 'family'),
    ...containers.map(
      (value, at): UnitPart => ({
        kind: 'ContainerDefinition',
        names: [value.name ?? '', planNames.get(value.name ?? '') ?? ''],
        nameField: 'name',
        isMain: at === 0,
        at: ['task', 'containerDefinitions', at],
        value,
        put: (changed) => ({ ...unit, task: { ...task, containerDefinitions: containers.with(at, changed) } }),
      }),
    ),
    ...whole('service', 'Service', 'serviceName'),
    ...whole('run', 'RunTask', 'taskDefinition'),
    ...whole('schedule', 'Schedule', 'Name'),
    ...(scaling === undefined
      ? []
      : [
          {
            kind: 'ScalableTarget',
            names: [name],
            nameField: 'ResourceId',
            isMain: true,
            at: ['scaling', 'target'],
            value: scaling.target,
            put: (changed: object) => ({ ...unit, scaling: { ...scaling, target: { ...scaling.target, ...changed } } }),
          },
          ...scaling.policies.map(
            (value, at): UnitPart => ({
              kind: 'ScalingPolicy',
              names: [value.PolicyName ?? ''],
              nameField: 'PolicyName',
              isMain: false,
              at: ['scaling', 'policies', at],
              value,
              put: (changed) => ({ ...unit, scaling: { ...scaling, policies: scaling.policies.with(at, { ...value, ...changed }) } }),
            }),
          ),
        ]),
  ]
}

/** A container is known by its name in the manifest too. */
function namesInPlan(workload: ContainerWorkload): ReadonlyMap<string, string> {
  return new Map([...containerNames(workload)].map(([container, name]) => [name, container.name]))
}
