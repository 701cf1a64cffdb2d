import type { Id } from '../../../src/lattice/lattice.js'
import type { ApplicationPlan } from '../../../src/plan/plan.js'
import type { FiledObject } from '../../kubernetes/file-paths.js'
import type { ObjectDraft } from '../../kubernetes/objects/object-draft.js'
import type { HostMarks } from '../template/host-marks.js'
import type { TemplateMap } from '../template/nodes.js'
import type { Values } from '../values/values.js'

/** A chart while it is made: what its tunables and its files are made from. */
export interface ChartDraft {
  /** Name of the chart and of its folder. */
  readonly name: string
  /** What `PlacedObject.chart` says: the application's name, or that of a chart of ours. */
  readonly chart: string
  /** Absent for a chart of ours. */
  readonly application?: ApplicationPlan
  /** The whole lattice: names, addresses, namespaces, options, reports. */
  readonly draft: ObjectDraft
  /** One for each object, in the order of the kubernetes target. */
  readonly templates: ChartTemplate[]
  readonly values: Values
  /** By workload, its key in `values.yaml`. */
  readonly keys: ReadonlyMap<Id, string>
  /** By folder of templates, the key of its component or part. */
  readonly folders: ReadonlyMap<string, string>
  readonly marks: HostMarks
  /** Other applications that this one talks to: each has an entry in `global.namespaces`. */
  readonly neighbours: Set<string>
}

/** The template of one object. */
export interface ChartTemplate {
  /** Below the chart's folder: `templates/web/deployment.yaml`. */
  readonly path: string
  readonly placed: FiledObject
  /** The object as the template says it; tunables put instructions into it. */
  readonly body: TemplateMap
  /** The conditions under which the object is there at all, all of which must hold: pipelines of Go templates, such as `.Values.web.ingress.enabled`. */
  readonly conditions: string[]
  /** Named templates before the object, by name: what a hash is taken of. */
  readonly definitions: Map<string, TemplateMap>
  /** Expressions of maps of values that give the object further labels and annotations. */
  readonly more: { labels?: string; annotations?: string }
  /** The plan does not ask for the object: with default values it is not there. */
  readonly isAdded?: true
}
