import type { PutScalingPolicyRequest, RegisterScalableTargetRequest } from '@aws-sdk/client-application-auto-scaling'
import type {
  ContainerDefinition as AwsContainerDefinition,
  Volume as AwsVolume,
  CreateServiceRequest,
  RegisterTaskDefinitionRequest,
  RunTaskRequest,
} from '@aws-sdk/client-ecs'
import type { CreateScheduleInput } from '@aws-sdk/client-scheduler'

/** A structure of the AWS SDK as it stands in a file: nothing changes it, and an entry that is undefined is left out. */
export type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer E)[]
    ? readonly Wire<E>[]
    : T extends object
      ? { readonly [K in keyof T]: Wire<T[K]> }
      : T

/** What `aws ecs register-task-definition --cli-input-json` takes (ECS API, RegisterTaskDefinition). */
export type TaskDefinition = Wire<RegisterTaskDefinitionRequest>
export type ContainerDefinition = Wire<AwsContainerDefinition>
export type Volume = Wire<AwsVolume>
/** What `aws ecs create-service --cli-input-json` takes (ECS API, CreateService). */
export type Service = Wire<CreateServiceRequest>
/** What `aws ecs run-task --cli-input-json` takes (ECS API, RunTask). */
export type RunTask = Wire<RunTaskRequest>
/** What `aws application-autoscaling register-scalable-target --cli-input-json` takes. */
export type ScalableTarget = Wire<RegisterScalableTargetRequest>
/** What `aws application-autoscaling put-scaling-policy --cli-input-json` takes. */
export type ScalingPolicy = Wire<PutScalingPolicyRequest>
/** What `aws scheduler create-schedule --cli-input-json` takes (EventBridge Scheduler API, CreateSchedule). */
export type Schedule = Wire<CreateScheduleInput>

/** Name of a request and of its structure in the models of the AWS SDK. */
export type RequestName =
  | 'RegisterTaskDefinitionRequest'
  | 'CreateServiceRequest'
  | 'UpdateServiceRequest'
  | 'RunTaskRequest'
  | 'RegisterScalableTargetRequest'
  | 'PutScalingPolicyRequest'
  | 'CreateScheduleInput'
