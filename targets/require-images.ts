import { features } from '../src/plan/features.js'
import type { Plan } from '../src/plan/plan.js'
import type { EmitContext, Target } from './target.js'

/**
 * For a target that builds no images: every container that is built needs an image that was published. Its `build` has then done its part;
 * where nothing names an image, that is an error.
 */
export function requireImages(target: Target, { applications }: Plan, context: EmitContext): void {
  for (const { workloads } of applications) {
    for (const workload of workloads) {
      if (workload.kind !== 'container') continue
      for (const container of [workload.main, ...workload.sidecars, ...workload.initContainers]) {
        if (container.build === undefined) continue
        context.spokenOf(container.build)
        if (container.image !== undefined) continue
        context.fault(
          {
            code: 'target/no-image-record',
            severity: 'error',
            message: `${target.name} cannot run ${features.build}: no record says where that of \`${workload.id}\` was published`,
            help: 'mc build --push --registry <registry> builds, publishes and writes mc.images.json; --images names another file',
          },
          container,
          'build',
        )
      }
    }
  }
}
