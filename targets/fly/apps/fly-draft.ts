import type { Id } from '../../../src/lattice/lattice.js'
import type { ApplicationPlan, Plan, Workload } from '../../../src/plan/plan.js'
import { serviceNames } from '../../service-names.js'
import type { EmitContext } from '../../target.js'
import type { FlyMachine } from '../fly-machine.js'
import type { FlyToml } from '../fly-toml.js'
import { type LinkedPorts, linkedPorts } from './network/linked-ports.js'
import { prefixOf } from './prefix.js'
import { type ProcessGroup, processGroups } from './processes/process-groups.js'

/** An app of Fly.io: its fly.toml, and what that cannot hold. */
export interface FlyApp {
  /** The workloads that run in it: one, or several where components share an image; of what no manifest names (NATS, hosts of wasmCloud) ids of ours, `wasmcloud:<part>`. */
  readonly ids: readonly Id[]
  /** Name of the application, or `wasmcloud` for what several need. */
  readonly application: string
  /** Folder of its files. */
  readonly folder: string
  /** Unique over all of Fly.io. */
  readonly name: string
  readonly toml: FlyToml
  /** What `machine_config` of fly.toml says; of what is run, the whole of its machine, which stands in `machine.json` beside it. */
  readonly machine?: FlyMachine | undefined
  /** Files that fly.toml names; paths are relative to the folder, in which flyctl has to run. */
  readonly files: readonly FlyLocalFile[]
  /** What a reader of fly.toml wants to know besides, a line each. */
  readonly notes: readonly string[]
  /** Secrets to set before it is deployed. */
  readonly secrets: readonly FlySecret[]
  readonly volumes: readonly FlyVolume[]
  readonly addresses: readonly FlyAddress[]
  /** Certificates for hosts of routes. */
  readonly certificates: readonly string[]
  /** Machines by process group; `app` where the file names none. */
  readonly counts: Readonly<Record<string, number>>
  /** Regions to spread them over; none where that is left to whoever deploys. */
  readonly regions: readonly string[]
  /** A run to the end (`once`), or by the clock (`schedule`), of `machine`, in place of a deployment that stays. */
  readonly runs?:
    | { readonly kind: 'once' /** Seconds that it may take. */; readonly deadline?: number | undefined }
    | { readonly kind: 'schedule'; readonly schedule: 'hourly' | 'daily' | 'weekly' | 'monthly' }
  /** Arguments of a run to the end that takes back what the app did, in the place of its own, before anything that it needs goes. */
  readonly undo?: readonly string[]
  /** Ids of the workloads that must run before. */
  readonly needs: readonly Id[]
}

/** A file beside a fly.toml. */
export interface FlyLocalFile {
  readonly path: string
  readonly text: string
}

/** A secret of an app (`fly secrets set`): an environment variable in its machines, or the content of a file (`files.secret_name`). */
export interface FlySecret {
  /** Name in Fly.io. */
  readonly name: string
  /** The environment variable of whoever deploys that brings the value. */
  readonly variable: string
  /** Whether the value is base64 of what the variable has, as `files` wants it. */
  readonly isFile: boolean
}

/** A volume for each machine of a group (`fly volumes create`). */
export interface FlyVolume {
  readonly name: string
  /** GB. */
  readonly size: number
  readonly count: number
}

/** `shared_v4` and `v6` are public, `dedicated_v4` is public and for raw TCP and UDP, `private` is a Flycast address. */
export type FlyAddress = 'shared_v4' | 'v6' | 'dedicated_v4' | 'private'

/** The apps of a plan while they are made, and what their makers need to know of each other. */
export interface FlyDraft {
  readonly plan: Plan
  readonly context: EmitContext
  readonly applications: ReadonlyMap<string, ApplicationPlan>
  readonly workloads: ReadonlyMap<Id, Workload>
  /** In the order in which they were added. */
  readonly apps: FlyApp[]
  /** Ports of workloads that links of others lead to. */
  readonly linked: LinkedPorts
  /** Workloads that share an app with others. */
  readonly groups: ReadonlyMap<Id, ProcessGroup>
  /** Gives the name of the app in which a workload runs. */
  nameOf(id: Id): string
  /** Gives the folder of a workload's app. */
  folderOf(id: Id): string
}

/** Begins the apps of a plan. */
export function makeFlyDraft(plan: Plan, context: EmitContext): FlyDraft {
  const applications = new Map(plan.applications.map((application) => [application.name, application]))
  const workloads = new Map(plan.applications.flatMap((application) => application.workloads.map((workload) => [workload.id, workload])))
  const names = serviceNames(workloads.values(), context)
  const prefix = prefixOf(context, [...workloads.values()], [...names.values()])
  const known = { context, linked: linkedPorts(workloads.values()), workloads }
  const groups = processGroups(known)
  const folderOf = (id: Id): string => {
    const name = names.get(groups.get(id)?.lead ?? id)
    if (name === undefined) throw new RangeError(`no workload has the id ${id}`)
    return name
  }
  return { ...known, plan, applications, apps: [], groups, nameOf: (id) => `${prefix}${folderOf(id)}`, folderOf }
}
