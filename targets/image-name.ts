import type { ApplicationPlan, Container, ContainerWorkload } from '../src/plan/plan.js'
import { serviceName } from './service-name.js'
import type { EmitContext } from './target.js'

/**
 * Gives the image of a container: that of the manifest or of the record of images, else the name under which `mc build --push` publishes it in the registry
 * of the option `registry`, with the version of the application as its tag. That nobody has published it yet is said by `requireImages`.
 */
export function imageOf(
  { context, applications }: { readonly context: EmitContext; readonly applications: ReadonlyMap<string, ApplicationPlan> },
  workload: ContainerWorkload,
  container: Container,
): string {
  const { image } = container
  if (image !== undefined) {
    if (image.trim() === '')
      context.fault(
        {
          code: 'target/no-image',
          severity: 'error',
          message: `\`${container.name}\` has no image, and no platform starts it without one`,
        },
        container,
        'image',
      )
    return image
  }
  const registry = context.options['registry'] ?? ''
  const name = serviceName(workload.application, workload.name)
  const version = applications.get(workload.application)?.version ?? '0.1.0'
  return `${registry === '' ? '' : `${registry.replace(/\/+$/, '')}/`}${name}:${tagOf(version)}`
}

/** A tag has at most 128 letters, digits, `_`, `.` and `-` (OCI Distribution Specification, `tag`). */
function tagOf(version: string): string {
  return (
    version
      .replace(/[^A-Za-z0-9_.-]/g, '-')
      .replace(/^[.-]+/, '')
      .slice(0, 128) || '0.1.0'
  )
}
