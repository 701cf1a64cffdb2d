import type { Id } from '../../../src/lattice/lattice.js'
import type { ApplicationPlan, Plan, Port, Workload } from '../../../src/plan/plan.js'
import { serviceNames } from '../../service-names.js'
import type { EmitContext } from '../../target.js'
import type { RunTask, ScalableTarget, ScalingPolicy, Schedule, Service, TaskDefinition } from './kinds.js'

/** Something that ECS runs: a task definition, and what keeps it running, runs it once or runs it by the clock. Exactly one of `service`, `run` and `schedule` is there. */
export interface Unit {
  /** The workload that it is made for; of what no manifest names (NATS, hosts of wasmCloud, hand-over of manifests) an id of ours, `wasmcloud:<part>`. */
  readonly id: Id
  /** Name of the application, or `wasmcloud` for what several need. */
  readonly application: string
  /** Folder of its files, below that of the application; also its CloudFormation template's part. */
  readonly folder: string
  /** Name of the family, of the service and of its Service Connect endpoint. */
  readonly name: string
  readonly task: TaskDefinition
  readonly service?: Service
  readonly scaling?: Scaling
  /** Its name in DNS, for tasks that are no service's. */
  readonly registry?: Registry
  /** A run to the end, in the place of its wave. */
  readonly run?: RunTask
  /** How often and how long it is tried; there where `run` is. */
  readonly retries?: Retries
  /** A run to the end that takes back what `run` did, before anything that the unit needs goes. */
  readonly undo?: RunTask
  readonly schedule?: Schedule
  /** Ports at which a load balancer reaches it. */
  readonly targetGroups: readonly TargetGroup[]
  /** Ids of the units that must run before. */
  readonly needs: readonly Id[]
}

/** What becomes of a run that fails or takes long; ECS itself starts nothing again. */
export interface Retries {
  /** How often it is started until all its copies have ended well; 1 for once. */
  readonly tries: number
  /** Seconds after which it is ended, and counts as failed. */
  readonly deadline?: number
}

/** A service of Cloud Map with an A record for each task (Cloud Map API, CreateService): time to live 10 seconds, health by ECS. The namespace must then be one of private DNS. */
export interface Registry {
  /** Its name in the namespace. */
  readonly name: string
  /** The variable that brings its ARN to `service.json`. */
  readonly variable: string
}

/** How a service scales (Application Auto Scaling). */
export interface Scaling {
  readonly target: ScalableTarget
  readonly policies: readonly ScalingPolicy[]
}

/** A port of a service behind a load balancer, and the requests that are led to it (ELBv2 API, CreateTargetGroup). */
export interface TargetGroup {
  /** Of at most 32 letters, digits and `-`. */
  readonly name: string
  /** The variable that brings its ARN to `service.json`. */
  readonly variable: string
  readonly containerName: string
  readonly port: Port
  /** `application` for requests by HTTP, which rules lead there; `network` for connections, which a listener at the port of the plan leads there. */
  readonly kind: 'application' | 'network'
  /** Addresses of tasks, or machines where tasks are on their bridge. */
  readonly targetType: 'ip' | 'instance'
  /** ELBv2 API, CreateTargetGroup `Protocol`. */
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP' | 'UDP'
  /** Absent for HTTP/1.1 and for what is no HTTP. */
  readonly protocolVersion?: 'HTTP2' | 'GRPC'
  readonly healthCheck: TargetHealthCheck
  /** None for `network`. */
  readonly rules: readonly ListenerRule[]
}

/** How a load balancer sees that a task answers (ELBv2 API, CreateTargetGroup); times in seconds. */
export interface TargetHealthCheck {
  readonly protocol: 'HTTP' | 'HTTPS' | 'TCP'
  /** Absent for `TCP`. */
  readonly path?: string
  /** Absent for the port of the target group. */
  readonly port?: number
  readonly interval?: number
  readonly timeout?: number
  readonly healthyThreshold?: number
  readonly unhealthyThreshold?: number
  /** Status codes that mean health: of HTTP, or of gRPC where that is the protocol version. */
  readonly matcher?: string
}

/** Requests that a listener leads to a target group (ELBv2 API, CreateRule). */
export interface ListenerRule {
  /** The lower one is looked at first; once among all rules of the lattice. */
  readonly priority: number
  /** Value of the condition `host-header`. */
  readonly host?: string
  /** Values of the condition `path-pattern`, of which one is enough. */
  readonly paths: readonly string[]
  /** A transform `url-rewrite`. */
  readonly rewrite?: { readonly regex: string; readonly replace: string }
  /** The variable that brings the ARN of the certificate with which the host is served by HTTPS; absent where HTTP is enough. */
  readonly certificate?: string
}

/** A value that whoever deploys has to give, as an environment variable of `deploy.sh` or a parameter of a template. */
export interface EcsVariable {
  readonly name: string
  /** What it is, in half a sentence. */
  readonly description: string
  /** Words that say what a value looks like: `arn`, `role` for that of an IAM role, `id`, a list of ids separated by commas, or a plain text. */
  readonly kind: 'arn' | 'role' | 'id' | 'ids' | 'text'
  /** Absent where it must be given. */
  readonly default?: string
  /** Name or ARN of the secret of Secrets Manager or the parameter of SSM whose ARN it is: looked up where the variable is not set. */
  readonly secret?: { readonly store: 'secretsmanager' | 'ssm'; readonly name: string }
}

/** The resources of a plan while they are made, and what their makers need to know of each other. */
export interface EcsDraft {
  readonly plan: Plan
  readonly context: EmitContext
  readonly applications: ReadonlyMap<string, ApplicationPlan>
  readonly workloads: ReadonlyMap<Id, Workload>
  /** In the order in which they were added. */
  readonly units: Unit[]
  /** Variables that some text of a unit has, by name. */
  readonly variables: Map<string, EcsVariable>
  /** Gives the name of a workload's family and service, which is its host name too. */
  nameOf(id: Id): string
  /** Gives the folder of an application, or of a workload in that of its application. */
  folderOf(application: string, id?: Id): string
}

/** Begins the resources of a plan. */
export function makeEcsDraft(plan: Plan, context: EmitContext): EcsDraft {
  const applications = new Map(plan.applications.map((application) => [application.name, application]))
  const workloads = new Map(plan.applications.flatMap((application) => application.workloads.map((workload) => [workload.id, workload])))
  const names = serviceNames(workloads.values(), context)
  const nameOf = (id: Id): string => {
    const name = names.get(id)
    if (name === undefined) throw new RangeError(`no workload has the id ${id}`)
    return name
  }
  const folderOf = (application: string, id?: Id): string => {
    const folder = application.toLowerCase().replace(/[^a-z0-9._-]/g, '-')
    return id === undefined ? folder : `${folder}/${nameOf(id)}`
  }
  return { plan, context, applications, workloads, units: [], variables: new Map(), nameOf, folderOf }
}
