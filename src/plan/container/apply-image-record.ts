import { type ImageRecord, referenceOf } from '../image-record.js'
import type { Workload } from '../plan.js'
import type { Scope } from '../scope.js'

/** Gives the workload with the image that was published of it, so that every target writes that one; a component that is not built keeps its own. */
export function applyImageRecord({ trace }: Scope, workload: Workload, record: ImageRecord): Workload {
  if (workload.kind !== 'container' || workload.main.build === undefined) return workload
  const published = record.images.get(workload.id)
  if (published === undefined) return workload
  const said = (['image', 'tag', 'digest'] as const).map((field) => trace.from(record.document, published, field))
  const image = trace.join(referenceOf(published), ...said, trace.held(workload.main, 'image'))
  return trace.amend(workload, { main: trace.amend(workload.main, { image }) })
}
