import { join, resolve } from 'node:path'
import { type BakeFile, type BakeTarget, targetName } from '../../targets/compose/build/bake-file.js'
import { readBakeText } from '../../targets/compose/build/bake-text.js'
import { serviceName } from '../../targets/service-name.js'
import type { Compilation } from '../compilation.js'
import type { Span } from '../diagnostic.js'
import { isContainer } from '../language/is-container.js'
import type { Id, Lattice } from '../lattice/lattice.js'

/** An image that is built from sources. */
export interface ImageBuild {
  /** Name of the target in the bake file, unique. */
  readonly name: string
  /** Service of the Compose file, which is also the image's local name and, behind a registry, its published one. */
  readonly service: string
  /** The component that it is built for; absent where a patch alone made the service. */
  readonly id?: Id
  /** The image as the Compose file names it. */
  readonly image: string
  /** What bake is told: paths absolute, variables resolved, no templates. */
  readonly target: BakeTarget
  /** The `build` of the manifest. */
  readonly span?: Span
}

/**
 * Gives what a compilation for Compose builds, in the order of its bake file. `folder` is the absolute path of the output folder,
 * in which `compose/` lies or would lie; `env` resolves the variables of the file.
 */
export function listBuilds(
  { artifacts, lattice, plan }: Pick<Compilation, 'artifacts' | 'lattice' | 'plan'>,
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): readonly ImageBuild[] {
  const artifact = artifacts.find(({ path }) => path === bakePath)
  if (artifact === undefined) return []
  // it was checked against its shape before it was given out
  const file: BakeFile = JSON.parse(artifact.text)
  const owners = new Map<string, Owner>()
  for (const { workloads } of plan?.plan.applications ?? [])
    for (const { id, application, name } of workloads) {
      const service = serviceName(application, name)
      const span = spanOfBuild(lattice, id)
      owners.set(targetName(service), { id, service, ...(span !== undefined && { span }) })
    }
  const base = join(folder, 'compose')
  const lookUp = (name: string): string => env[name] ?? file.variable?.[name]?.default ?? ''
  return Object.entries(file.target).map(([name, templates]) => {
    const target = absolute(plain(templates, lookUp), base, env['HOME'])
    const owner = owners.get(name) ?? { service: name }
    return { name, ...owner, image: target.tags?.[0] ?? owner.service, target }
  })
}

/** Gives the variables of whoever builds that bring the secrets of a build. */
export function secretVariables({ target }: Pick<ImageBuild, 'target'>): readonly string[] {
  return (target.secret ?? []).flatMap((secret) => /,env=(\w+)$/.exec(secret)?.[1] ?? [])
}

const bakePath = 'compose/docker-bake.json'

type Owner = Pick<ImageBuild, 'id' | 'service' | 'span'>

function spanOfBuild(lattice: Lattice, id: Id): Span | undefined {
  const node = lattice.nodes.get(id)
  if (node === undefined || !isContainer(node.component) || node.component.properties.build === undefined) return undefined
  return node.manifest.document.at(node.component.properties, 'build', 'key')
}

/** Tells whether a context is a folder of this machine; others are an address, another target or an image (docker buildx build, `--build-context`). */
export function isLocalContext(context: string): boolean {
  return !/^[a-z][a-z0-9+.-]+:/i.test(context) && !/^git@|^github\.com\//.test(context)
}

function plain<T>(value: T, lookUp: (variable: string) => string): T {
  const visit = (item: unknown): unknown => {
    if (typeof item === 'string') return readBakeText(item, lookUp)
    if (Array.isArray(item)) return item.map(visit)
    if (typeof item === 'object' && item !== null)
      return Object.fromEntries(Object.entries(item).map(([key, child]) => [key, visit(child)]))
    return item
  }
  // the same shape with other strings
  return visit(value) as T
}

function absolute(target: BakeTarget, base: string, home: string | undefined): BakeTarget {
  const { contexts, secret, ssh } = target
  const placeOf = (context: string): string => (isLocalContext(context) ? resolve(base, context) : context)
  // whoever builds has the key in a home folder of their own, and bake does not know `~`
  const keyOf = (path: string): string => (path.startsWith('~/') && home !== undefined ? join(home, path.slice(2)) : resolve(base, path))
  return {
    ...target,
    ...(target.context !== undefined && { context: placeOf(target.context) }),
    ...(contexts && { contexts: Object.fromEntries(Object.entries(contexts).map(([name, context]) => [name, placeOf(context)])) }),
    ...(secret && { secret: secret.map((text) => text.replace(/(?<=,src=)(.*)$/s, (path) => resolve(base, path))) }),
    ...(ssh && { ssh: ssh.map((text) => text.replace(/(?<==)(.+)$/s, keyOf)) }),
  }
}
