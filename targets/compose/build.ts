import type { Container, ContainerWorkload } from '../../src/plan/plan.js'
import type { BuildSection } from './compose-file.js'
import type { Draft } from './draft.js'
import { literal, type Text } from './text.js'

/**
 * Gives the image of a container. One that is built has the name of its service, or the one that the manifest or the record of images gives it:
 * without a digest, because the name goes to what is built, and Compose takes the published image for it where that can be pulled (Compose build spec).
 */
export function imageOf({ context }: Draft, container: Container, service: string): Text {
  const { image: named = service, build } = container
  const image = build === undefined ? named : named.replace(/@.*$/s, '')
  if (image === '')
    context.fault(
      { code: 'target/no-image', severity: 'error', message: 'compose starts no container without an image' },
      container,
      'image',
    )
  return literal(image)
}

/** Gives the `build` section (Compose build spec); the context is seen from the output folder, the Dockerfile from the context. */
export function buildOf({ context }: Draft, { application }: ContainerWorkload, { build }: Container): BuildSection | undefined {
  if (build === undefined) return undefined
  const args = Object.entries(build.args)
  return {
    context: literal(context.relative(application, build.context)),
    dockerfile: build.dockerfile === undefined ? undefined : literal(build.dockerfile),
    target: build.target === undefined ? undefined : literal(build.target),
    args: args.length === 0 ? undefined : Object.fromEntries(args.map(([key, value]) => [key, literal(value)])),
  }
}
