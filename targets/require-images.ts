import { features } from '../src/plan/features.js'
import type { Plan } from '../src/plan/plan.js'
import type { EmitContext, Target } from './target.js'

/**
 * For a target that builds no images: every container that is built needs an image that was published. Its `build` has then done its part.
 * Where nothing names an image, that is an error of a target that refuses `build`, and a warning of one that writes the name which the image is going to have.
 */
export function requireImages(target: Target, { applications }: Plan, context: EmitContext): void {
  const isRefused = target.capabilities.build.support === 'refused'
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
            severity: isRefused ? 'error' : 'warning',
            message: isRefused
              ? `${target.name} cannot run ${features.build}: no record says where that of \`${workload.id}\` was published`
              : `${target.name} supports ${features.build} only in part: no record says where that of \`${workload.id}\` was published, and its name is a guess`,
            help: 'mc build --push --registry <registry> builds, publishes and writes mc.images.json; --images names another file',
          },
          container,
          'build',
        )
      }
    }
  }
}
