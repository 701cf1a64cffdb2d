import { sharedAnnotations } from '../lattice/is-shared.js'
import type { ApplicationPlan, PlatformObjects, Workload } from './plan.js'
import type { Scope } from './scope.js'
import type { Traced } from './trace.js'
import { planWadmManifest } from './wasm/wadm-manifest.js'

/** Gives an application with its workloads. The annotations `version` and `description` (wadm 0.21 wadm-types, `Manifest`) and those of sharing are fields of their own. */
export function planApplication(scope: Scope, workloads: readonly Workload[], objects: readonly PlatformObjects[]): ApplicationPlan {
  const { trace, app } = scope
  const { metadata } = app
  const { annotations = {} } = metadata
  const rest = Object.keys(annotations).filter((key) => !meant.has(key))
  scope.decide(app, 'apiVersion')
  scope.decide(app, 'kind')
  return trace.build<ApplicationPlan>({
    name: scope.required(metadata, 'name'),
    version: scope.from(annotations, 'version'),
    description: scope.from(annotations, 'description'),
    shared: sharedOf(scope, annotations),
    annotations: trace.build<Record<string, string>>(Object.fromEntries(rest.flatMap((key) => entryOf(key, scope.from(annotations, key))))),
    labels: scope.from(metadata, 'labels') ?? {},
    namespace: scope.from(metadata, 'namespace'),
    workloads,
    objects,
    wadm: planWadmManifest(scope),
  })
}

const meant: ReadonlySet<string> = new Set(['version', 'description', ...sharedAnnotations])

function entryOf(key: string, value: Traced<string> | undefined): [string, Traced<string>][] {
  return value === undefined ? [] : [[key, value]]
}

/** One annotation that says so is enough; the value comes from every one that speaks of it. */
function sharedOf({ trace, from }: Scope, annotations: Readonly<Record<string, string>>): Traced<boolean> {
  const said = sharedAnnotations.map((name) => from(annotations, name))
  return trace.join(
    said.some((entry) => entry?.value === 'true'),
    ...said,
  )
}
