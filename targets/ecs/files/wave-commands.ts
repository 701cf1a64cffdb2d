import type { Unit } from '../resources/ecs-draft.js'
import { policyFile } from './requests-of.js'
import { secondDeployments } from './wave-section.js'

/** Gives the commands by which a wave is made for the first time, as people would type them. */
export function waveCommands(wave: readonly Unit[]): readonly string[] {
  const services = wave.filter(({ service }) => service !== undefined)
  const again = secondDeployments(services).map(([{ name }]) => name)
  return [
    ...services.flatMap((unit) => [register(unit), `aws ecs create-service ${from(unit, 'service.json')}`]),
    ...waitFor(services.map(({ name }) => name)),
    ...again.map((name) => `aws ecs update-service --cluster "$CLUSTER" --service ${name} --force-new-deployment`),
    ...waitFor(again),
    ...services.flatMap((unit) =>
      unit.scaling === undefined
        ? []
        : [
            `aws application-autoscaling register-scalable-target ${from(unit, 'scalable-target.json')}`,
            ...unit.scaling.policies.map((policy) => `aws application-autoscaling put-scaling-policy ${from(unit, policyFile(policy))}`),
          ],
    ),
    ...wave.flatMap((unit) =>
      unit.run === undefined
        ? []
        : [
            register(unit),
            `TASK=$(aws ecs run-task ${from(unit, 'run-task.json')} --query 'tasks[].taskArn' --output text)`,
            'aws ecs wait tasks-stopped --cluster "$CLUSTER" --tasks $TASK',
          ],
    ),
    ...wave.flatMap((unit) =>
      unit.schedule === undefined ? [] : [register(unit), `aws scheduler create-schedule ${from(unit, 'schedule.json')}`],
    ),
  ]
}

function register(unit: Unit): string {
  return `aws ecs register-task-definition ${from(unit, 'taskdef.json')}`
}

function from({ folder }: Unit, file: string): string {
  return `--cli-input-json file://${folder}/${file}`
}

function waitFor(names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [`aws ecs wait services-stable --cluster "$CLUSTER" --services ${names.join(' ')}`]
}
