import { entryAt } from '../../manifest-entries.js'
import type { ComposeFile } from '../compose-file.js'
import { bakeText } from './bake-text.js'

/** What `docker buildx bake` reads (Bake file reference, JSON); strings are templates of HCL. */
export interface BakeFile {
  readonly group: { readonly default: { readonly targets: readonly string[] } }
  /** Variables of whoever builds, with what counts where they are not set. */
  readonly variable?: Readonly<Record<string, { readonly default: string }>>
  readonly target: Readonly<Record<string, BakeTarget>>
}

/** How one image is built (Bake file reference, target); a local context and those of `contexts` are seen from the folder in which bake runs. */
export interface BakeTarget {
  /** Absent where the Dockerfile takes nothing from it. */
  readonly context?: string | undefined
  readonly contexts?: Readonly<Record<string, string>> | undefined
  readonly dockerfile?: string | undefined
  readonly 'dockerfile-inline'?: string | undefined
  readonly target?: string | undefined
  readonly args?: Readonly<Record<string, string>> | undefined
  readonly labels?: Readonly<Record<string, string>> | undefined
  readonly tags?: readonly string[] | undefined
  readonly platforms?: readonly string[] | undefined
  readonly 'cache-from'?: readonly string[] | undefined
  readonly 'cache-to'?: readonly string[] | undefined
  readonly 'no-cache'?: boolean | undefined
  readonly 'no-cache-filter'?: readonly string[] | undefined
  readonly pull?: boolean | undefined
  readonly secret?: readonly string[] | undefined
  readonly ssh?: readonly string[] | undefined
  readonly network?: string | undefined
  readonly 'extra-hosts'?: Readonly<Record<string, string>> | undefined
  readonly 'shm-size'?: string | undefined
  readonly ulimits?: readonly string[] | undefined
  readonly entitlements?: readonly string[] | undefined
  readonly attest?: readonly string[] | undefined
}

/**
 * Gives the bake file of everything that a Compose file builds, one target for each service; nothing where it builds nothing.
 * It is made of the finished file, so that patches count as well: a `build` section may have any form that Compose allows.
 */
export function makeBakeFile(file: ComposeFile): BakeFile | undefined {
  const variables = new Map<string, string>()
  const text = (value: unknown): string => bakeText(String(value), variables)
  const targets = Object.entries(file.services).flatMap(([service, { build, image }]): [string, BakeTarget][] =>
    build === undefined ? [] : [[targetName(service), targetOf(file, build, image ?? service, text)]],
  )
  if (targets.length === 0) return undefined
  return {
    group: { default: { targets: targets.map(([name]) => name) } },
    ...(variables.size > 0 && { variable: Object.fromEntries([...variables].map(([name, value]) => [name, { default: value }])) }),
    target: Object.fromEntries(targets),
  }
}

/** Gives the target of a service; bake allows no dot in the name of one. */
export function targetName(service: string): string {
  return service.replaceAll('.', '_')
}

type ToText = (value: unknown) => string

function targetOf(file: ComposeFile, section: unknown, image: string, text: ToText): BakeTarget {
  const build: unknown = typeof section === 'string' ? { context: section } : section
  const one = (key: string): string | undefined => optional(entryAt(build, key), text)
  const list = (key: string): readonly string[] | undefined => listOf(entryAt(build, key), text)
  const flag = (key: string): true | undefined => (isTrue(entryAt(build, key)) ? true : undefined)
  const target: BakeTarget = {
    context: one('context') ?? (takesNothing(entryAt(build, 'dockerfile_inline')) ? undefined : '.'),
    contexts: mapOf(entryAt(build, 'additional_contexts'), (value) =>
      text(value).replace(/^service:(.*)$/s, (_, name) => `target:${targetName(name)}`),
    ),
    dockerfile: one('dockerfile'),
    'dockerfile-inline': one('dockerfile_inline'),
    target: one('target'),
    args: mapOf(entryAt(build, 'args'), text),
    labels: mapOf(entryAt(build, 'labels'), text),
    tags: [...new Set([text(image), ...(list('tags') ?? [])])],
    platforms: list('platforms'),
    'cache-from': list('cache_from'),
    'cache-to': list('cache_to'),
    'no-cache': flag('no_cache'),
    'no-cache-filter': list('no_cache_filter'),
    pull: flag('pull'),
    secret: secretsOf(file, entryAt(build, 'secrets'), text),
    ssh: listOf(pairs(entryAt(build, 'ssh')), text),
    network: one('network'),
    'extra-hosts': mapOf(entryAt(build, 'extra_hosts'), text),
    'shm-size': one('shm_size'),
    ulimits: ulimitsOf(entryAt(build, 'ulimits')),
    entitlements: entitlementsOf(build, text),
    attest: attestOf(build, text),
  }
  return Object.fromEntries(Object.entries(target).filter(([, value]) => value !== undefined))
}

