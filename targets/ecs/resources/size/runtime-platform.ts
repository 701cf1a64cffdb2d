import type { Container } from '../../../../src/plan/plan.js'
import type { EcsDraft } from '../ecs-draft.js'
import type { TaskDefinition } from '../kinds.js'

/**
 * Gives the processor that a task needs (ECS API, RuntimePlatform): what the option `architecture` says, or else what an image of its containers is built for alone.
 * Where neither says it, AWS takes X86_64.
 */
export function runtimePlatform({ context }: EcsDraft, containers: readonly Container[]): Pick<TaskDefinition, 'runtimePlatform'> {
  const said = context.options['architecture']
  const built = containers.flatMap(({ build }) =>
    build?.platforms === undefined ? [] : [{ build, only: onlyArchitecture(build.platforms) }],
  )
  const asked = said === 'X86_64' || said === 'ARM64' ? said : undefined
  const chosen = asked ?? built.find(({ only }) => only !== undefined)?.only
  for (const { build, only } of built)
    if (only !== undefined && only !== chosen)
      context.fault(
        {
          code: 'target/other-architecture',
          severity: 'error',
          message: `the task runs on ${chosen ?? 'X86_64'}, and this image is built for ${only} alone`,
          help:
            asked === undefined
              ? 'build all images of a workload for one architecture'
              : `build it for both, or leave \`ecs.architecture\` out`,
        },
        build,
        'platforms',
      )
  // ARM64 is the exception, X86_64 what a task gets by itself
  if (chosen === undefined || (chosen === 'X86_64' && asked === undefined)) return {}
  return { runtimePlatform: { operatingSystemFamily: 'LINUX', cpuArchitecture: chosen } }
}

/** The architecture of a list of platforms of Docker, where it is but one. */
function onlyArchitecture(platforms: readonly string[]): 'X86_64' | 'ARM64' | undefined {
  const found = new Set(
    platforms.map((platform) => (/^linux\/arm64\b/.test(platform) ? 'ARM64' : /^linux\/amd64\b/.test(platform) ? 'X86_64' : undefined)),
  )
  const [only] = found
  return found.size === 1 ? only : undefined
}
