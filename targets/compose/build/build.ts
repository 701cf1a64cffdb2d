import type { Container, ContainerWorkload } from '../../../src/plan/plan.js'
import { some, someOf } from '../../some.js'
import type { EmitContext } from '../../target.js'
import type { BuildSection, Service } from '../compose-file.js'
import { bytes } from '../container/resources.js'
import type { Draft } from '../draft.js'
import { literal, type Text } from '../text.js'
import { needSecret } from '../variables.js'

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

/**
 * Gives when the image is pulled (Compose spec, services.pull_policy). One that is built here and has no name but its service's is never asked of a registry,
 * where the name may be a stranger's: Compose builds what it does not find.
 */
export function pullPolicyOf({ imagePullPolicy, image, build }: Container): Service['pull_policy'] {
  if (imagePullPolicy !== undefined) return pullPolicies[imagePullPolicy]
  return build !== undefined && image === undefined ? 'never' : undefined
}

const pullPolicies = { Always: 'always', Never: 'never', IfNotPresent: 'missing' } as const

/**
 * Gives the `build` section (Compose build spec); directories are seen from the output folder, the Dockerfile from the context.
 * Secrets come from the environment of whoever builds.
 */
export function buildOf(draft: Draft, { application }: ContainerWorkload, { build }: Container): BuildSection | undefined {
  if (build === undefined) return undefined
  const { context } = draft
  return {
    context: literal(context.relative(application, build.context)),
    dockerfile: textOf(build.dockerfile),
    dockerfile_inline: textOf(build.dockerfileInline),
    target: textOf(build.target),
    args: textsOf(build.args),
    additional_contexts: textsOf(build.additionalContexts, (path) => contextOf(draft, application, path)),
    secrets: some(build.secrets)?.map(({ id, secret }) => ({
      source: needSecret(draft, secret.name, secret.key, [secret, 'name'], { kind: 'build', name: id }),
      target: literal(id),
    })),
    ssh: some(build.ssh)?.map((key) => literal(key.replace(/(?<==).+/s, (path) => keyPathOf(context, application, path)))),
    cache_from: listOf(build.cacheFrom),
    cache_to: listOf(build.cacheTo),
    platforms: listOf(build.platforms),
    tags: listOf(build.tags),
    labels: textsOf(build.labels),
    network: textOf(build.network),
    extra_hosts: some(Object.entries(build.extraHosts ?? {}).map(([host, address]) => literal(`${host}=${address}`))),
    pull: build.pull,
    no_cache: build.noCache,
    no_cache_filter: listOf(build.noCacheFilter),
    shm_size: build.shmSize === undefined ? undefined : bytes(build.shmSize),
    ulimits: build.ulimits && someOf(build.ulimits),
    privileged: build.privileged,
    entitlements: listOf(build.entitlements),
    isolation: textOf(build.isolation),
    provenance: flagOf(build.provenance),
    sbom: flagOf(build.sbom),
  }
}

function textOf(text: string | undefined): Text | undefined {
  return text === undefined ? undefined : literal(text)
}

function listOf(list: readonly string[] | undefined): readonly Text[] | undefined {
  return some(list)?.map(literal)
}

function textsOf(
  map: Readonly<Record<string, string>> | undefined,
  change: (value: string) => string = (value) => value,
): Readonly<Record<string, Text>> | undefined {
  return map && someOf(Object.fromEntries(Object.entries(map).map(([key, value]) => [key, literal(change(value))])))
}

function flagOf(flag: boolean | string | undefined): boolean | Text | undefined {
  return typeof flag === 'string' ? literal(flag) : flag
}

/** `service:` names a component of the application, or else a service of the Compose file itself. */
function contextOf(draft: Draft, application: string, path: string): string {
  const [, component] = /^service:(.+)$/s.exec(path) ?? []
  if (component === undefined) return /^target:/.test(path) ? path : draft.context.relative(application, path)
  const id = `${application}/${component}`
  return draft.workloads.has(id) ? `service:${draft.serviceOf(id)}` : path
}

/** The home folder is whoever builds's own. */
function keyPathOf({ relative }: EmitContext, application: string, path: string): string {
  return path.startsWith('~') ? path : relative(application, path)
}