/** A Dockerfile in the file itself that copies nothing needs no folder, and does not change with one (Dockerfile reference). */
function takesNothing(dockerfile: unknown): boolean {
  return typeof dockerfile === 'string' && !/^\s*(ONBUILD\s+)?(ADD|COPY)\b|--mount=(?!\S*type=(cache|secret|ssh|tmpfs))/im.test(dockerfile)
}

function optional(value: unknown, text: ToText): string | undefined {
  return value === undefined || value === null ? undefined : text(value)
}

function listOf(value: unknown, text: ToText): readonly string[] | undefined {
  if (value === undefined || value === null) return undefined
  const items = (Array.isArray(value) ? value : [value]).map(text)
  return items.length === 0 ? undefined : items
}

/** Compose has most maps in a second form, a list of `key=value`; hosts may also be `key:value`. */
function mapOf(value: unknown, text: ToText): Readonly<Record<string, string>> | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const entries = Array.isArray(value)
    ? value.map((item): [string, string] => {
        const [, key = '', rest = ''] = /^([^=:]*)[=:]?(.*)$/s.exec(String(item)) ?? []
        return [key, text(rest)]
      })
    : Object.entries(value).map(([key, item]): [string, string] => [key, text(item ?? '')])
  return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

function pairs(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.entries(value).map(([key, item]) => (item === null || item === '' ? key : `${key}=${String(item)}`))
}

/** A secret of a build is one of the file: from a variable of whoever builds, or a file (docker buildx build, `--secret`). */
function secretsOf(file: ComposeFile, value: unknown, text: ToText): readonly string[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined
  return value.map((item: unknown) => {
    const source = typeof item === 'string' ? item : String(entryAt(item, 'source'))
    const id = text(entryAt(item, 'target') ?? source)
    const { environment, file: path } = file.secrets?.[source] ?? {}
    return environment === undefined ? `id=${id},type=file,src=${text(path ?? '')}` : `id=${id},type=env,env=${environment}`
  })
}

function ulimitsOf(value: unknown): readonly string[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).map(([name, limit]: [string, unknown]) =>
    typeof limit === 'object' ? `${name}=${String(entryAt(limit, 'soft'))}:${String(entryAt(limit, 'hard'))}` : `${name}=${String(limit)}`,
  )
}

function entitlementsOf(build: unknown, text: ToText): readonly string[] | undefined {
  const named = listOf(entryAt(build, 'entitlements'), text) ?? []
  const all = [...named, ...(isTrue(entryAt(build, 'privileged')) ? ['security.insecure'] : [])]
  return all.length === 0 ? undefined : [...new Set(all)]
}

function attestOf(build: unknown, text: ToText): readonly string[] | undefined {
  const kinds = ['provenance', 'sbom'].flatMap((kind) => {
    const value = entryAt(build, kind)
    if (value === undefined || value === null) return []
    if (typeof value === 'boolean') return [`type=${kind},disabled=${!value}`]
    return [`type=${kind},${text(value)}`]
  })
  return kinds.length === 0 ? undefined : kinds
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true'
}
