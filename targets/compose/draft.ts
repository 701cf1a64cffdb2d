import type { Id } from '../../src/lattice/lattice.js'
import type { Plan, Workload } from '../../src/plan/plan.js'
import { stubNames } from '../../src/plan/stub-names.js'
import { serviceNames } from '../service-names.js'
import type { Artifact, EmitContext } from '../target.js'
import type { FileSource, NamedVolume, Service } from './compose-file.js'
import { projectName } from './names.js'
import { countPortClaims } from './ports/port-claims.js'
import { type AskedPorts, askedPorts } from './ports/publish-option.js'
import { reportCollisions } from './report-collisions.js'
import { reportStubs } from './stub/report-stubs.js'

/** A value that whoever runs the project has to give. */
export interface Variable {
  readonly name: string
  readonly what: 'secret' | 'configuration'
  readonly source: string
  readonly key: string
}

/** A folder or file that whoever runs the project has to put beside the Compose file. */
export interface Handed {
  readonly path: string
  readonly what: 'secret' | 'configuration'
  readonly source: string
}

/** The Compose project while it is made, and what its parts need to know of each other. */
export interface Draft {
  readonly plan: Plan
  readonly context: EmitContext
  readonly project: string
  readonly workloads: ReadonlyMap<Id, Workload>
  /** Position of a workload's wave in the order of deployment. */
  readonly waves: ReadonlyMap<Id, number>
  /** Ports that are published though the manifest does not expose them. */
  readonly asked: AskedPorts
  /** How many claim a port of this machine, such as `8080/tcp`. */
  readonly portClaims: ReadonlyMap<string, number>
  /** Applications whose containers are replaced by stubs (option `stub`). */
  readonly stubs: ReadonlySet<string>
  /** Claims that some workload of the plan makes. */
  readonly ownedClaims: ReadonlySet<string>
  readonly services: Map<string, Service>
  /** What `compose.debug.yaml` changes. */
  readonly debugged: Map<string, object>
  /** What the keys of volumes, configurations and secrets stand for (`entry-of.ts`). */
  readonly entries: Map<string, string>
  readonly volumes: Map<string, NamedVolume>
  readonly configs: Map<string, FileSource>
  readonly secrets: Map<string, FileSource>
  readonly variables: Map<string, Variable>
  readonly handed: Map<string, Handed>
  readonly files: Map<string, Artifact>
  /** Gives the service of a workload's main container. */
  serviceOf(id: Id): string
}

/** Begins a project; names that Compose cannot tell apart are reported. */
export function makeDraft(plan: Plan, context: EmitContext): Draft {
  const workloads = new Map(plan.applications.flatMap((application) => application.workloads.map((workload) => [workload.id, workload])))
  const names = serviceNames(workloads.values(), context)
  const [only] = plan.applications
  const asked = askedPorts(plan, context)
  const draft: Draft = {
    plan,
    context,
    project: projectName(context.options['name'] || (only !== undefined && plan.applications.length === 1 ? only.name : 'lattice')),
    workloads,
    waves: new Map(plan.waves.flatMap((wave, position) => wave.map((id) => [id, position]))),
    portClaims: countPortClaims(plan, asked),
    asked,
    stubs: new Set(stubNames(context.options['stub'])),
    ownedClaims: new Set([...workloads.values()].flatMap(ownedClaims)),
    services: new Map(),
    debugged: new Map(),
    entries: new Map(),
    volumes: new Map(),
    configs: new Map(),
    secrets: new Map(),
    variables: new Map(),
    handed: new Map(),
    files: new Map(),
    serviceOf(id) {
      const name = names.get(id)
      if (name === undefined) throw new RangeError(`no workload has the id ${id}`)
      return name
    },
  }
  reportCollisions(draft)
  reportStubs(draft)
  return draft
}

function ownedClaims(workload: Workload): readonly string[] {
  if (workload.kind !== 'container') return []
  // read one by one: what is read counts as used, and `external` means nothing to volumes of other kinds
  return workload.volumes.flatMap((volume) => (volume.kind === 'claim' && !volume.external ? [volume.source ?? volume.name] : []))
}
