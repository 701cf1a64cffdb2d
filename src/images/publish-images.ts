import { Failure } from '../failure.js'
import { bake } from './bake.js'
import { type BuildOptions, type BuildResult, inOrder, isBuiltAlways, type Tagged, tagAll } from './build-images.js'
import { type DockerOptions, docker, lastLine, requireBuilder } from './docker.js'
import type { ImageBuild } from './list-builds.js'

/**
 * Builds images and pushes them to `<registry>/<service>:src-<hash>`; what the registry holds under that tag already is neither built nor pushed.
 * Every result that is there has its digest. Credentials are Docker's own (`docker login`). Throws a `Failure` without Docker, and where no registry answers.
 */
export async function publishImages(
  builds: readonly ImageBuild[],
  registry: string,
  options: BuildOptions,
): Promise<readonly BuildResult[]> {
  if (builds.length === 0) return []
  await requireBuilder(options, false)
  const { tagged, failed } = await tagAll(builds, options.host)
  const nameOf = ({ build }: Tagged): string => `${registry}/${build.service}`
  const digests = new Map<Tagged, string>()
  const look = async (items: readonly Tagged[]): Promise<void> => {
    await eachOf(items, async (item) => {
      const digest = await digestOf(`${nameOf(item)}:${item.tag}`, options)
      if (digest !== undefined) digests.set(item, digest)
    })
  }
  await look(tagged.filter((item) => !isBuiltAlways(item, options)))
  const wanted = tagged.filter((item) => !digests.has(item))
  const kept = new Set(digests.keys())
  const failures = wanted.length === 0 ? undefined : await push(wanted, builds, nameOf, options)
  await look(wanted)
  const results = tagged.map((item): BuildResult => {
    const digest = digests.get(item)
    const failure = failures?.get(item.build.name)
    if (failure !== undefined) return { ...item, status: 'failed', ...failure }
    if (digest === undefined) return { ...item, status: 'stopped' }
    return { ...item, status: kept.has(item) ? 'unchanged' : 'built', published: { image: nameOf(item), digest } }
  })
  return inOrder(builds, [...failed, ...results])
}

async function push(wanted: readonly Tagged[], all: readonly ImageBuild[], nameOf: (item: Tagged) => string, options: BuildOptions) {
  await requireBuilder(options)
  const { noCache, pull, env, onStep } = options
  const { code, failures } = await bake(
    {
      builds: wanted.map((item) => ({ build: item.build, tags: [`${nameOf(item)}:${item.tag}`] })),
      all,
      output: 'push',
      ...(noCache && { noCache }),
      ...(pull && { pull }),
      ...(env && { env }),
      ...(onStep && { onStep }),
    },
    options,
  )
  return code === 0 ? undefined : failures
}

/** Gives the digest of what a registry holds under a name; nothing where it holds nothing, or does not show it: the push then says why. */
async function digestOf(reference: string, options: DockerOptions): Promise<string | undefined> {
  const finished = await docker(['buildx', 'imagetools', 'inspect', '--format', '{{json .Manifest}}', reference], options)
  if (finished.code === 0) return /"digest":\s*"(sha256:[0-9a-f]{64})"/.exec(finished.stdout)?.[1]
  const reason = lastLine(finished)
  if (/dial tcp|no such host|i\/o timeout|deadline exceeded|x509|tls:|server gave HTTP response/i.test(reason))
    throw new Failure(3, `no registry answers at ${reference.slice(0, reference.lastIndexOf('/'))}: ${reason.replace(/^ERROR: /, '')}`)
  return undefined
}

/** Asks four at a time. */
async function eachOf<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items]
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await work(next)
  }
  await Promise.all(Array.from({ length: 4 }, worker))
}
