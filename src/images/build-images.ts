import type { Diagnostic } from '../diagnostic.js'
import { Failure } from '../failure.js'
import type { Host } from '../host.js'
import { bake } from './bake.js'
import { contentTag, type FolderDigests } from './content-hash.js'
import { type DockerOptions, docker, lastLine, requireBuilder } from './docker.js'
import type { ImageBuild } from './list-builds.js'

export interface BuildOptions extends DockerOptions {
  readonly host: Host
  /** Build everything again, and nothing from the cache. */
  readonly noCache?: boolean
  /** Build everything again, on the newest base images. */
  readonly pull?: boolean
  /** Variables that come on top of mc's own environment, such as those of build secrets. */
  readonly env?: Readonly<Record<string, string>>
  /** Is told of every step of a build as it begins. */
  readonly onStep?: (step: string) => void
}

/** What became of an image: `unchanged` was there already; `stopped` would have been built, had another not failed. */
export interface BuildResult {
  readonly build: ImageBuild
  readonly status: 'built' | 'unchanged' | 'failed' | 'stopped'
  /** Tag of the contents, `src-` and 12 hexadecimal digits; absent where they cannot be read. */
  readonly tag?: string
  /** Why it failed, and what the builder wrote last. */
  readonly message?: string
  readonly tail?: readonly string[]
  /** Of what a registry holds: `<registry>/<name>`, and the digest of its manifest. */
  readonly published?: { readonly image: string; readonly digest: string }
}

/** An image to build, and the tag of its contents. */
export interface Tagged {
  readonly build: ImageBuild
  readonly tag: string
}

/**
 * Brings images to the engine of this machine under `<service>:src-<hash>` and under the name that the Compose file has. What has an image of its hash
 * already is not built again. Several platforms are left to `publishImages`: an engine loads that of its machine. Throws a `Failure` without Docker.
 */
export async function buildImages(builds: readonly ImageBuild[], options: BuildOptions): Promise<readonly BuildResult[]> {
  if (builds.length === 0) return []
  await requireBuilder(options)
  const { tagged, failed } = await tagAll(builds, options.host)
  const known = await idsOf(tagged.map(localName), options)
  const wanted = tagged.filter((item) => isBuiltAlways(item, options) || !known.has(localName(item)))
  const kept = tagged.filter((item) => !wanted.includes(item))
  for (const item of kept) await nameAgain(item, known, options)
  const results = wanted.length === 0 ? [] : await bakeAll(wanted, builds, options)
  return inOrder(builds, [...failed, ...kept.map((item): BuildResult => ({ ...item, status: 'unchanged' })), ...results])
}

/** Gives the tags of the contents; an image whose sources cannot be read has failed. */
export async function tagAll(
  builds: readonly ImageBuild[],
  host: Host,
): Promise<{ readonly tagged: readonly Tagged[]; readonly failed: readonly BuildResult[] }> {
  const tagged: Tagged[] = []
  const failed: BuildResult[] = []
  const folders: FolderDigests = new Map()
  for (const build of builds) {
    try {
      tagged.push({ build, tag: await contentTag(build, builds, host, folders) })
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      failed.push({ build, status: 'failed', message: error.message })
    }
  }
  return { tagged, failed }
}

/** Tells whether an image is built whatever is there: the user says so, or its manifest (`noCache`, `pull`). */
export function isBuiltAlways({ build: { target } }: Tagged, { noCache, pull }: BuildOptions): boolean {
  return noCache === true || pull === true || target['no-cache'] === true || target.pull === true
}

/** Gives results in the order of the builds. */
export function inOrder(builds: readonly ImageBuild[], results: readonly BuildResult[]): readonly BuildResult[] {
  return builds.flatMap((build) => results.filter((result) => result.build === build))
}

/** Gives what failed as diagnostics at the lines of the manifest. */
export function buildDiagnostics(results: readonly BuildResult[]): readonly Diagnostic[] {
  return results
    .filter(({ status }) => status === 'failed')
    .map(({ build, message, tail = [] }) => ({
      code: 'target/build-failed',
      severity: 'error',
      message: `the image of \`${build.id ?? build.service}\` was not built: ${message ?? 'the builder does not say why'}`,
      ...(build.span && { span: build.span }),
      ...(tail.length > 0 && { help: ['the builder wrote last:', ...tail].join('\n') }),
    }))
}

async function bakeAll(wanted: readonly Tagged[], all: readonly ImageBuild[], options: BuildOptions): Promise<readonly BuildResult[]> {
  const builds = wanted.map((item) => ({ build: item.build, tags: [...new Set([localName(item), ...namesOf(item)])] }))
  const { noCache, pull, env, onStep } = options
  const { code, failures } = await bake(
    { builds, all, output: 'load', ...(noCache && { noCache }), ...(pull && { pull }), ...(env && { env }), ...(onStep && { onStep }) },
    options,
  )
  const done = code === 0 ? undefined : await idsOf(wanted.map(localName), options)
  return wanted.map((item): BuildResult => {
    const failure = failures.get(item.build.name)
    if (failure !== undefined) return { ...item, status: 'failed', ...failure }
    return { ...item, status: done === undefined || done.has(localName(item)) ? 'built' : 'stopped' }
  })
}

function localName({ build, tag }: Tagged): string {
  return `${build.service}:${tag}`
}

/** Gives the ids of those images that the engine has, by name. */
async function idsOf(names: readonly string[], options: DockerOptions): Promise<ReadonlyMap<string, string>> {
  if (names.length === 0) return new Map()
  // one that is missing makes the command fail, and does not keep it from telling of the others
  const finished = await docker(['image', 'inspect', '--format', '{{.Id}} {{json .RepoTags}}', ...names], options)
  const ids = new Map<string, string>()
  for (const line of finished.stdout.split('\n')) {
    const [, id, list] = /^(\S+) (\[.*\])$/.exec(line) ?? []
    if (id === undefined || list === undefined) continue
    const tags: unknown = JSON.parse(list)
    if (Array.isArray(tags)) for (const tag of tags) ids.set(String(tag), id)
  }
  return ids
}

/** Points the names of the Compose file at an image that is there. */
async function nameAgain(item: Tagged, known: ReadonlyMap<string, string>, options: DockerOptions): Promise<void> {
  for (const name of namesOf(item)) {
    const full = /:[^/]*$/.test(name) ? name : `${name}:latest`
    if (known.get(full) === known.get(localName(item))) continue
    const finished = await docker(['image', 'tag', localName(item), name], options)
    if (finished.code !== 0) throw new Failure(3, `cannot name the image ${name}: ${lastLine(finished)}`)
  }
}

function namesOf({ build: { image, target } }: Tagged): readonly string[] {
  return target.tags ?? [image]
}
